"""The roles: from the old focus to the new one."""

from __future__ import annotations

from html import escape
from typing import Any

from dashboard.lib import theme
from dashboard.lib.columns import number_column, text_column
from dashboard.lib.components import section, show_html, show_table
from dashboard.lib.formats import NumberFormat, format_value, format_words
from dashboard.lib.page_shell import begin_page
from dashboard.lib.pages import Page

PARTS = {
    "judgment": ("Judgment", theme.GOOD),
    "oversight": ("Oversight", theme.BASELINE),
    "execution": ("Execution", theme.FAINT),
}
WORKFLOW_COLUMNS: dict[str, Any] = {
    "role": text_column("Role", "medium"),
    "execution_rank": "Rank",
    "workflow": text_column("Workflow", "medium"),
    "execution_hours": number_column("Execution hours", "%.1f"),
    "execution_items": "Items",
}


def show() -> None:
    """Show the page."""
    given = begin_page(
        "Roles", "What each role was and becomes, where its hours go, and how far agents carry it."
    )
    if given is None:
        return
    snapshot, week = given.snapshot, given.week
    roles = snapshot.ask("operating_model/roles_of_week", week=week).to_dicts()
    if not roles:
        show_html('<div class="fs-legend">No role is declared in roles.yml.</div>')
        return
    legend = "".join(
        f'<span><i style="background:{color}"></i> {name}</span>' for name, color in PARTS.values()
    )
    show_html(
        "<table class='fs-roles'><thead><tr><th>Role</th><th>Hours of the week</th>"
        "<th>Moved from execution</th><th>Done by agents</th><th>Still tied to</th></tr></thead>"
        f"<tbody>{''.join(_row(role) for role in roles)}</tbody></table>"
        f'<div class="fs-legend fs-parts">{legend}</div>'
    )
    with section("What ties each role to its old focus", "The execution that took most hours."):
        show_table(
            snapshot.ask("operating_model/role_workflows_of_week", week=week),
            WORKFLOW_COLUMNS,
            "role_workflows",
        )


def _row(role: dict[str, Any]) -> str:
    name = escape(role["role"])
    was = f"was {escape(role['was_role'])}" if role["was_role"] not in {None, role["role"]} else ""
    head = f"<td><b>{name}</b><span>{was}</span></td>"
    if role["is_hidden"]:
        return f'<tr>{head}<td colspan="4" class="fs-why">too few people to be shown</td></tr>'
    return f"<tr>{head}<td>{_bar(role)}</td>{_moved(role)}{_leverage(role)}{_ties(role)}</tr>"


def _bar(role: dict[str, Any]) -> str:
    """Return the hours of the week, divided by class."""
    if not role["logged_hours"]:
        return '<span class="fs-why">no hours logged</span>'
    parts = "".join(
        f'<i style="width:{(role[f"{part}_time_share"] or 0) * 100:.1f}%;background:{color}" '
        f'title="{name} {format_value(role[f"{part}_time_share"], NumberFormat.SHARE)}"></i>'
        for part, (name, color) in PARTS.items()
    )
    people = "person" if role["people"] == 1 else "people"
    hours = format_value(role["logged_hours"], NumberFormat.HOURS)
    judgment = format_value(role["judgment_time_share"], NumberFormat.SHARE)
    return (
        f'<div class="fs-bar">{parts}</div>'
        f"<span>{hours} of {role['people']} {people}, {judgment} judgment</span>"
    )


def _moved(role: dict[str, Any]) -> str:
    base = format_value(role["baseline_execution_time_share"], NumberFormat.SHARE)
    now = format_value(role["execution_time_share"], NumberFormat.SHARE)
    return (
        f"<td><b>{format_value(role['moved_share'], NumberFormat.SHARE)}</b>"
        f"<span>execution {base} to {now}</span></td>"
    )


def _leverage(role: dict[str, Any]) -> str:
    if role["leverage_level"] is None:
        return '<td><span class="fs-why">not in roles.yml</span></td>'
    expected = _share(role["expected_agent_share"])
    upper, gap = role["next_agent_share"], role["leverage_gap"]
    band = f"{expected} or more" if upper is None else f"{expected} to {_share(upper)}"
    share, place = role["agent_executed_share"], ""
    color = theme.INK if gap is None else theme.GOOD
    if gap is not None and share < role["expected_agent_share"]:
        color, place = theme.ATTENTION, ": below it"
    elif gap is not None and upper is not None and share >= upper:
        color, place = theme.CAUTION, ": above it"
    return (
        f'<td><b style="color:{color}">'
        f"{_share(share)}</b><span>level {role['leverage_level']} means {band}{place}</span></td>"
    )


def _share(value: float | None) -> str:
    return format_value(value, NumberFormat.SHARE)


def _ties(role: dict[str, Any]) -> str:
    ties = [format_words(name) for name in (role["tied_to"] or "").split(", ") if name]
    return f"<td>{escape(', '.join(ties)) or '<span>nothing</span>'}</td>"


PAGE = Page("Roles", "roles", 210, show)
