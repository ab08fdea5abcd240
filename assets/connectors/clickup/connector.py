"""Reads tasks as ClickUp exports them."""

from __future__ import annotations

from assets.lib.ingestion.objects import ExportedObject, OtherObjects
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.table import Advised, Rows, Table
from assets.lib.ingestion.tables.values import (
    actor_type,
    cell,
    epoch,
    filled_up,
    hours,
    listed,
    person,
)

_DONE = ("Date Done", "Date Closed")

TASKS = Table(
    title="tasks of a workspace or a list",
    known_by=(
        ("Task ID",),
        ("Task Name",),
        ("List Name", "Space Name", "Folder Name/Path", "Task Custom ID", "Date Created Text"),
    ),
    rows=(
        Rows(
            "work_items",
            {
                "work_item_id": cell("Task ID"),
                "title": cell("Task Name"),
                "kind": cell("Task Type"),
                "project": filled_up(
                    "List Name", cell("Folder Name/Path", "Folder Name"), "Space Name"
                ),
                "labels": listed("Tags"),
                "assignee": person(cell("Assignees", "Assignee"), first_listed=True),
                "assignee_type": actor_type(cell("Assignees", "Assignee"), first_listed=True),
                "created_at": epoch("Date Created", unit="milliseconds"),
                "started_at": epoch("Start Date", unit="milliseconds"),
                "completed_at": epoch(*_DONE, unit="milliseconds"),
                "hours": hours("Time Spent", "Time Logged", unit="milliseconds"),
            },
        ),
    ),
    nulls=("null", "[]"),
    also=(
        *("Task Link", "Task Custom ID", "Task Content", "Status", "Date Created Text"),
        *("Due Date", "Due Date Text", "Start Date Text", "Date Done Text", "Date Closed Text"),
        *("Date Updated", "Date Updated Text", "Parent ID", "Subtask IDs", "Attachments"),
        *("Priority", "Time Estimated", "Time Estimated Text", "Checklists", "Comments"),
        *("Assigned Comments", "Time Spent Text", "Time Logged Text"),
        *("Rolled Up Time", "Rolled Up Time Text"),
    ),
    advised=(
        Advised(
            "completed_at",
            _DONE,
            "neither Date Done nor Date Closed: no item counts as completed; export a list view "
            "that shows one of them",
        ),
    ),
)

OTHERS = OtherObjects(
    "ClickUp",
    "tasks: Settings > Imports/Exports > Export, or a list view with the columns Task ID, "
    "List Name, Date Created and Date Done",
    (
        ExportedObject("time entries", ("Time Entry ID",)),
        ExportedObject("time entries", ("Username", "Time Tracked")),
        ExportedObject("list view without Task ID", ("Task Name",), unless=("Task ID",)),
        ExportedObject("list view without List Name", ("Task ID", "Task Name")),
    ),
)


class ClickUp(TableConnector):
    """The export of a workspace, or of a list view with ids: one work item a task."""

    name = "clickup"
    version = 1
    title = "ClickUp"
    streams = ("work_items",)
    tables = (TASKS,)
    others = OTHERS


CONNECTOR = ClickUp()
