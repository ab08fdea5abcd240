"""The roles of a week: where their hours go, what has moved, how far agents carry them."""

from __future__ import annotations

from typing import Any

from assets.lib.settings import read_settings
from pipelines.cli.common import snapshot
from pipelines.cli.formats import format_value, format_week
from pipelines.cli.output import Format, Shape, ask, print_rows, print_table
from pipelines.cli.weeks import Week, reported_week

_TIES = 3

_ROLES = """
    with ties as (
        select
            week_start, role, string_agg(workflow, ', ' order by execution_rank) as still_executes
        from role_workflow_weekly
        where execution_rank <= ?
        group by week_start, role
    )
    select
        week_start, role, was_role, people, judgment_hours, oversight_hours, execution_hours,
        logged_hours, judgment_time_share, oversight_time_share, execution_time_share,
        baseline_execution_time_share, moved_share, agent_executed_share, leverage_level,
        expected_agent_share, leverage_gap, is_hidden, still_executes
    from role_weekly
    left join ties using (week_start, role)
    where week_start = ?
    order by is_declared desc, role
"""


def roles(week: Week = None, shape: Shape = Format.TABLE) -> None:
    """Print every role's people and hours, what has moved since the baseline, and its leverage."""
    with snapshot(read_settings()) as connection:
        monday = reported_week(connection, "spectrum_weekly", week)
        found = ask(connection, _ROLES, [_TIES, monday])
    if shape is not Format.TABLE:
        print_rows(found, shape)
        return
    headings = ["role", "was", "people", "judgment", "oversight", "execution", "moved"]
    headings += ["agents do", "level asks", "still executes"]
    printed = [_row(record) for record in found.records]
    print_table(headings, printed, title=f"Roles, {format_week(monday)}")


def _row(record: dict[str, Any]) -> list[str]:
    hours = [f"{name}_hours" for name in ("judgment", "oversight", "execution")]
    numbers = ["hidden: too few", "", "", ""]
    if not record["is_hidden"]:
        people, *worked = record["people"], *(record[name] for name in hours)
        numbers = [str(people), *(f"{number:,.1f} h" for number in worked)]
    return [
        record["role"],
        record["was_role"] or "-",
        *numbers,
        format_value(record["moved_share"], "share"),
        format_value(record["agent_executed_share"], "share"),
        format_value(record["expected_agent_share"], "share"),
        record["still_executes"] or "-",
    ]
