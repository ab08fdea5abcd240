"""Where a milestone stands: a matter of its evidence and of two days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from assets.analyses.plan.evidence import Evidence

State = Literal["done", "on track", "late", "no evidence"]

MISSING_START = "organisation.yml: transition_start"


@dataclass(frozen=True)
class Standing:
    """The state of a milestone, and what it rests on.

    `was_late` is None until it is done, and where one of the days isn't known.
    """

    state: State
    done_on: date | None
    was_late: bool | None
    evidence_rows: int
    evidence_done: int


def due_day(transition_start: date | None, day: int) -> date | None:
    """Return the date of a day of the plan; `transition_start` is day 1."""
    return transition_start + timedelta(days=day - 1) if transition_start else None


def until(evidence: Sequence[Evidence], as_of: date | None) -> tuple[Evidence, ...]:
    """Return the evidence as it is on the reporting day, what is open first.

    What is dated after that day is a plan and not yet done.
    """
    seen = [
        replace(row, is_done=False)
        if row.done_on is not None and as_of is not None and row.done_on > as_of
        else row
        for row in evidence
    ]
    return tuple(sorted(seen, key=lambda row: (row.is_done, row.item, row.done_on or date.min)))


def judge(evidence: Sequence[Evidence], due_on: date | None, as_of: date | None) -> Standing:
    """Return where a milestone with this evidence stands on the reporting day."""
    done = [row for row in evidence if row.is_done]
    is_done = bool(evidence) and len(done) == len(evidence)
    done_on = max((row.done_on for row in done if row.done_on), default=None) if is_done else None
    return Standing(
        state=_state(bool(evidence), is_done, due_on, as_of),
        done_on=done_on,
        was_late=done_on > due_on if done_on and due_on else None,
        evidence_rows=len(evidence),
        evidence_done=len(done),
    )


def _state(has_rows: bool, is_done: bool, due_on: date | None, as_of: date | None) -> State:
    if is_done:
        return "done"
    if not has_rows:
        return "no evidence"
    return "late" if due_on and as_of and as_of > due_on else "on track"
