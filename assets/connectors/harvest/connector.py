"""Reads time entries as Harvest exports them."""

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
    instant,
    joined,
    or_else,
    person,
)

_HOURS = ("Hours", "Stunden")
_CODE = ("Project Code", "Projektcode", "Projekt-Code")
_DAY = instant("Date", "Datum")
_TASK = cell("Task", "Aufgabe")
_PROJECT = cell("Project", "Projekt")
_CLIENT = cell("Client", "Kunde")
_WHO = joined("First Name", "Vorname", "Last Name", "Nachname", separator=" ")

ENTRIES = Table(
    title="detailed time report",
    known_by=(_DAY.headers, _CLIENT.headers, _CODE, _TASK.headers, _HOURS),
    rows=(
        Rows(
            "work_items",
            {
                "work_item_id": fingerprint(_DAY, _WHO, _CLIENT, _PROJECT, _TASK),
                "title": or_else(
                    "(no notes)",
                    filled_up(cell("Notes", "Notizen"), _TASK, _PROJECT),
                ),
                "kind": _TASK,
                "project": _PROJECT,
                "assignee": person(_WHO),
                "assignee_type": actor_type(_WHO),
                "completed_at": _DAY,
                "hours": hours(*_HOURS, unit="hours"),
            },
            summed=("hours",),
        ),
    ),
    also=(
        *("Hours Rounded", "Billable?", "Invoiced?", "Approved?", "Employee Id", "Roles"),
        *("Employee?", "Billable Rate", "Billable Amount", "Cost Rate", "Cost Amount"),
        *("Currency", "External Reference URL", "Department", "Email"),
    ),
)

OTHERS = OtherObjects(
    "Harvest",
    "the detailed time report: Reports > Detailed time > Export > CSV",
    (
        ExportedObject("detailed expense report", ("Date", "Project Code", "Amount")),
        ExportedObject("invoice report", (), ("Invoice ID", "Invoice Amount", "Issue Date")),
        ExportedObject("time report", _HOURS[:1], unless=("Date",)),
    ),
)


class Harvest(TableConnector):
    """The detailed time report: one work item a day, person and task, with its hours."""

    name = "harvest"
    version = 1
    title = "Harvest"
    streams = ("work_items",)
    tables = (ENTRIES,)
    others = OTHERS


CONNECTOR = Harvest()
