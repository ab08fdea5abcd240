"""Says when an export was written, from its name: only where the name really says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

_DATE = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?P<mark>[-_.]?)(?P<month>[01]\d)(?P=mark)(?P<day>[0-3]\d)"
    r"(?:[T_ -]{0,2}(?P<hour>[0-2]\d)[-_:h.]?(?P<minute>[0-5]\d)(?:[-_:.]?(?P<second>[0-5]\d))?"
    r"(?:\.\d{1,6})?(?P<zone>Z|[+-]\d\d:?\d\d(?!\d))?(?![-_.]?\d))?(?!\d)"
)
_DOWNLOAD_NUMBER = re.compile(r"\s?\((\d{1,3})\)$")
_PART_OF_A_RANGE = re.compile(
    r"(?:^|[^a-z])(?:from|since|until|till|to|through|thru|week(?: ?of)?|wk|month|starting|ending|"
    r"period|range|von|vom|bis|seit|ab|woche)[\s_.-]*$",
    re.IGNORECASE,
)
_LAST_DAY_ALONE = re.compile(
    r"[\s_]*(?:[-_.\u2013]{1,2}|to|bis|through)[\s_]*([0-3]\d)(?!\d)", re.IGNORECASE
)
_TOLERANCE = timedelta(days=1)
"""A day of another time zone, or a clock that is off, is no future."""


@dataclass(frozen=True)
class Download:
    """A file name without the number that browsers add to repeated names, and that number."""

    name: str
    number: int


def read_download_number(path: str) -> Download:
    """Return `leads.csv` and 2 for `leads (2).csv`; 0 where the name has no such number."""
    file = PurePosixPath(path)
    found = _DOWNLOAD_NUMBER.search(file.stem)
    if found is None:
        return Download(path, 0)
    stem = file.stem[: found.start()]
    return Download(str(file.with_name(stem + file.suffix)), int(found[1]))


def stated_in_name(name: str, timezone: str, modified_at: datetime) -> datetime | None:
    """Return the time of export that a file name states, in UTC; None where it states none.

    A day is its first instant in `timezone`, and so is a time without a zone. Two dates are a
    range; a date within an id, or after the file was last modified, is none either.
    """
    stem = _DOWNLOAD_NUMBER.sub("", PurePosixPath(name).stem)
    found = [match for match in _DATE.finditer(stem) if _day(match)]
    if len(found) != 1 or _is_of_a_range(stem, found[0]) or _is_of_an_id(stem, found[0]):
        return None
    stated = _instant(found[0], ZoneInfo(timezone))
    return stated if stated and stated <= modified_at + _TOLERANCE else None


def first_instant(day: date, timezone: str) -> datetime:
    """Return the instant at which a day begins in the zone, in UTC."""
    return datetime.combine(day, time(), ZoneInfo(timezone)).astimezone(UTC)


def _is_of_a_range(stem: str, found: re.Match[str]) -> bool:
    day = int(found["day"])
    alone = _LAST_DAY_ALONE.match(stem, found.end())
    return bool(
        _PART_OF_A_RANGE.search(stem[: found.start()])
        or (alone and not found["hour"] and day < int(alone[1]))
    )


def _is_of_an_id(stem: str, found: re.Match[str]) -> bool:
    """Digits without marks are a date only where they stand alone."""
    if found["mark"]:
        return False
    before, after = stem[: found.start()][-2:], stem[found.end() :][:4]
    return bool(
        re.search(r"[0-9A-Za-z]$|\d[-_]$", before) or re.match(r"[0-9A-Za-z]|[-_]\d{3}", after)
    )


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _instant(found: re.Match[str], zone: ZoneInfo) -> datetime | None:
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    day = _day(found)
    if day is None:
        return None
    try:
        local = datetime.combine(day, time(hour, minute, second))
    except ValueError:  # hour 29
        return None
    if found["zone"]:
        text = found["zone"].replace("Z", "+00:00")
        return datetime.fromisoformat(local.isoformat() + text).astimezone(UTC)
    return local.replace(tzinfo=zone).astimezone(UTC)
