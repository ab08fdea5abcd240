"""One task or ticket that a person or an agent works on."""

from assets.lib.stream import Column, Kind, Stream

STREAM = Stream(
    name="work_items",
    version=1,
    meaning="One task or ticket that a person or an agent works on.",
    key=("work_item_id",),
    columns=(
        Column("work_item_id", Kind.TEXT, "The tool's own id", required=True),
        Column("title", Kind.TEXT, "What is to be done", required=True),
        Column(
            "kind",
            Kind.TEXT,
            "The kind, or the tool's own type, which the rules turn into a kind",
        ),
        Column("project", Kind.TEXT, "The project it belongs to"),
        Column("workflow", Kind.TEXT, "The workflow of the organisation"),
        Column("labels", Kind.TEXT, "Its labels, joined by ;"),
        Column("assignee", Kind.TEXT, "Who does it", identity=True),
        Column(
            "assignee_type",
            Kind.TEXT,
            "What kind of actor that is",
            allowed=("human", "agent"),
        ),
        Column("role", Kind.TEXT, "The role in which it is done"),
        Column("created_at", Kind.INSTANT, "When it was asked for"),
        Column("started_at", Kind.INSTANT, "When work began"),
        Column("completed_at", Kind.INSTANT, "When it was finished; null while it is not"),
        Column("reopened_at", Kind.INSTANT, "When it was last reopened"),
        Column("hours", Kind.NUMBER, "Hours logged on it", at_least=0),
        Column("ai_assisted", Kind.FLAG, "True where AI helped"),
        Column(
            "agent_run_id",
            Kind.TEXT,
            "The agent run it rules on",
            reference="agent_runs",
        ),
    ),
)
