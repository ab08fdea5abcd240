"""Commands on the ledger of what was published: ledger list, ledger verify, diff."""

from __future__ import annotations

from typing import Annotated

import typer

from assets.lib.ledger import (
    LedgerPublication,
    Movement,
    describe_causes,
    find_movements,
    find_publication,
    read_publications,
    read_values,
    verify_ledger,
)
from assets.lib.settings import Settings, read_settings
from assets.snapshot.reader import if_intact, read_published
from pipelines.cli.common import snapshot
from pipelines.cli.output import Format, Rows, Shape, answer, print_rows

app = typer.Typer(no_args_is_help=True, help="What was published, for ever.")

Publication = Annotated[
    str,
    typer.Argument(metavar="DAY|ID", help="A publication's number or run, or the last of a day."),
]


@app.command("list")
def list_publications(shape: Shape = Format.TABLE) -> None:
    """List every publication, oldest first."""
    rows = tuple(
        (
            publication.number,
            f"{publication.published_at:%Y-%m-%d %H:%M} UTC",
            f"{publication.as_of:%Y-%m-%d %H:%M} UTC" if publication.as_of else None,
            publication.run_id,
        )
        for publication in read_publications(read_settings().ledger_file)
    )
    print_rows(Rows(("publication", "published_at", "as_of", "run_id"), rows), shape)


@app.command()
def verify() -> None:
    """Check that no line of the ledger was altered, removed or put in between."""
    settings = read_settings()
    published = if_intact(read_published, settings.published)
    lines = verify_ledger(settings.ledger_file, published.run_id if published else None)
    typer.echo(f"{lines:,} lines, each as it was written")


def diff(before: Publication, after: Publication, shape: Shape = Format.TABLE) -> None:
    """List the values of closed weeks that moved between two publications, and why."""
    settings = read_settings()
    one = find_publication(settings.ledger_file, before)
    other = find_publication(settings.ledger_file, after)
    rows = tuple(
        (m.kpi_id, m.week_start, m.segment_type, m.segment, m.before, m.after)
        for m in movements_between(settings, one, other)
    )
    columns = ("kpi_id", "week_start", "segment_type", "segment", "before", "after")
    print_rows(Rows(columns, rows), shape)
    if rows and shape is Format.TABLE:
        typer.echo(f"because of {causes_between(settings, one, other)}")


def movements_between(
    settings: Settings, before: LedgerPublication, after: LedgerPublication
) -> list[Movement]:
    """Return the values of closed weeks that moved."""
    file = settings.ledger_file
    return find_movements(read_values(file, before.number), read_values(file, after.number))


def causes_between(settings: Settings, before: LedgerPublication, after: LedgerPublication) -> str:
    """Say what the later publication was made from that the earlier one was not."""
    with snapshot(settings) as connection:
        files = answer(
            connection,
            "health/files_ingested_between",
            after=before.published_at.replace(tzinfo=None),
            until=after.published_at.replace(tzinfo=None),
        )
    return describe_causes(before, after, [path for (path,) in files.values])


def print_movements(settings: Settings, run_id: str) -> None:
    """Say after a run which closed weeks it has moved, by how much and why."""
    publications = read_publications(settings.ledger_file)
    if len(publications) < _TWO or publications[-1].run_id != run_id:
        return
    before, after = publications[-2:]
    moved = movements_between(settings, before, after)
    if not moved:
        return
    weeks = {m.week_start for m in moved}
    typer.echo(
        f"{len(moved)} values of {len(weeks)} closed weeks moved since publication "
        f"{before.number}, because of {causes_between(settings, before, after)}; "
        f"`fullscore diff {before.number} {after.number}` lists them:"
    )
    for m in [m for m in moved if m.segment_type == "total"][:_SHOWN]:
        typer.echo(f"  {m.kpi_id}, week of {m.week_start}: {_shown(m.before)} -> {_shown(m.after)}")


_TWO = 2
_SHOWN = 5


def _shown(value: float | None) -> str:
    return "nothing" if value is None else f"{value:,.4g}"
