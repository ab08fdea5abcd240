"""Writes issues as Jira exports them with all fields: repeated headers, two-digit years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from pipelines.demo.exports.landing import Landing, table_bytes
from pipelines.demo.exports.tools import is_in_asana, run_key
from pipelines.demo.world.cast import AI_OPS_ARCHITECT
from pipelines.demo.world.chance import stream, uuid
from pipelines.demo.world.timeline import after_weeks, exports_every, to_local
from pipelines.demo.world.work_items import WorkItem, people_of
from pipelines.demo.world.work_kinds import JUDGMENT

_HEADER_LINE = (
    "Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Project type,"
    "Project lead,Project lead id,Project description,Priority,Resolution,Assignee,Assignee Id,"
    "Reporter,Reporter Id,Creator,Creator Id,Created,Updated,Last Viewed,Resolved,Due date,"
    "Votes,Labels,Labels,Description,Environment,Watchers,Watchers,Watchers Id,Watchers Id,"
    "Original estimate,Remaining Estimate,Time Spent,Work Ratio,Σ Original Estimate,"
    "Σ Remaining Estimate,Σ Time Spent,Security Level,Attachment,Custom field (AI assisted),"
    "Custom field (Agent run),Custom field (Rank),Custom field (Reopened),Custom field (Role),"
    "Custom field (Start date),Custom field (Workflow),Sprint,Sprint,Comment,Comment,"
    "Status Category,Status Category Changed,Parent,Parent key,Parent summary"
)
HEADER = _HEADER_LINE.split(",")
_PROJECTS = {False: ("MKT", "Marketing"), True: ("FLD", "Field marketing")}
_OVERLAP = timedelta(days=7)
_DAMAGED_EXPORT = 3
LAGGING_EXPORT = 3
"""It was taken a week before those of the other tools, and the next one catches up."""
_REPEATED_EVERY = 120
_LATE_AFTER_WEEKS = 8
_LATE_BY = timedelta(weeks=10)
_STALE_ITEMS = 6


def write_issues(landing: Landing, seed: int, items: Sequence[WorkItem]) -> str:
    """Write its issues every five weeks, and return the path of the export that came late."""
    items = [item for item in items if not is_in_asana(item)]
    account_ids = _account_ids(stream(seed, "jira"), items)
    timely = [item for item in items if not item.is_late]
    since = None
    for position, due_at in enumerate(exports_every(5)):
        exported_at = due_at - timedelta(weeks=position == LAGGING_EXPORT)
        listed = [item for item in timely if item.changed_between(since, exported_at)]
        rows = [_row(item, exported_at, account_ids) for item in listed]
        rows += rows[_REPEATED_EVERY::_REPEATED_EVERY]
        bad_rows = _damage(rows) if position == _DAMAGED_EXPORT else 0
        path = f"jira/Jira {exported_at:%Y-%m-%d}.csv"
        landing.put(path, table_bytes([HEADER, *rows]), exported_at, bad_rows=bad_rows)
        since = exported_at - _OVERLAP
    return _write_late(landing, items, account_ids)


def _write_late(landing: Landing, items: Sequence[WorkItem], account_ids: dict[str, str]) -> str:
    """Write another project's export weeks late: its issues, and old states of known ones."""
    exported_at = after_weeks(_LATE_AFTER_WEEKS)
    open_then = [
        item
        for item in items
        if not item.is_late and item.created_at <= exported_at < item.resolved_at
    ]
    listed = [item for item in items if item.is_late] + open_then[:_STALE_ITEMS]
    rows = [_row(item, exported_at, account_ids) for item in listed]
    path = f"jira/Jira field marketing {exported_at:%Y-%m-%d}.csv"
    landing.put(path, table_bytes([HEADER, *rows]), exported_at, delay=_LATE_BY)
    return path


def _damage(rows: list[list[str]]) -> int:
    """Add four issues that break a rule, between the others."""
    errors = (("Created", "31/Feb/26 9:00 AM"), ("Issue id", ""), ("Time Spent", "-5400"))
    for position, (column, value) in enumerate(errors):
        bad = _copy(rows[30 * position + 17], position)
        bad[HEADER.index(column)] = value
        rows.insert(30 * position + 21, bad)
    too_wide = [*_copy(rows[200], len(errors)), "pasted; from a comment"]
    rows.insert(204, too_wide)
    return len(errors) + 1


def _copy(row: list[str], position: int) -> list[str]:
    bad = row.copy()
    bad[HEADER.index("Issue id")] = str(990_001 + position)
    bad[HEADER.index("Issue key")] = f"MKT-{99_001 + position}"
    return bad


def _row(item: WorkItem, exported_at: datetime, account_ids: dict[str, str]) -> list[str]:
    cells = _base_cells(item, account_ids) | _state_cells(item, exported_at)
    repeated = {"Labels": iter(item.kind.labels), "Sprint": iter([f"Sprint {item.created_at:%V}"])}
    if item.kind.work == JUDGMENT and item.number % 2:
        comment = f"{_shown(item.started_at)};{account_ids[item.assignee]};Two options:\nA or B."
        repeated["Comment"] = iter([comment])
    return [
        next(repeated[name], "") if name in repeated else cells.get(name, "") for name in HEADER
    ]


def _base_cells(item: WorkItem, account_ids: dict[str, str]) -> dict[str, str]:
    key, name = _PROJECTS[item.is_late]
    owner = AI_OPS_ARCHITECT.email
    return {
        "Summary": item.summary,
        "Issue key": f"{key}-{item.number - 20_000}",
        "Issue id": str(item.number),
        "Issue Type": item.kind.issue_type,
        "Project key": key,
        "Project name": name,
        "Project type": "software",
        "Project lead": owner,
        "Project lead id": account_ids[owner],
        "Priority": "Medium",
        "Assignee": item.assignee,
        "Assignee Id": account_ids[item.assignee],
        "Reporter": owner,
        "Reporter Id": account_ids[owner],
        "Creator": owner,
        "Creator Id": account_ids[owner],
        "Created": _shown(item.created_at),
        "Votes": "0",
        "Custom field (AI assisted)": "Yes" if item.is_assisted else "No",
        "Custom field (Agent run)": run_key(item.run) if item.run else "",
        "Custom field (Rank)": f"0|i{item.number:05d}:",
        "Custom field (Role)": item.role,
        "Custom field (Workflow)": item.workflow,
    }


def _state_cells(item: WorkItem, exported_at: datetime) -> dict[str, str]:
    """Return what an export of this instant knows of the progress."""
    started = item.started_at <= exported_at
    done = item.resolved_at <= exported_at
    category = "Done" if done else "In Progress" if started else "To Do"
    changed_at = item.resolved_at if done else item.started_at if started else item.created_at
    seconds = str(item.seconds) if done and item.seconds else ""
    reopened_at = item.reopened_at
    return {
        "Status": category,
        "Resolution": "Done" if done else "",
        "Updated": _shown(changed_at),
        "Resolved": _shown(item.resolved_at) if done else "",
        "Time Spent": seconds,
        "Σ Time Spent": seconds,
        "Custom field (Start date)": _shown(item.started_at) if started else "",
        "Custom field (Reopened)": (
            _shown(reopened_at) if reopened_at and reopened_at <= exported_at else ""
        ),
        "Status Category": category,
        "Status Category Changed": _shown(changed_at),
    }


def _account_ids(random: Random, items: Sequence[WorkItem]) -> dict[str, str]:
    names = sorted({*people_of(items), AI_OPS_ARCHITECT.email})
    return {name: f"712020:{uuid(random)}" for name in names}


def _shown(at: datetime) -> str:
    local = to_local(at)
    return f"{local:%d/%b/%y} {local.hour % 12 or 12}:{local:%M %p}"
