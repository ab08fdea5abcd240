"""Reads the range of days that a report states above its header."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from assets.lib.ingestion.connector import UnreadableExport
from assets.lib.ingestion.text import open_text, read_head

_LINES = 6
_MONTHS = "January February March April May June July August September October November December"
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_MONTHS.split(), 1)}
_DAY = r"(?:\d{1,2} [A-Z][a-z]{2,8}\.?,? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{4}-\d\d-\d\d)"
_RANGE = re.compile(rf"^{_DAY}\s*[-\u2013\u2014]\s*({_DAY})$")


def read_last_day(path: Path) -> date | None:
    """Return the last day of a line such as `1 March 2026 - 24 March 2026` above the header."""
    try:
        with open_text(path) as text:
            head = read_head(text)[:_LINES]
    except UnreadableExport:
        return None
    for row in head:
        found = _RANGE.match(", ".join(field.strip() for field in row if field.strip()))
        if found:
            return _to_day(found[1])
    return None


def _to_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    month = re.search(r"[A-Za-z]{3}", text)
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if month is None or month[0].lower() not in _MONTH_NUMBERS:
        return None
    try:
        return date(numbers[1], _MONTH_NUMBERS[month[0].lower()], numbers[0])
    except ValueError:
        return None
