"""The options that name a week, by any day of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Annotated

import typer

from pipelines.cli.common import FAILED, USAGE, stop
from pipelines.cli.output import Rows

Day = datetime
"""The parsed value of an option such as `--week 2026-07-27`."""

_DAY = ["%Y-%m-%d"]

Week = Annotated[
    Day | None,
    typer.Option(
        "--week",
        metavar="DAY",
        formats=_DAY,
        help="A day of the week; by default the last complete one.",
    ),
]
GivenWeek = Annotated[
    Day, typer.Option("--week", metavar="DAY", formats=_DAY, help="A day of a complete week.")
]
OtherWeek = Annotated[
    Day | None,
    typer.Option(
        "--against",
        metavar="DAY",
        formats=_DAY,
        help="A day of another week; by default the week before.",
    ),
]


def monday_of(day: date) -> date:
    """Return the Monday of the day's week."""
    on = day.date() if isinstance(day, datetime) else day
    return on - timedelta(days=on.weekday())


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


def reported_week(weeks: Rows, asked: Day | None) -> date:
    """Return the chosen one of `weeks`, which have `week_start` and `is_complete`, oldest first."""
    offered = [row["week_start"] for row in weeks.records]
    complete = [row["week_start"] for row in weeks.records if row["is_complete"]]
    return choose_week(asked, offered, complete[-1] if complete else None)
