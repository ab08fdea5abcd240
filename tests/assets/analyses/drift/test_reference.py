"""Which weeks a week is held against."""

from __future__ import annotations

from datetime import date, timedelta

from assets.analyses.drift.reference import base_week, reference_weeks
from tests.assets.analyses.drift.rules import RULES

MONDAY = date(2026, 1, 5)
WEEKS = [MONDAY + timedelta(weeks=n) for n in range(30)]


def test_without_a_base_the_reference_ends_before_a_gap() -> None:
    """Eight trailing weeks that end four weeks earlier: a slow drift is not in them."""
    assert reference_weeks(WEEKS[20], WEEKS, None, RULES) == WEEKS[8:16]


def test_a_declared_base_stays_the_reference() -> None:
    """The first eight weeks since the base are held against, however long ago they are."""
    assert reference_weeks(WEEKS[29], WEEKS, WEEKS[3], RULES) == WEEKS[3:11]


def test_a_new_base_begins_with_the_weeks_since() -> None:
    """Weeks before the base say nothing of it any more, even where few came since."""
    assert reference_weeks(WEEKS[5], WEEKS, WEEKS[3], RULES) == WEEKS[3:5]


def test_a_young_agent_is_held_against_all_that_it_has() -> None:
    """With fewer than four weeks before the gap, the gap is given up."""
    assert reference_weeks(WEEKS[6], WEEKS, None, RULES) == WEEKS[:6]


def test_a_base_holds_from_the_first_full_week() -> None:
    """A base that is set on a Wednesday begins on the Monday after; a later one isn't in force."""
    wednesday = MONDAY + timedelta(days=2)
    assert base_week(WEEKS[0], [wednesday]) is None
    assert base_week(WEEKS[1], [wednesday, WEEKS[2]]) == WEEKS[1]
    assert base_week(WEEKS[2], [WEEKS[2], wednesday]) == WEEKS[2]
