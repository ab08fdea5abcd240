"""Writes the tasks of one project as Asana exports them: all of them, with days and no times."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pipelines.demo.exports.landing import Landing, table_bytes
from pipelines.demo.exports.tools import is_in_asana, run_key
from pipelines.demo.world.cast import DOMAIN
from pipelines.demo.world.timeline import exports_every, to_local
from pipelines.demo.world.work_items import WorkItem

_HEADER_LINE = (
    "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Assignee Email,"
    "Start Date,Due Date,Tags,Notes,Projects,Parent task,Blocked By (Dependencies),"
    "Blocking (Dependencies),Type,Workflow,Role,Hours,Agent run"
)
_HEADER = _HEADER_LINE.split(",")
_PROJECT = "Design production"


def write_tasks(landing: Landing, items: Sequence[WorkItem]) -> None:
    """Write the project every five weeks, each time as it stood then."""
    kept = [item for item in items if is_in_asana(item)]
    for exported_at in exports_every(5):
        rows = [_row(item, exported_at) for item in kept if item.created_at <= exported_at]
        path = f"asana/{_PROJECT} {exported_at:%Y-%m-%d}.csv"
        landing.put(path, table_bytes([_HEADER, *rows]), exported_at)


def _row(item: WorkItem, exported_at: datetime) -> list[str]:
    started, done = item.started_at <= exported_at, item.resolved_at <= exported_at
    changed_at = item.resolved_at if done else item.started_at if started else item.created_at
    cells = {
        "Task ID": f"1209{item.number * 1_000_003:012d}",
        "Created At": _day(item.created_at),
        "Completed At": _day(item.resolved_at) if done else "",
        "Last Modified": _day(changed_at),
        "Name": item.summary,
        "Section/Column": "Done" if done else "In progress" if started else "To do",
        "Start Date": _day(item.started_at) if started else "",
        "Tags": ",".join(item.kind.labels),
        "Projects": _PROJECT,
        "Type": item.kind.issue_type,
        "Workflow": item.workflow,
        "Role": item.role,
        "Hours": _hours(item) if done else "",
        "Agent run": run_key(item.run) if item.run else "",
    }
    cells |= _assignee(item.assignee)
    return [cells.get(name, "") for name in _HEADER]


def _assignee(name: str) -> dict[str, str]:
    """Return a person by role and address; an agent has no address."""
    role = name.removesuffix(f"@{DOMAIN}")
    if role == name:
        return {"Assignee": name}
    return {"Assignee": role.replace(".", " ").title(), "Assignee Email": name}


def _hours(item: WorkItem) -> str:
    """Return the hours to six decimals, as many as a number field holds; none as nothing."""
    return f"{item.seconds / 3600:.6f}".rstrip("0").rstrip(".") if item.seconds else ""


def _day(at: datetime) -> str:
    return f"{to_local(at):%Y-%m-%d}"
