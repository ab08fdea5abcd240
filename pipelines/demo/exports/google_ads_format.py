"""How Google Ads writes days, shares and nothing at all."""

from __future__ import annotations

from datetime import date

NULL = " --"


def date_range(since: date, until: date) -> str:
    """Return the days as the second line of a report states them."""
    return " - ".join(f"{day:%B} {day.day}, {day.year}" for day in (since, until))


def percent(part: float, whole: float) -> str:
    """Return the share as text."""
    return f"{part / whole:.2%}" if whole else NULL


def quotient(amount: float, count: float) -> str:
    """Return the amount for each of the count as text."""
    return f"{amount / count:.2f}" if count else NULL
