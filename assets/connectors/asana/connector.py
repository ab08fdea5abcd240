"""Reads tasks as Asana exports them."""

from __future__ import annotations

from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.table import Rows, Table
from assets.lib.ingestion.tables.values import actor_type, cell, person

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
                "labels": cell("Tags"),
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
)


class Asana(TableConnector):
    """The CSV export of a project or a search, and the sheet that Asana keeps in step with it."""

    name = "asana"
    version = 1
    title = "Asana"
    streams = ("work_items",)
    tables = (TASKS,)


CONNECTOR = Asana()
