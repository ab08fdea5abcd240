"""The transition plan: what is done, what is late, and by which evidence."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from assets.lib.settings import read_settings
from pipelines.cli.common import USAGE, snapshot, stop
from pipelines.cli.output import Format, Shape, ask, print_rows, print_table

_MILESTONES = """
    select
        phase_name as phase, milestone, name, state, due_on as due, done_on as done,
        was_late as late, owner_role as owner, evidence_done || '/' || evidence_rows as evidence,
        concat_ws('; ', missing, detail) as missing
    from plan_milestone
    order by phase_order, milestone_order
"""
_EVIDENCE = """
    select item, is_done as done, done_on
    from plan_evidence
    where milestone = ?
    order by row_number
"""


def plan(
    milestone: Annotated[
        str | None, typer.Option(help="Show this milestone's evidence, row by row.")
    ] = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Show the milestones of the transition plan, each as far as data proves it."""
    with snapshot(read_settings()) as connection:
        milestones = ask(connection, _MILESTONES)
        evidence = ask(connection, _EVIDENCE, [milestone])
    if milestone is not None:
        names = [row["milestone"] for row in milestones.records]
        if milestone not in names:
            stop(f"no milestone is named {milestone!r}; the plan has {', '.join(names)}", USAGE)
        print_rows(evidence, shape)
    elif shape is Format.TABLE:
        headings = ["phase", "milestone", "what", "state", "evidence", "owner", "missing"]
        print_table(headings, _lines(milestones.records), title="Transition plan")
    else:
        print_rows(milestones, shape)


def _lines(records: list[dict[str, Any]]) -> list[list[str]]:
    """Return a line a milestone; a phase is named once."""
    lines = []
    phase = None
    for row in records:
        shown = [row["milestone"], row["name"], _state(row), row["evidence"], row["owner"] or "-"]
        lines.append(["" if row["phase"] == phase else row["phase"], *shown, row["missing"]])
        phase = row["phase"]
    return lines


def _state(row: dict[str, Any]) -> str:
    """Return such as `done 2026-06-21, 82 days late` or `late, due 2026-05-30`."""
    if row["done"] is None:
        return f"{row['state']}, due {row['due']}" if row["due"] else row["state"]
    late = (row["done"] - row["due"]).days if row["due"] else 0
    after = f", {late} day{'s' * (late != 1)} late" if late > 0 else ""
    return f"{row['state']} {row['done']}{after}"
