"""One posting of a variant of a piece on a channel."""

from assets.lib.stream import Column, ColumnType, Stream, Wording

STREAM = Stream(
    name="content_publications",
    version=2,
    meaning="One posting of a variant of a piece on a channel.",
    key=("publication_id",),
    columns=(
        Column("publication_id", ColumnType.TEXT, "The tool's own id", required=True),
        Column(
            "piece_id",
            ColumnType.TEXT,
            "The piece that was posted",
            required=True,
            reference="content_pieces",
        ),
        Column(
            "variant_id",
            ColumnType.TEXT,
            "The variant; null is the default variant",
            wording=Wording.LABEL,
        ),
        Column(
            "variant_kind",
            ColumnType.TEXT,
            "What the variant is made for",
            allowed=("persona", "segment", "locale", "test"),
        ),
        Column(
            "channel", ColumnType.TEXT, "Where it was posted", required=True, wording=Wording.LABEL
        ),
        Column("published_at", ColumnType.INSTANT, "When it went live", required=True, event=True),
        Column(
            "status",
            ColumnType.TEXT,
            "published, draft, scheduled, ...; null counts as published",
            wording=Wording.UNPUBLISHED,
        ),
        Column("url", ColumnType.TEXT, "Where it can be seen"),
        Column("engagements", ColumnType.COUNT, "Recorded engagements or conversions", at_least=0),
    ),
)
