"""Commands on output quality audits: audit sample."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assets.lib.settings import read_settings
from pipelines.cli.common import USAGE, read_declarations, snapshot, stop
from pipelines.cli.weeks import Week, choose_week

if TYPE_CHECKING:
    from assets.lib.governance.audit.reviewers import Reviewers

app = typer.Typer(no_args_is_help=True)


@app.callback()
def audit() -> None:
    """Audit what the agents put out."""


@app.command()
def sample(
    week: Week = None,
    size: Annotated[int | None, typer.Option(min=1, help="How many outputs to audit.")] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help="Where the worksheet goes.")
    ] = None,
) -> None:
    """Draw a week's outputs to audit, and write them as a worksheet that reviewers fill in.

    The same week gives the same sample. Put the filled-in worksheet into
    landing/audit_worksheet/; exit code 2 where the week can't be drawn or the file is there.
    """
    from assets.declarations.people.model import PeopleFile
    from assets.lib.governance.audit import candidates as outputs
    from assets.lib.governance.audit.reviewers import choose_reviewers
    from assets.lib.governance.audit.sampling import Draw, describe_proof, draw_sample
    from assets.lib.governance.audit.worksheet import write_worksheet

    settings = read_settings()
    people = read_declarations(settings)[PeopleFile]
    with snapshot(settings) as connection:
        offered = outputs.offered_weeks(connection)
        chosen = choose_week(week, offered, offered[0] if offered else None)
        candidates = outputs.read_candidates(connection, chosen)
        wanted = size or outputs.default_size(connection)
        draw = Draw(outputs.organisation_name(connection), chosen, wanted)
    reviewers = choose_reviewers(people, chosen)
    tasks = draw_sample(draw, candidates, reviewers.people)
    path = output or Path(_default_name(chosen))
    try:
        write_worksheet(path, tasks)
    except FileExistsError:
        stop(f"{path} is there already, perhaps filled in; name another --output", USAGE)
    except OSError as error:
        stop(f"{path} can't be written: {error.strerror}", USAGE)
    strata = len({candidate.stratum for candidate in candidates})
    covered = len({(task.agent, task.workflow, task.channel) for task in tasks})
    typer.echo(
        f"wrote {path}: {len(tasks)} of {len(candidates)} outputs of the week of {chosen}, "
        f"from {covered} of {strata} strata (agent, workflow, channel)"
    )
    typer.echo(describe_proof(len(tasks)))
    for remark in _remarks(reviewers, [task.reviewer for task in tasks]):
        typer.echo(remark, err=True)


def _default_name(week: date) -> str:
    """A name without a date: a date in a name would tell when the file was exported."""
    year, number, _ = week.isocalendar()
    return f"audit-{year}-W{number:02}.csv"


def _remarks(reviewers: Reviewers, assigned: list[str | None]) -> list[str]:
    if not reviewers.people:
        return ["Nobody is declared in people.yml: write the reviewers into the worksheet."]
    remarks = []
    if not reviewers.are_trained:
        remarks.append("Nobody in people.yml was trained by then: everybody was taken for able.")
    if len(reviewers.people) == 1:
        remarks.append("Only one person may audit: they are the reviewer week after week.")
    if None in assigned:
        left = assigned.count(None)
        remarks.append(f"{left} outputs have only their author's turn: name another reviewer.")
    return remarks
