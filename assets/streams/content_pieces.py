"""One piece of content."""

from assets.lib.stream import Column, Kind, Stream

STREAM = Stream(
    name="content_pieces",
    version=1,
    meaning="One piece of content.",
    key=("piece_id",),
    columns=(
        Column("piece_id", Kind.TEXT, "The tool's own id", required=True),
        Column("title", Kind.TEXT, "Its title", required=True),
        Column("content_type", Kind.TEXT, "What it is: post, page, email, ..."),
        Column("workflow", Kind.TEXT, "The workflow that made it"),
        Column("agent", Kind.TEXT, "The agent that made it, where one did"),
        Column(
            "produced_by",
            Kind.TEXT,
            "Who made it",
            allowed=("human", "agent", "hybrid"),
        ),
        Column("author", Kind.TEXT, "The person who signs it", identity=True),
        Column("created_at", Kind.INSTANT, "When it was begun"),
        Column(
            "published_at",
            Kind.INSTANT,
            "When it first went live; null while it has not",
        ),
        Column("status", Kind.TEXT, "published, draft, scheduled, private, trashed, ..."),
        Column("channel", Kind.TEXT, "Its own channel, where it went live first"),
        Column("url", Kind.TEXT, "Where it can be read"),
        Column("body", Kind.TEXT, "Its text, as the tool exports it"),
    ),
)
