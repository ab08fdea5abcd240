"""Milestones of the transition plan: gathers their evidence, and evaluates it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from assets.lib.sandbox import QueryRefused, ask

if TYPE_CHECKING:
    import duckdb

MilestoneState = Literal["done", "on track", "late", "no evidence"]

MISSING_START = "organisation.yml: transition_start"
MOST_ROWS = 10_000
"""The most rows that the evidence of a milestone may have."""
MOST_SECONDS = 30.0
_COLUMNS = {"item": "VARCHAR", "is_done": "BOOLEAN", "done_on": "DATE"}


@dataclass(frozen=True)
class Evidence:
    """One required fact: whether it is true, and since which day, where that is known."""

    item: str
    is_done: bool
    done_on: date | None


def gather_evidence(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Evidence, ...]:
    """Return the result of an evidence query on a sandbox with the published tables.

    Raises QueryRefused with what is wrong and what to do.
    """
    columns, rows = ask(connection, query, most_rows=MOST_ROWS, seconds=MOST_SECONDS)
    if columns != _COLUMNS or list(columns) != list(_COLUMNS):
        found = ", ".join(f"{name} {kind}" for name, kind in columns.items())
        wanted = ", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())
        raise QueryRefused(
            f"its columns are {found}; select exactly {wanted}, and cast where needed"
        )
    return tuple(
        Evidence(item if item is not None else "(no name)", bool(is_done), done_on)
        for item, is_done, done_on in rows
    )


def check_evidence(connection: duckdb.DuckDBPyConnection, query: str) -> str | None:
    """Return what is wrong with an evidence query and what to do, or None where it is right.

    `connection` is a sandbox with the published tables, empty ones will do.
    """
    try:
        gather_evidence(connection, query)
    except QueryRefused as error:
        return str(error)
    return None


@dataclass(frozen=True)
class MilestoneStatus:
    """The state of a milestone, and the evidence that it depends on.

    `was_late` is None until it is done, and where one of the days isn't known.
    """

    state: MilestoneState
    done_on: date | None
    was_late: bool | None
    evidence_rows: int
    evidence_done: int


def due_day(transition_start: date | None, day: int) -> date | None:
    """Return the date of a day of the plan; `transition_start` is day 1."""
    return transition_start + timedelta(days=day - 1) if transition_start else None


def as_of_day(evidence: Sequence[Evidence], as_of: date | None) -> tuple[Evidence, ...]:
    """Return the evidence as of the reporting day, open rows first.

    A row that is dated after that day is planned and not yet done.
    """
    seen = [
        replace(row, is_done=False)
        if row.done_on is not None and as_of is not None and row.done_on > as_of
        else row
        for row in evidence
    ]
    return tuple(sorted(seen, key=lambda row: (row.is_done, row.item, row.done_on or date.min)))


def evaluate_milestone(
    evidence: Sequence[Evidence], due_on: date | None, as_of: date | None
) -> MilestoneStatus:
    """Return the status of a milestone with this evidence on the reporting day."""
    done = [row for row in evidence if row.is_done]
    is_done = bool(evidence) and len(done) == len(evidence)
    done_on = max((row.done_on for row in done if row.done_on), default=None) if is_done else None
    return MilestoneStatus(
        state=_state(bool(evidence), is_done, due_on, as_of),
        done_on=done_on,
        was_late=done_on > due_on if done_on and due_on else None,
        evidence_rows=len(evidence),
        evidence_done=len(done),
    )


def _state(
    has_rows: bool, is_done: bool, due_on: date | None, as_of: date | None
) -> MilestoneState:
    if is_done:
        return "done"
    if not has_rows:
        return "no evidence"
    return "late" if due_on and as_of and as_of > due_on else "on track"
