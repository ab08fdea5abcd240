"""How a command is told of a week: by any day of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.common import FAILED, USAGE, stop

if TYPE_CHECKING:
    import duckdb

Day = datetime
"""What the command line makes of an option such as `--week 2026-07-27`."""

_DAY = ["%Y-%m-%d"]

Week = Annotated[
    Day | None,
    typer.Option(
        "--week", metavar="DAY", formats=_DAY, help="A day of the week; else the last complete one."
    ),
]
GivenWeek = Annotated[
    Day, typer.Option("--week", metavar="DAY", formats=_DAY, help="A day of a complete week.")
]
OtherWeek = Annotated[
    Day | None,
    typer.Option(
        "--against", metavar="DAY", formats=_DAY, help="A day of another; else the week before."
    ),
]


def monday_of(day: Day) -> date:
    """Return the Monday of the day's week."""
    return day.date() - timedelta(days=day.weekday())


def choose_week(
    asked: Day | None, offered: Collection[date], default: date | None, option: str = "--week"
) -> date:
    """Return the Monday of the week that is asked for, or the default.

    Ends the command where it is not among the offered ones, naming these, or where there is none.
    """
    if not offered:
        stop("no week is complete yet", FAILED)
    if asked is None:
        if default is None:
            stop("no week is complete yet; name one with --week", FAILED)
        return default
    week = monday_of(asked)
    if week not in offered:
        stop(
            f"{option}: there is nothing of the week of {week}; "
            f"the weeks go from {min(offered)} to {max(offered)}",
            USAGE,
        )
    return week


def reported_week(connection: duckdb.DuckDBPyConnection, table: str, asked: Day | None) -> date:
    """Return the chosen week of a table that has `week_start` and `is_complete`."""
    found = connection.execute(
        f"select week_start, bool_or(is_complete) from {table} group by week_start order by 1"
    ).fetchall()
    complete = [week for week, is_complete in found if is_complete]
    return choose_week(asked, [week for week, _ in found], complete[-1] if complete else None)
