"""The command that shows the transition plan: what is done or late, and by which evidence."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from assets.lib.settings import read_settings
from pipelines.cli.common import USAGE, snapshot, stop
from pipelines.cli.output import Format, Shape, answer, print_rows, print_table


def plan(
    milestone: Annotated[
        str | None, typer.Option(help="Show this milestone's evidence, row by row.")
    ] = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Show the milestones of the transition plan, each as far as data proves it."""
    with snapshot(read_settings()) as connection:
        milestones = answer(connection, "operating_model/plan_milestones")
        names = [row["milestone"] for row in milestones.records]
        if milestone is not None:
            if milestone not in names:
                stop(f"no milestone is named {milestone!r}; the plan has {', '.join(names)}", USAGE)
            evidence = answer(connection, "operating_model/plan_evidence", milestone=milestone)
            print_rows(evidence, shape)
            return
    if shape is Format.TABLE:
        headings = ["phase", "milestone", "what", "state", "evidence", "owner", "missing"]
        print_table(headings, _lines(milestones.records), title="Transition plan")
    else:
        print_rows(milestones, shape)


def _lines(records: list[dict[str, Any]]) -> list[list[str]]:
    """Return a line a milestone; a phase is named once."""
    lines = []
    phase = None
    for row in records:
        evidence = f"{row['evidence_done']}/{row['evidence_rows']}"
        missing = "; ".join(text for text in (row["missing"], row["detail"]) if text)
        shown = [row["milestone"], row["name"], _state(row), evidence, row["owner_role"] or "-"]
        lines.append(["" if row["phase_name"] == phase else row["phase_name"], *shown, missing])
        phase = row["phase_name"]
    return lines


def _state(row: dict[str, Any]) -> str:
    """Return such as `done 2026-06-21, 82 days late` or `late, due 2026-05-30`."""
    if row["done_on"] is None:
        return f"{row['state']}, due {row['due_on']}" if row["due_on"] else row["state"]
    late = (row["done_on"] - row["due_on"]).days if row["due_on"] else 0
    after = f", {late} day{'s' * (late != 1)} late" if late > 0 else ""
    return f"{row['state']} {row['done_on']}{after}"
