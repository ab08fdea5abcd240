"""One change that somebody or something made to a campaign."""

from assets.lib.stream import Column, ColumnType, Stream, Wording

STREAM = Stream(
    name="campaign_changes",
    version=2,
    meaning="One change that somebody or something made to a campaign.",
    key=("change_id",),
    columns=(
        Column(
            "change_id",
            ColumnType.TEXT,
            "The tool's own id, or a hash of the content where the export has none",
            required=True,
        ),
        Column(
            "campaign_id",
            ColumnType.TEXT,
            "The campaign that was changed",
            required=True,
            reference="campaigns",
        ),
        Column(
            "changed_at",
            ColumnType.INSTANT,
            "When the change took effect",
            required=True,
            event=True,
        ),
        Column("actor", ColumnType.TEXT, "Who or what made it", identity=True),
        Column(
            "actor_type",
            ColumnType.TEXT,
            "What kind of actor it was",
            allowed=("human", "agent", "rule", "unknown"),
        ),
        Column(
            "category",
            ColumnType.TEXT,
            "What was changed: bid, budget, audience, creative, ...; other where nothing fits",
            required=True,
            wording=Wording.LABEL,
        ),
        Column("item", ColumnType.TEXT, "The part of the campaign that was changed"),
        Column("description", ColumnType.TEXT, "The change in words"),
        Column("hypothesis", ColumnType.TEXT, "What the change was expected to do"),
    ),
)
