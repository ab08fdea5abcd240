"""One run of an agent."""

from assets.lib.stream import Column, ColumnType, Stream, Wording

STREAM = Stream(
    name="agent_runs",
    version=2,
    meaning="One run of an agent.",
    key=("run_id",),
    columns=(
        Column("run_id", ColumnType.TEXT, "The tool's own id", required=True),
        Column("agent", ColumnType.TEXT, "The agent", required=True, wording=Wording.FIXED),
        Column("agent_version", ColumnType.TEXT, "Its version", wording=Wording.FIXED),
        Column("workflow", ColumnType.TEXT, "The workflow it ran for", wording=Wording.LABEL),
        Column("started_at", ColumnType.INSTANT, "When it started", required=True, event=True),
        Column(
            "ended_at",
            ColumnType.INSTANT,
            "When it ended; null where the tool does not say",
            event=True,
        ),
        Column(
            "status",
            ColumnType.TEXT,
            "How it ended",
            required=True,
            allowed=("ok", "error", "escalated", "cancelled"),
        ),
        Column(
            "parent_run_id",
            ColumnType.TEXT,
            "The run that started it",
            reference="agent_runs",
        ),
        Column(
            "model",
            ColumnType.TEXT,
            "The model, or the one that answered most often",
            wording=Wording.FIXED,
        ),
        Column("provider", ColumnType.TEXT, "Who serves the model", wording=Wording.FIXED),
        Column(
            "input_tokens",
            ColumnType.COUNT,
            "Tokens read, summed over generations",
            at_least=0,
        ),
        Column(
            "output_tokens",
            ColumnType.COUNT,
            "Tokens written, summed over generations",
            at_least=0,
        ),
        Column("cost", ColumnType.MONEY, "Cost, summed over generations", at_least=0),
        Column(
            "currency",
            ColumnType.TEXT,
            "ISO 4217 code of the amounts in the row",
            pattern="^[A-Z]{3}$",
        ),
        Column("escalation_reason", ColumnType.TEXT, "Why it asked for a person"),
        Column("subject_id", ColumnType.TEXT, "What it worked on", may_refer=True),
    ),
)
