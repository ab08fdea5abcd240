"""How a command is told of a week, and which weeks there are."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.common import FAILED, USAGE, stop

if TYPE_CHECKING:
    import duckdb

_MONDAY = 0

Week = Annotated[
    datetime | None,
    typer.Option(
        "--week",
        formats=["%Y-%m-%d"],
        help="A day of the week to look at; without it, the last complete week.",
    ),
]


def monday(text: str | None, option: str) -> date | None:
    """Return the day; what is no Monday ends the command with exit code 2."""
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        stop(f"{option}: {text!r} is no day; write a Monday such as 2026-03-02", USAGE)
    if day.weekday() != _MONDAY:
        stop(f"{option}: {text} is a {day:%A}; a week is named by its Monday", USAGE)
    return day


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
        last_complete: date = complete
        return last_complete
    week = day.date() - timedelta(days=day.weekday())
    if first is None or not first <= week <= last:
        reported = f"they go from {first} to {last}" if first else "there are none yet"
        stop(f"the week of {week} is not among the reported ones; {reported}", USAGE)
    return week
