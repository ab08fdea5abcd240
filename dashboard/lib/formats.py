"""Numbers, changes and times in words, the same on every page."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import Enum
from zoneinfo import ZoneInfo

MINUS = "\N{MINUS SIGN}"
NOTHING = "\N{EN DASH}"
_ACRONYMS = {"ai": "AI", "crm": "CRM", "kpi": "KPI", "seo": "SEO"}
UP, DOWN, LEVEL = "\N{UPWARDS ARROW}", "\N{DOWNWARDS ARROW}", "\N{RIGHTWARDS ARROW}"


class NumberFormat(Enum):
    """How a number is written: decimals, factor, unit, and the formats that charts take."""

    COUNT = (0, 1, "", "", ",.0f", ",.0f")
    RATE = (2, 1, "", "", ",.2f", ",.1f")
    SHARE = (1, 100, "%", " points", ".1%", ".0%")
    HOURS = (1, 1, " h", " h", ",.1f", ",.0f")
    MULTIPLE = (1, 1, "x", "x", ",.1f", ",.0f")

    def __init__(  # noqa: PLR0913, PLR0917  # the columns of the table above
        self, decimals: int, factor: int, unit: str, change_unit: str, chart: str, axis: str
    ) -> None:
        self.decimals = decimals
        self.factor = factor
        self.unit = unit
        self.change_unit = change_unit
        self.chart = chart
        self.axis = axis


def format_value(value: float | None, number_format: NumberFormat) -> str:
    """Return the value with its unit; a dash where there is none."""
    if value is None:
        return NOTHING
    return _number(value, number_format) + number_format.unit


def format_difference(value: float, number_format: NumberFormat) -> str:
    """Return the size of a difference: shares in percentage points."""
    text = _number(abs(value), number_format)
    unit = (
        number_format.change_unit.removesuffix("s") if text == "1.0" else number_format.change_unit
    )
    return text + unit


def format_change(value: float | None, number_format: NumberFormat) -> str:
    """Return arrow, sign and size of a change."""
    if value is None:
        return NOTHING
    if is_level(value, number_format):
        return f"{LEVEL} {format_difference(0, number_format)}"
    arrow, sign = (UP, "+") if value > 0 else (DOWN, MINUS)
    return f"{arrow} {sign}{format_difference(value, number_format)}"


def format_share(share: float | None) -> str:
    """Return a share as whole percent, as limits and targets are written."""
    return NOTHING if share is None else f"{share * 100:,.0f}%"


def format_unit(value: float | None, unit: str) -> str:
    """Return a value in the unit that a table states: share, weeks, similarity or any other."""
    if value is None:
        return NOTHING
    if unit == "share":
        return format_share(value)
    if unit == "weeks":
        return f"{value:,.0f} week{'s' * (value != 1)}"
    return f"{value:,.2f}" if unit == "similarity" else f"{value:,.1f} {unit}"


def format_relative(share: float | None) -> str:
    """Return a relative change as signed percent without decimals."""
    if share is None:
        return NOTHING
    return f"{'+' if share >= 0 else MINUS}{abs(share) * 100:,.0f}%"


def format_multiple(value: float | None) -> str:
    """Return a multiple such as 3.4x."""
    return NOTHING if value is None else f"{value:,.1f}x"


def is_level(value: float, number_format: NumberFormat) -> bool:
    """Return whether a difference is zero in the decimals that are shown."""
    return round(abs(value) * number_format.factor, number_format.decimals) == 0


def format_day(day: date) -> str:
    """Return a day such as 27 Jul."""
    return f"{day.day} {day:%b}"


def format_full_day(day: date) -> str:
    """Return a day such as 27 July 2026."""
    return f"{day.day} {day:%B %Y}"


def format_instant(moment: datetime, timezone: str = "UTC") -> str:
    """Return a time such as Wed 5 Aug 2026, 18:00 in the given zone; naive times are UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    local = aware.astimezone(ZoneInfo(timezone))
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M}"


def format_words(name: str) -> str:
    """Return the name of a column, a measure or a workflow as words."""
    words = " ".join(_ACRONYMS.get(word, word) for word in name.replace("_", " ").split(" "))
    return words[:1].upper() + words[1:]


def format_segment(segment_type: str, segment: str) -> str:
    """Return the name of a segment as words; a level is a number without its type."""
    if segment_type.endswith("_level") and segment.isdigit():
        return f"level {segment}"
    return segment.replace("_", " ")


def _number(value: float, number_format: NumberFormat) -> str:
    text = f"{abs(value) * number_format.factor:,.{number_format.decimals}f}"
    is_zero = not text.strip("0.,")
    return f"{MINUS}{text}" if value < 0 and not is_zero else text
