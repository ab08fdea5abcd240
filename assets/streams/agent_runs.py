"""One run of an agent."""

from assets.lib.stream import Column, Kind, Stream

STREAM = Stream(
    name="agent_runs",
    version=1,
    meaning="One run of an agent.",
    key=("run_id",),
    columns=(
        Column("run_id", Kind.TEXT, "The tool's own id", required=True),
        Column("agent", Kind.TEXT, "The agent", required=True),
        Column("agent_version", Kind.TEXT, "Its version"),
        Column("workflow", Kind.TEXT, "The workflow it ran for"),
        Column("started_at", Kind.INSTANT, "When it started", required=True),
        Column("ended_at", Kind.INSTANT, "When it ended; null where the tool does not say"),
        Column(
            "status",
            Kind.TEXT,
            "How it ended",
            required=True,
            allowed=("ok", "error", "escalated", "cancelled"),
        ),
        Column(
            "parent_run_id",
            Kind.TEXT,
            "The run that started it",
            reference="agent_runs",
        ),
        Column("model", Kind.TEXT, "The model, or the one that answered most often"),
        Column("provider", Kind.TEXT, "Who serves the model"),
        Column(
            "input_tokens",
            Kind.COUNT,
            "Tokens read, summed over generations",
            at_least=0,
        ),
        Column(
            "output_tokens",
            Kind.COUNT,
            "Tokens written, summed over generations",
            at_least=0,
        ),
        Column("cost", Kind.MONEY, "Cost, summed over generations", at_least=0),
        Column(
            "currency",
            Kind.TEXT,
            "ISO 4217 code of the amounts in the row",
            pattern="^[A-Z]{3}$",
        ),
        Column("escalation_reason", Kind.TEXT, "Why it asked for a person"),
        Column("subject_id", Kind.TEXT, "What it worked on"),
    ),
)
