"""The headers of the fields that a work item is made of."""

from __future__ import annotations

from dataclasses import replace

from assets.lib.ingestion.connector import Account
from assets.lib.ingestion.headers import KnownHeaders, Layout, find_layout
from assets.lib.ingestion.text import TextFile

FIELDS = {
    "work_item_id": ("Issue id", "Issue key", "Key"),
    "title": ("Summary",),
    "kind": ("Issue Type",),
    "project": ("Project key", "Project name"),
    "workflow": ("Custom field (Workflow)",),
    "labels": ("Labels",),
    "assignee": ("Assignee", "Assignee Id"),
    "role": ("Custom field (Role)",),
    "created_at": ("Created",),
    "completed_at": ("Resolved",),
    "hours": ("Time Spent",),
    "agent_run_id": ("Custom field (Agent run)",),
}
"""The headers of the fields, best first; of those that the file has, the first is read."""

HELPERS = {
    "assignee_id": ("Assignee Id",),
    "status_category": ("Status Category",),
    "status_category_changed": ("Status Category Changed",),
}
"""Fields that no column of the stream holds, but that decide about one."""

ISSUES = KnownHeaders(
    stream="work_items",
    columns=FIELDS | HELPERS,
    required=("work_item_id", "title"),
    filled_up=("project", "assignee"),
    repeated=("labels",),  # one header stands as often as the issue with the most values needs
    advice="export issues as CSV with these fields, or, where the file is in another language, "
    "give its header under jira: columns in sources.yml, as in work_item_id: <header>",
)


def find_issues(text: TextFile, account: Account) -> Layout:
    """Return the layout of a file, with a note on what it can't tell.

    Raises UnreadableExport where the file has no ids or no summaries.
    """
    layout = find_layout(text, ISSUES, account)
    return replace(layout, notes=(*layout.notes, *_weak_spots(layout)))


def _weak_spots(layout: Layout) -> list[str]:
    weak = []
    if layout.found["work_item_id"][0] in ("issue key", "key"):
        weak.append("no Issue id: the key stands for it, and changes when an issue moves")
    if not layout.found["completed_at"] and not layout.found["status_category_changed"]:
        weak.append("neither Resolved nor Status Category Changed: no item counts as completed")
    return weak
