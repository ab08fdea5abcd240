"""The week that a command is asked for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.common import FAILED, USAGE, stop

if TYPE_CHECKING:
    from datetime import date

    import duckdb

Week = Annotated[
    datetime | None,
    typer.Option(
        "--week",
        formats=["%Y-%m-%d"],
        help="A day of the week to look at; without it, the last complete week.",
    ),
]


def week_start_of(connection: duckdb.DuckDBPyConnection, day: datetime | None) -> date:
    """Return the Monday of that day's week, or of the last complete one.

    A week that is not reported on ends the command, saying which ones are.
    """
    [(first, last, complete)] = connection.execute(
        "select min(week_start), max(week_start), max(week_start) filter (where is_complete) "
        "from spectrum_weekly"
    ).fetchall()
    if day is None:
        if complete is None:
            stop("no week is complete yet; name one with --week", FAILED)
        monday: date = complete
        return monday
    monday = day.date() - timedelta(days=day.weekday())
    if first is None or not first <= monday <= last:
        reported = f"they go from {first} to {last}" if first else "there are none yet"
        stop(f"the week of {monday} is not among the reported ones; {reported}", USAGE)
    return monday
