"""One person or company that showed interest."""

from assets.lib.stream import Column, Kind, Stream

STREAM = Stream(
    name="leads",
    version=1,
    meaning="One person or company that showed interest.",
    key=("lead_id",),
    columns=(
        Column("lead_id", Kind.TEXT, "The tool's own id", required=True),
        Column("created_at", Kind.INSTANT, "When the tool recorded the lead", required=True),
        Column(
            "person_key",
            Kind.TEXT,
            "Keyed hash of the normalised e-mail or phone",
            personal=True,
        ),
        Column("company", Kind.TEXT, "The company"),
        Column("source", Kind.TEXT, "Where the lead came from"),
        Column(
            "campaign_id",
            Kind.TEXT,
            "The campaign that brought it",
            reference="campaigns",
        ),
        Column("channel", Kind.TEXT, "The channel that brought it"),
        Column("stage", Kind.TEXT, "The stage the tool gives"),
        Column("entered_pipeline_at", Kind.INSTANT, "When it first entered the pipeline"),
        Column("score", Kind.NUMBER, "The score of the qualifier"),
        Column(
            "intent",
            Kind.TEXT,
            "How serious the qualifier rated it",
            allowed=("high", "medium", "low"),
        ),
        Column(
            "qualified_by",
            Kind.TEXT,
            "What kind of qualifier rated it",
            allowed=("agent", "human", "rule"),
        ),
        Column("qualifier", Kind.TEXT, "Which qualifier, with its version", identity=True),
        Column("qualified_at", Kind.INSTANT, "When it was rated"),
        Column("opportunity_at", Kind.INSTANT, "When it became an opportunity"),
        Column("won_at", Kind.INSTANT, "When it was won"),
        Column("lost_at", Kind.INSTANT, "When it was lost"),
        Column("amount", Kind.MONEY, "Value of the opportunity"),
        Column(
            "currency",
            Kind.TEXT,
            "ISO 4217 code of the amounts in the row",
            pattern="^[A-Z]{3}$",
        ),
    ),
)
