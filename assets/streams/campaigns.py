"""One campaign of an advertising or marketing tool."""

from assets.lib.stream import Column, ColumnType, Stream, Wording

STREAM = Stream(
    name="campaigns",
    version=2,
    meaning="One campaign of an advertising or marketing tool.",
    key=("campaign_id",),
    columns=(
        Column(
            "campaign_id",
            ColumnType.TEXT,
            "The tool's own id, or the name where the export has none",
            required=True,
        ),
        Column(
            "id_is_derived",
            ColumnType.FLAG,
            "True where campaign_id is the name",
        ),
        Column("name", ColumnType.TEXT, "The name people see", required=True),
        Column(
            "channel",
            ColumnType.TEXT,
            "Where it runs: search, social, email, ...",
            wording=Wording.LABEL,
        ),
        Column("objective", ColumnType.TEXT, "What it is meant to reach"),
        Column(
            "workflow",
            ColumnType.TEXT,
            "The workflow of the organisation that runs it",
            wording=Wording.LABEL,
        ),
        Column("owner", ColumnType.TEXT, "Who answers for it", identity=True),
        Column("status", ColumnType.TEXT, "The status the tool gives", wording=Wording.UNPUBLISHED),
        Column("created_at", ColumnType.INSTANT, "When the tool created it", event=True),
        Column("launched_at", ColumnType.INSTANT, "When it first went live"),
        Column("ended_at", ColumnType.INSTANT, "When it ended; null while it runs"),
        Column("budget", ColumnType.MONEY, "Budget as the tool states it", at_least=0),
        Column(
            "currency",
            ColumnType.TEXT,
            "ISO 4217 code of the amounts in the row",
            pattern="^[A-Z]{3}$",
        ),
    ),
)
