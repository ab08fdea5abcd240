"""The transition plan: what is done, what is late, and by which evidence."""

from __future__ import annotations

from typing import Annotated

import typer

from assets.settings import read_settings
from pipelines.cli.common import USAGE, snapshot, stop
from pipelines.cli.output import Format, print_rows

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
    shape: Annotated[Format, typer.Option("--format", help="How rows come out.")] = Format.TABLE,
) -> None:
    """Show the milestones of the transition plan, each as far as data proves it."""
    with snapshot(read_settings()) as connection:
        if milestone is None:
            found = connection.execute(_MILESTONES)
        else:
            known = connection.execute(
                "select milestone from plan_milestone order by milestone_order"
            ).fetchall()
            if (milestone,) not in known:
                names = ", ".join(name for (name,) in known)
                stop(f"no milestone is named {milestone!r}; the plan has {names}", USAGE)
            found = connection.execute(_EVIDENCE, [milestone])
        columns = [column[0] for column in found.description]
        print_rows(columns, found.fetchall(), shape)
