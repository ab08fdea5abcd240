"""Reads time entries as Toggl Track exports them."""

from __future__ import annotations

from assets.lib.ingestion.objects import ExportedObject, OtherObjects
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.table import Rows, Table
from assets.lib.ingestion.tables.values import (
    actor_type,
    cell,
    filled_up,
    fingerprint,
    hours,
    instant_of_parts,
    listed,
    or_else,
    person,
)

_STARTED = instant_of_parts("Start date", "Start time")

ENTRIES = Table(
    title="detailed report",
    known_by=(("Email",), ("Start date",), ("Start time",), ("End date",), ("Duration",)),
    rows=(
        Rows(
            "work_items",
            {
                "work_item_id": fingerprint("Email", _STARTED, "Project", "Task"),
                "title": or_else(
                    "(no description)", filled_up("Description", "Task", "Project", "Client")
                ),
                "kind": cell("Task"),
                "project": cell("Project"),
                "labels": listed("Tags"),
                "assignee": person("Email", "User"),
                "assignee_type": actor_type("Email", "User"),
                "started_at": _STARTED,
                "completed_at": instant_of_parts("End date", "End time"),
                "hours": hours("Duration", unit="clock"),
            },
            summed=("hours",),
        ),
    ),
    also=("Billable", "Amount ()", "Amount (USD)", "Amount (EUR)", "Amount (GBP)"),
)

OTHERS = OtherObjects(
    "Toggl Track",
    "the detailed report: Reports > Detailed > Export > CSV",
    (
        ExportedObject("summary report", ("Project", "Duration"), unless=("Start date",)),
        ExportedObject("summary report", ("User", "Duration"), unless=("Start date",)),
        ExportedObject("weekly report", (), ("Mon", "Monday"), unless=("Start date",)),
        ExportedObject("detailed report without Email", ("Start date", "Duration")),
    ),
)


class Toggl(TableConnector):
    """The detailed report: one work item an entry, with its hours."""

    name = "toggl"
    version = 1
    title = "Toggl Track"
    streams = ("work_items",)
    tables = (ENTRIES,)
    others = OTHERS


CONNECTOR = Toggl()
