"""Reads time entries as Clockify exports them."""

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

_START_DATE = ("Start Date", "Startdatum")
_DURATION = ("Duration (h)", "Dauer (h)")
_PROJECT = cell("Project", "Projekt")
_TASK = cell("Task", "Aufgabe")
_EMAIL = cell("Email", "E-Mail")
_WHO = (_EMAIL, cell("User", "Benutzer"))
_STARTED = instant_of_parts(cell(*_START_DATE), cell("Start Time", "Startzeit"))

ENTRIES = Table(
    title="detailed report",
    known_by=(("Email", "E-Mail"), _START_DATE, ("Start Time", "Startzeit"), _DURATION),
    rows=(
        Rows(
            "work_items",
            {
                "work_item_id": fingerprint(_EMAIL, _STARTED, _PROJECT, _TASK),
                "title": or_else(
                    "(no description)",
                    filled_up(
                        *("Description", "Beschreibung", *_TASK.headers),
                        *(*_PROJECT.headers, "Client", "Kunde"),
                    ),
                ),
                "kind": _TASK,
                "project": _PROJECT,
                "labels": listed("Tags"),
                "assignee": person(*_WHO),
                "assignee_type": actor_type(*_WHO),
                "started_at": _STARTED,
                "completed_at": instant_of_parts(
                    cell("End Date", "Enddatum"), cell("End Time", "Endzeit")
                ),
                "hours": hours(*_DURATION, unit="clock"),
            },
            summed=("hours",),
        ),
    ),
    also=(
        *("Group", "Gruppe", "Billable", "Abrechenbar", "Duration (decimal)", "Dauer (dezimal)"),
        *("Billable Rate (USD)", "Billable Amount (USD)", "Cost Rate (USD)", "Cost Amount (USD)"),
        *("Billable Rate (EUR)", "Billable Amount (EUR)", "Profit (USD)", "Profit (EUR)"),
        *("Date of creation", "Approval"),
    ),
)

OTHERS = OtherObjects(
    "Clockify",
    "the detailed report: Reports > Detailed > Export > Save as CSV",
    (
        ExportedObject("summary report", (), ("Time (h)", "Time (decimal)")),
        ExportedObject("summary report", (), _DURATION, unless=_START_DATE),
        ExportedObject("detailed report without Email", (), _DURATION),
    ),
)


class Clockify(TableConnector):
    """The detailed report: one work item an entry, with its hours."""

    name = "clockify"
    version = 1
    title = "Clockify"
    streams = ("work_items",)
    tables = (ENTRIES,)
    others = OTHERS


CONNECTOR = Clockify()
