"""A milestone's state follows from its evidence, the day it is due and the reporting day."""

from datetime import date, timedelta

import pytest

from assets.lib.governance.milestones import (
    Evidence,
    MilestoneStatus,
    as_of_day,
    due_day,
    evaluate_milestone,
)

DUE = date(2026, 3, 31)
BEFORE, AFTER = DUE - timedelta(days=1), DUE + timedelta(days=1)
OPEN = Evidence("open", False, None)


def done(day: date | None = BEFORE) -> Evidence:
    return Evidence("done", True, day)


@pytest.mark.parametrize(
    ("evidence", "as_of", "state"),
    [
        ([done(), done()], AFTER, "done"),
        ([done(None)], AFTER, "done"),
        ([done(), OPEN], BEFORE, "on track"),
        ([done(), OPEN], DUE, "on track"),
        ([done(), OPEN], AFTER, "late"),
        ([OPEN], AFTER, "late"),
        ([], BEFORE, "no evidence"),
        ([], AFTER, "no evidence"),
        ([OPEN], None, "on track"),
    ],
)
def test_state(evidence: list[Evidence], as_of: date | None, state: str) -> None:
    """Done needs a row, and every row done; the due day itself is in time."""
    assert evaluate_milestone(evidence, DUE, as_of).state == state


@pytest.mark.parametrize(
    ("evidence", "state"), [([done()], "done"), ([OPEN], "on track"), ([], "no evidence")]
)
def test_without_a_start_nothing_is_late(evidence: list[Evidence], state: str) -> None:
    """No due day, and no word on whether it was late."""
    standing = evaluate_milestone(evidence, None, AFTER)
    assert (standing.state, standing.was_late) == (state, None)


def test_it_was_done_when_the_last_of_its_evidence_came_true() -> None:
    """A row without a day counts as done and tells no day."""
    assert evaluate_milestone(
        [done(BEFORE), done(AFTER), done(None)], DUE, AFTER
    ) == MilestoneStatus("done", AFTER, True, evidence_rows=3, evidence_done=3)
    assert evaluate_milestone([done(DUE)], DUE, AFTER) == MilestoneStatus("done", DUE, False, 1, 1)
    assert evaluate_milestone([done(None)], DUE, AFTER) == MilestoneStatus("done", None, None, 1, 1)
    assert evaluate_milestone([done(BEFORE), OPEN], DUE, AFTER) == MilestoneStatus(
        "late", None, None, 2, 1
    )


def test_the_future_is_not_done() -> None:
    """What is dated after the reporting day is open until then; what is open comes first."""
    rows = as_of_day([Evidence("b", True, DUE), Evidence("a", True, DUE), done(AFTER)], DUE)
    assert rows == (
        Evidence("done", False, AFTER),
        Evidence("a", True, DUE),
        Evidence("b", True, DUE),
    )
    assert as_of_day([done(AFTER)], None) == (done(AFTER),)


@pytest.mark.parametrize(
    ("day", "date_of_it"), [(1, date(2026, 3, 2)), (30, DUE), (90, date(2026, 5, 30))]
)
def test_day_one_is_the_start(day: int, date_of_it: date) -> None:
    """Thirty days end on the twenty-ninth day after the first."""
    assert due_day(date(2026, 3, 2), day) == date_of_it
    assert due_day(None, day) is None
