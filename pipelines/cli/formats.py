"""Numbers and days in words, the same in every command."""

from __future__ import annotations

from datetime import date

NOTHING = "-"


def format_value(value: float | None, unit: str) -> str:
    """Return the value as people write it in this unit."""
    if value is None:
        return NOTHING
    if unit == "share":
        return f"{value:.1%}"
    if unit in ("reach units", "pieces", "leads"):
        return f"{value:,.0f}"
    return f"{value:,.2f}" if unit.endswith("campaign") else f"{value:,.1f}"


def format_change(value: float | None, unit: str) -> str:
    """Return a signed difference: of shares in points, of counts with a decimal."""
    if value is None:
        return NOTHING
    if unit == "share":
        return f"{value * 100:+,.1f} points"
    return f"{value:+,.2f}" if unit.endswith("campaign") else f"{value:+,.1f}"


def format_multiple(value: float | None) -> str:
    """Return a multiple such as 3.2x."""
    return NOTHING if value is None else f"{value:,.1f}x"


def format_week(monday: date) -> str:
    """Return such as: week of 27 July 2026."""
    return f"week of {monday.day} {monday:%B %Y}"


def format_words(name: str) -> str:
    """Return the name of a column or a risk as words."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]
