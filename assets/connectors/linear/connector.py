"""Reads issues as Linear exports them."""

from __future__ import annotations

from assets.lib.ingestion.objects import ExportedObject, OtherObjects
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.table import Advised, Rows, Table
from assets.lib.ingestion.tables.values import (
    actor_type,
    cell,
    filled_up,
    instant,
    listed,
    person,
)

ISSUES = Table(
    title="issues",
    known_by=(("ID",), ("Team",), ("Title",), ("Cycle Number", "Canceled", "Triaged")),
    rows=(
        Rows(
            "work_items",
            {
                "work_item_id": filled_up("UUID", "ID"),
                "title": cell("Title"),
                "project": filled_up("Project", "Team"),
                "labels": listed("Labels"),
                "assignee": person("Assignee"),
                "assignee_type": actor_type("Assignee"),
                "created_at": instant("Created", zone="UTC"),
                "started_at": instant("Started", zone="UTC"),
                "completed_at": instant("Completed", zone="UTC"),
            },
        ),
    ),
    also=(
        *("Description", "Status", "Estimate", "Priority", "Project ID", "Creator"),
        *("Cycle Name", "Cycle Start", "Cycle End", "Updated", "Archived"),
        *("Due Date", "Parent issue", "Initiatives", "Project Milestone ID"),
        *("Project Milestone", "SLA Status", "Roadmaps", "Time in status (minutes)"),
        *("Related to", "Blocked by", "Duplicate of"),
    ),
    advised=(
        Advised(
            "work_item_id",
            ("UUID",),
            "no UUID: the ID stands for it, and changes when an issue moves to another team",
        ),
        Advised("completed_at", ("Completed",), "no Completed: no item counts as completed"),
    ),
)

OTHERS = OtherObjects(
    "Linear",
    "issues: Settings > Administration > Import / Export > Export data",
    (
        ExportedObject("projects", ("Lead",), ("Target Date", "Health", "Milestones")),
        ExportedObject("initiatives", ("Owner",), ("Target Date", "Health")),
        ExportedObject("members", ("Email",), ("Role", "Last seen", "Joined")),
    ),
)


class Linear(TableConnector):
    """The CSV export of a workspace, a team or a view: one work item an issue."""

    name = "linear"
    version = 1
    title = "Linear"
    streams = ("work_items",)
    tables = (ISSUES,)
    others = OTHERS


CONNECTOR = Linear()
