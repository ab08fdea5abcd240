"""The Collaboration Spectrum of a week: every workflow's levels, what follows, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from assets.lib.settings import read_settings
from pipelines.cli.common import snapshot
from pipelines.cli.formats import format_value, format_week
from pipelines.cli.output import Format, Shape, ask, print_rows, print_table
from pipelines.cli.weeks import Week, reported_week

if TYPE_CHECKING:
    from datetime import date

    import duckdb

_LEVELS = """
    select
        week_start, workflow, function_id, owner_role, declared_level, observed_level,
        target_level, target_by, level_gap, target_gap, agent_outputs, human_outputs, agent_share,
        reviewed_share, changed_share, escalated_share, observed_rule, observed_reason,
        may_move_up, should_move_down, move_reason
    from workflow_level_weekly
    where week_start = ?
    order by function_id nulls last, workflow
"""
_STUCK = """
    select observed_functions, functions_at_level_2, is_stuck_at_2
    from spectrum_weekly
    where week_start = ?
"""
_MOVES = """
    select workflow, may_move_up, move_reason
    from workflow_level_weekly
    where week_start = ? and (may_move_up or should_move_down)
    order by may_move_up desc, workflow
"""
_WORKLIST = """
    select worklist_rank, workflow, volume, judgment_share
    from audit_worklist_weekly
    where week_start = ? and is_first_three
    order by worklist_rank
"""


def spectrum(week: Week = None, shape: Shape = Format.TABLE) -> None:
    """Print declared, observed and target level of every workflow, with the rule that decided.

    As a table, findings and the first of the audit worklist follow.
    """
    with snapshot(read_settings()) as connection:
        monday = reported_week(connection, "spectrum_weekly", week)
        levels = ask(connection, _LEVELS, [monday])
        if shape is not Format.TABLE:
            print_rows(levels, shape)
            return
        _print_levels(levels.records, monday)
        for line in (*_findings(connection, monday), *_worklist(connection, monday)):
            typer.echo(line)


def _print_levels(records: list[dict[str, Any]], monday: date) -> None:
    headings = ["workflow", "function", "declared", "observed", "target", "agents", "because"]
    rows = [
        [
            record["workflow"],
            record["function_id"] or "-",
            _level(record["declared_level"]),
            _level(record["observed_level"]),
            _target(record),
            format_value(record["agent_share"], "share"),
            record["observed_reason"],
        ]
        for record in records
    ]
    print_table(headings, rows, title=f"Collaboration Spectrum, {format_week(monday)}")


def _level(level: int | None) -> str:
    return "-" if level is None else str(level)


def _target(record: dict[str, Any]) -> str:
    if record["target_level"] is None:
        return "-"
    return f"{record['target_level']} by {record['target_by']:%Y-%m-%d}"


def _findings(connection: duckdb.DuckDBPyConnection, monday: date) -> list[str]:
    [(observed, at_level_2, is_stuck)] = connection.execute(_STUCK, [monday]).fetchall()
    lines = [_stuck(observed, at_level_2, is_stuck=is_stuck)]
    for workflow, may_move_up, reason in connection.execute(_MOVES, [monday]).fetchall():
        move = "may move up" if may_move_up else "should move down"
        lines.append(f"{workflow} {move}: {reason}.")
    return lines


def _stuck(observed: int, at_level_2: int, *, is_stuck: bool | None) -> str:
    if is_stuck is None:
        return "Stuck at level 2: not enough data, no function is observed."
    answer = "yes" if is_stuck else "no"
    return f"Stuck at level 2: {answer}, {at_level_2} of {observed} observed functions are there."


def _worklist(connection: duckdb.DuckDBPyConnection, monday: date) -> list[str]:
    rows = connection.execute(_WORKLIST, [monday]).fetchall()
    if not rows:
        return ["To hand over first: nothing, agents own what is not judgment."]
    return ["To hand over first:"] + [
        f"  {rank}. {workflow}: {volume} outputs in the observed weeks, "
        f"{format_value(judgment_share, 'share')} of people's judgment"
        for rank, workflow, volume, judgment_share in rows
    ]
