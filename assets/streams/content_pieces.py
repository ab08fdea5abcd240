"""One piece of content."""

from assets.lib.stream import Column, ColumnType, Stream, Wording

STREAM = Stream(
    name="content_pieces",
    version=2,
    meaning="One piece of content.",
    key=("piece_id",),
    columns=(
        Column("piece_id", ColumnType.TEXT, "The tool's own id", required=True),
        Column("title", ColumnType.TEXT, "Its title", required=True),
        Column(
            "content_type",
            ColumnType.TEXT,
            "What it is: post, page, email, ...",
            wording=Wording.LABEL,
        ),
        Column("workflow", ColumnType.TEXT, "The workflow that made it", wording=Wording.LABEL),
        Column(
            "agent", ColumnType.TEXT, "The agent that made it, where one did", wording=Wording.FIXED
        ),
        Column(
            "produced_by",
            ColumnType.TEXT,
            "Who made it",
            allowed=("human", "agent", "hybrid"),
        ),
        Column("author", ColumnType.TEXT, "The person who signs it", identity=True),
        Column("created_at", ColumnType.INSTANT, "When it was begun", event=True),
        Column(
            "published_at",
            ColumnType.INSTANT,
            "When it first went live; null while it has not",
            event=True,
        ),
        Column(
            "status",
            ColumnType.TEXT,
            "published, draft, scheduled, private, trashed, ...",
            wording=Wording.UNPUBLISHED,
        ),
        Column(
            "channel",
            ColumnType.TEXT,
            "Its own channel, where it went live first",
            wording=Wording.LABEL,
        ),
        Column("url", ColumnType.TEXT, "Where it can be read"),
        Column(
            "body", ColumnType.TEXT, "Its text, as the tool exports it", wording=Wording.UNPUBLISHED
        ),
    ),
)
