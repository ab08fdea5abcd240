"""One person or company that showed interest."""

from assets.lib.stream import Column, ColumnType, Stream, Wording

STREAM = Stream(
    name="leads",
    version=2,
    meaning="One person or company that showed interest.",
    key=("lead_id",),
    columns=(
        Column("lead_id", ColumnType.TEXT, "The tool's own id", required=True),
        Column(
            "merged_into",
            ColumnType.TEXT,
            "The lead that this one was merged into, which stands for both; null where it was not",
            reference="leads",
        ),
        Column(
            "created_at",
            ColumnType.INSTANT,
            "When the tool recorded the lead",
            required=True,
            event=True,
        ),
        Column(
            "person_key",
            ColumnType.TEXT,
            "Keyed hash of the normalised e-mail or phone",
            personal=True,
        ),
        Column("company", ColumnType.TEXT, "The company"),
        Column("source", ColumnType.TEXT, "Where the lead came from", wording=Wording.LABEL),
        Column(
            "campaign_id",
            ColumnType.TEXT,
            "The campaign that brought it",
            reference="campaigns",
        ),
        Column("channel", ColumnType.TEXT, "The channel that brought it", wording=Wording.LABEL),
        Column("stage", ColumnType.TEXT, "The stage the tool gives", wording=Wording.LABEL),
        Column(
            "entered_pipeline_at",
            ColumnType.INSTANT,
            "When it first entered the pipeline",
            event=True,
        ),
        Column("score", ColumnType.NUMBER, "The score of the qualifier"),
        Column(
            "intent",
            ColumnType.TEXT,
            "How serious the qualifier rated it",
            allowed=("high", "medium", "low"),
        ),
        Column(
            "qualified_by",
            ColumnType.TEXT,
            "What kind of qualifier rated it",
            allowed=("agent", "human", "rule"),
        ),
        Column("qualifier", ColumnType.TEXT, "Which qualifier, with its version", identity=True),
        Column("qualified_at", ColumnType.INSTANT, "When it was rated", event=True),
        Column("opportunity_at", ColumnType.INSTANT, "When it became an opportunity", event=True),
        Column("won_at", ColumnType.INSTANT, "When it was won", event=True),
        Column("lost_at", ColumnType.INSTANT, "When it was lost", event=True),
        Column("amount", ColumnType.MONEY, "Value of the opportunity"),
        Column(
            "currency",
            ColumnType.TEXT,
            "ISO 4217 code of the amounts in the row",
            pattern="^[A-Z]{3}$",
        ),
    ),
)
