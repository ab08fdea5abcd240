"""The weeks of the simulated organisation, in its own time zone; no clock is ever asked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

FIRST_WEEK = date(2026, 1, 5)
BASELINE_WEEKS = 8
TRANSITION_WEEKS = 13
WEEKS = 30
ZONE = ZoneInfo("Europe/Berlin")

_EXPORT_HOUR_UTC = 6
_WORKING_DAYS = 5


def week_start(index: int) -> date:
    """Return the Monday of the week numbered `index`, counted from 0."""
    return FIRST_WEEK + timedelta(weeks=index)


def week_of(at: datetime) -> int:
    """Return the number of the week that the instant lies in, by the organisation's clock."""
    return (at.astimezone(ZONE).date() - FIRST_WEEK).days // 7


def at_local(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """Return the instant, in UTC, at which the organisation's clock shows this."""
    shown = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=ZONE)
    return shown.astimezone(UTC)


def to_local(at: datetime) -> datetime:
    """Return what the organisation's clock shows at the instant, without a zone."""
    return at.astimezone(ZONE).replace(tzinfo=None)


def in_office(random: Random, week: int, days: int = _WORKING_DAYS) -> datetime:
    """Return an instant on one of the first `days` days of the week, between 8:00 and 18:00."""
    day = week_start(week) + timedelta(days=random.randrange(days))
    return at_local(day, random.randrange(8, 18), random.randrange(60), random.randrange(60))


def around_the_clock(random: Random, week: int) -> datetime:
    """Return an instant on any day of the week, between 4:00 and 23:00."""
    day = week_start(week) + timedelta(days=random.randrange(7))
    return at_local(day, random.randrange(4, 23), random.randrange(60), random.randrange(60))


def exports_every(weeks: int) -> list[datetime]:
    """Return the instants of exports that are taken every so many weeks, and after the last."""
    counts = [*range(weeks, WEEKS, weeks), WEEKS]
    return [after_weeks(count) for count in counts]


def after_weeks(count: int) -> datetime:
    """Return the Monday morning on which `count` weeks are over and exports are taken."""
    day = week_start(count)
    return datetime(day.year, day.month, day.day, _EXPORT_HOUR_UTC, tzinfo=UTC)


def stamp(at: datetime) -> str:
    """Return the instant as the file names state it."""
    return at.strftime("%Y-%m-%dT%H-%M")
