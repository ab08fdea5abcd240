"""Reads tasks as Asana exports them."""

from __future__ import annotations

from assets.lib.ingestion.objects import ExportedObject, OtherObjects
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.table import Rows, Table
from assets.lib.ingestion.tables.values import actor_type, cell, listed, person

TASKS = Table(
    title="tasks of a project or search",
    known_by=(("Task ID",), ("Name",), ("Section/Column",)),
    rows=(
        Rows(
            "work_items",
            {
                "work_item_id": cell("Task ID"),
                "title": cell("Name"),
                "kind": cell("Type"),
                "project": cell("Projects"),
                "workflow": cell("Workflow"),
                "labels": listed("Tags"),
                "assignee": person("Assignee Email", "Assignee"),
                "assignee_type": actor_type("Assignee Email", "Assignee"),
                "role": cell("Role"),
                "created_at": cell("Created At"),
                "started_at": cell("Start Date"),
                "completed_at": cell("Completed At"),
                "hours": cell("Hours"),
                "agent_run_id": cell("Agent run"),
            },
            id_pattern=r"[0-9]+",
        ),
    ),
    below_preamble=True,
    also=(
        *("Last Modified", "Due Date", "Notes", "Parent task"),
        *("Blocked By (Dependencies)", "Blocking (Dependencies)"),
    ),
)

OTHERS = OtherObjects(
    "Asana",
    "tasks: the arrow beside a project's name > Export/Print > CSV",
    (
        ExportedObject("goals", (), ("Goal name", "Goal owner", "Metric type")),
        ExportedObject("portfolio", ("Owner",), ("Project name", "Status update", "Task progress")),
        ExportedObject("members", ("Email",), ("Guest", "Last active", "Joined", "Member type")),
    ),
)


class Asana(TableConnector):
    """The CSV export of a project or a search, and the sheet that Asana keeps in step with it."""

    name = "asana"
    version = 1
    title = "Asana"
    streams = ("work_items",)
    tables = (TASKS,)
    others = OTHERS


CONNECTOR = Asana()
