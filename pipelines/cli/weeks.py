"""How a command is told of a week: by its Monday."""

from __future__ import annotations

from datetime import date

from pipelines.cli.common import USAGE, stop

_MONDAY = 0


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
