"""What the visitors of one page did in a period."""

from assets.lib.stream import Column, ColumnType, Stream, Wording

STREAM = Stream(
    name="page_engagement",
    version=1,
    meaning="What the visitors of one page did in a period.",
    key=("engagement_id",),
    columns=(
        Column(
            "engagement_id",
            ColumnType.TEXT,
            "The tool's own id, or a hash of page and period where the export has none",
            required=True,
        ),
        Column(
            "page",
            ColumnType.TEXT,
            "The address of the page, or its path where the tool gives no host",
            required=True,
            wording=Wording.UNPUBLISHED,
        ),
        Column("period_start", ColumnType.DAY, "The first day of the period"),
        Column(
            "period_end", ColumnType.DAY, "The last day of the period", required=True, event=True
        ),
        Column(
            "engagements",
            ColumnType.COUNT,
            "Recorded engagements or conversions; views are none",
            at_least=0,
        ),
    ),
)
