"""One verdict on an agent run, a piece of content or a decision."""

from assets.lib.stream import Column, ColumnType, Stream

STREAM = Stream(
    name="reviews",
    version=2,
    meaning="One verdict on an agent run, a piece of content or a decision.",
    key=("review_id",),
    columns=(
        Column("review_id", ColumnType.TEXT, "The tool's own id", required=True),
        Column(
            "subject_type",
            ColumnType.TEXT,
            "What was reviewed",
            required=True,
            allowed=("agent_run", "content_piece", "decision"),
        ),
        Column(
            "subject_id",
            ColumnType.TEXT,
            "The run, piece or decision",
            required=True,
            reference="subject_type",
        ),
        Column("reviewer", ColumnType.TEXT, "Who reviewed", identity=True),
        Column(
            "reviewer_type",
            ColumnType.TEXT,
            "What kind of actor reviewed",
            allowed=("human", "agent", "rule"),
        ),
        Column("reviewed_at", ColumnType.INSTANT, "When", required=True, event=True),
        Column(
            "verdict",
            ColumnType.TEXT,
            "What was decided",
            allowed=("approved", "edited", "rejected"),
        ),
        Column("score", ColumnType.NUMBER, "The score given"),
        Column(
            "minutes", ColumnType.NUMBER, "Minutes the review took", at_least=0, at_most=24 * 60
        ),
    ),
)
