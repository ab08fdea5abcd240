"""One campaign of an advertising or marketing tool."""

from assets.lib.stream import Column, Kind, Stream

STREAM = Stream(
    name="campaigns",
    version=1,
    meaning="One campaign of an advertising or marketing tool.",
    key=("campaign_id",),
    columns=(
        Column(
            "campaign_id",
            Kind.TEXT,
            "The tool's own id, or account/name where the export has none",
            required=True,
        ),
        Column(
            "account",
            Kind.TEXT,
            "The account the campaign runs in, as landing names it",
        ),
        Column(
            "id_is_derived",
            Kind.FLAG,
            "True where campaign_id was made from account and name",
        ),
        Column("name", Kind.TEXT, "The name people see", required=True),
        Column("channel", Kind.TEXT, "Where it runs: search, social, email, ..."),
        Column("objective", Kind.TEXT, "What it is meant to reach"),
        Column("workflow", Kind.TEXT, "The workflow of the organisation that runs it"),
        Column("owner", Kind.TEXT, "Who answers for it", identity=True),
        Column("status", Kind.TEXT, "The status the tool gives"),
        Column("created_at", Kind.INSTANT, "When the tool created it"),
        Column("launched_at", Kind.INSTANT, "When it first went live"),
        Column("ended_at", Kind.INSTANT, "When it ended; null while it runs"),
        Column("budget", Kind.MONEY, "Budget as the tool states it", at_least=0),
        Column(
            "currency",
            Kind.TEXT,
            "ISO 4217 code of the amounts in the row",
            pattern="^[A-Z]{3}$",
        ),
    ),
)
