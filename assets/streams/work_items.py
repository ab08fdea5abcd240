"""One task or ticket that a person or an agent works on."""

from assets.lib.stream import Column, ColumnType, Stream, Wording

STREAM = Stream(
    name="work_items",
    version=2,
    meaning="One task or ticket that a person or an agent works on.",
    key=("work_item_id",),
    columns=(
        Column("work_item_id", ColumnType.TEXT, "The tool's own id", required=True),
        Column("title", ColumnType.TEXT, "What is to be done", required=True),
        Column(
            "kind",
            ColumnType.TEXT,
            "The kind, or the tool's own type, which the rules turn into a kind",
            wording=Wording.LABEL,
        ),
        Column("project", ColumnType.TEXT, "The project it belongs to", wording=Wording.LABEL),
        Column(
            "workflow", ColumnType.TEXT, "The workflow of the organisation", wording=Wording.LABEL
        ),
        Column("labels", ColumnType.TEXT, "Its labels, joined by ;", wording=Wording.UNPUBLISHED),
        Column("assignee", ColumnType.TEXT, "Who does it", identity=True),
        Column(
            "assignee_type",
            ColumnType.TEXT,
            "What kind of actor that is",
            allowed=("human", "agent"),
        ),
        Column("role", ColumnType.TEXT, "The role in which it is done", wording=Wording.LABEL),
        Column("created_at", ColumnType.INSTANT, "When it was asked for", event=True),
        Column("started_at", ColumnType.INSTANT, "When work began", event=True),
        Column(
            "completed_at",
            ColumnType.INSTANT,
            "When it was finished; null while it is not",
            event=True,
        ),
        Column("reopened_at", ColumnType.INSTANT, "When it was last reopened", event=True),
        Column("hours", ColumnType.NUMBER, "Hours logged on it", at_least=0, at_most=10_000),
        Column("ai_assisted", ColumnType.FLAG, "True where AI helped"),
        Column(
            "agent_run_id",
            ColumnType.TEXT,
            "The agent run it rules on",
            reference="agent_runs",
        ),
    ),
)
