"""Reads the range of days that a report states above its header."""

from __future__ import annotations

import re
from datetime import date

from assets.lib.ingestion.connector import Export, UnreadableExport
from assets.lib.ingestion.dates import iso_time
from assets.lib.ingestion.text import open_text, read_head

_LINES = 6
_MONTH = r"[^\W\d_]{3,12}\.?"
_DAY = rf"(?:\d{{1,2}}\.? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}, \d{{4}}|\d{{4}}-\d\d-\d\d)"
_RANGE = re.compile(rf"^{_DAY}\s*[-\u2013\u2014]\s*({_DAY})$")


def read_last_day(export: Export) -> date | None:
    """Return the last day of a line such as `1 March 2026 - 24 March 2026` above the header."""
    try:
        with open_text(export) as text:
            head = read_head(text)[:_LINES]
    except UnreadableExport:
        return None
    for record in head:
        found = _RANGE.match(", ".join(field.strip() for field in record.fields if field.strip()))
        if found:
            return _to_day(found[1])
    return None


def _to_day(text: str) -> date | None:
    try:
        return date.fromisoformat(iso_time(text, None) or "")
    except ValueError:
        return None
