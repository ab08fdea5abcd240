"""The worksheet that reviewers fill in: one row per output to audit."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path

COLUMNS = (
    "week_start",
    "subject_type",
    "subject_id",
    "agent",
    "workflow",
    "channel",
    "title",
    "reviewer",
    "verdict",
    "score",
    "minutes",
    "reviewed_at",
    "note",
)
FILLED_IN = ("verdict", "score", "minutes", "reviewed_at", "note")
"""What the reviewers write; `note` is for themselves and is never read."""

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Task:
    """One output to audit, and by whom; the reviewer is None where nobody may."""

    week_start: date
    subject_type: str
    subject_id: str
    agent: str
    workflow: str
    channel: str
    title: str
    reviewer: str | None


def write_worksheet(path: Path, tasks: Sequence[Task]) -> None:
    """Write the tasks as CSV with empty cells to fill in.

    Raises FileExistsError where the file is there: somebody may have filled it in.
    """
    with path.open("x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for task in tasks:
            cells = [_harmless(value) for value in astuple(task)]
            writer.writerow([*cells, *("" for _ in FILLED_IN)])


def _harmless(value: object) -> str:
    """Return the value so that a spreadsheet shows it and does not compute it."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
