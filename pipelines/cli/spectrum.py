"""The command that shows the Collaboration Spectrum: levels, moves, what to hand over next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from assets.lib.settings import read_settings
from pipelines.cli.common import snapshot
from pipelines.cli.formats import format_value, format_week
from pipelines.cli.output import Format, Rows, Shape, answer, print_rows, print_table
from pipelines.cli.weeks import Week, reported_week

if TYPE_CHECKING:
    from datetime import date


def spectrum(week: Week = None, shape: Shape = Format.TABLE) -> None:
    """Print declared, observed and target level of every workflow, with the rule that decided.

    As a table, findings and the first of the audit worklist follow.
    """
    with snapshot(read_settings()) as connection:
        stuck = answer(connection, "operating_model/stuck_weeks")
        monday = reported_week(stuck, week)
        levels = answer(connection, "operating_model/spectrum_of_week", week=monday)
        worklist = answer(connection, "operating_model/worklist_of_week", week=monday)
    if shape is not Format.TABLE:
        print_rows(levels, shape)
        return
    _print_levels(levels.records, monday)
    [stuck_of_week] = stuck.where("week_start", monday).records
    typer.echo(_stuck(stuck_of_week))
    for line in (*_moves(levels.records), *_worklist(worklist)):
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


def _moves(records: list[dict[str, Any]]) -> list[str]:
    up = [f"{r['workflow']} may move up: {r['move_reason']}." for r in records if r["may_move_up"]]
    return up + [
        f"{record['workflow']} should move down: {record['move_reason']}."
        for record in records
        if record["should_move_down"] and not record["may_move_up"]
    ]


def _stuck(week: dict[str, Any]) -> str:
    if week["is_stuck_at_2"] is None:
        return "Stuck at level 2: not enough data, no function is observed."
    is_stuck = "yes" if week["is_stuck_at_2"] else "no"
    counts = f"{week['numerator']} of {week['denominator']}"
    return f"Stuck at level 2: {is_stuck}, {counts} observed functions are there."


def _worklist(worklist: Rows) -> list[str]:
    first = worklist.where("is_first_three", value=True).records
    if not first:
        return ["To hand over first: nothing, agents own what is not judgment."]
    return ["To hand over first:"] + [
        f"  {row['worklist_rank']}. {row['workflow']}: {row['volume']} outputs in the observed "
        f"weeks, {format_value(row['judgment_share'], 'share')} of people's judgment"
        for row in first
    ]
