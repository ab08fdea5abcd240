"""Reviewers take turns, and nobody audits their own work."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assets.lib.governance.audit.reviewers import assign

MONDAY = date(2026, 3, 2)
WEEK = timedelta(weeks=1)
people = st.lists(st.sampled_from([f"person-{n}" for n in range(9)]), min_size=2, unique=True)
authors_of_week = st.lists(st.sampled_from([None, *(f"person-{n}" for n in range(9))]), max_size=8)


@given(ring=people, agent=st.text(max_size=5), first=authors_of_week, second=authors_of_week)
def test_nobody_reviews_an_agent_two_weeks_running(
    ring: list[str], agent: str, first: list[str | None], second: list[str | None]
) -> None:
    """With at least two reviewers, and whoever wrote what, two weeks running share nobody."""
    this_week = set(assign(ring, agent, MONDAY, first)) - {None}
    next_week = set(assign(ring, agent, MONDAY + WEEK, second)) - {None}
    assert not this_week & next_week


@given(ring=people, agent=st.text(max_size=5), authors=authors_of_week)
def test_nobody_reviews_their_own_work(
    ring: list[str], agent: str, authors: list[str | None]
) -> None:
    """An output goes to somebody else than its author, or to nobody."""
    for author, reviewer in zip(authors, assign(ring, agent, MONDAY, authors), strict=True):
        assert reviewer is None or reviewer != author


def test_reviewers_of_a_week_take_turns() -> None:
    """With four people two share the week, output by output."""
    ring = ["a", "b", "c", "d"]
    assigned = list(assign(ring, "writer", MONDAY, [None] * 6))
    assert len(set(assigned)) == 2
    assert all(one != next_one for one, next_one in pairwise(assigned))


def test_everybody_has_a_turn() -> None:
    """Over a few weeks an agent meets all of its reviewers."""
    ring = ["a", "b", "c", "d", "e"]
    met = {r for n in range(5) for r in assign(ring, "writer", MONDAY + n * WEEK, [None] * 3)}
    assert met == set(ring)


def test_without_reviewers_the_place_stays_empty() -> None:
    """Where nobody is declared the worksheet is filled in by hand."""
    assert list(assign([], "writer", MONDAY, [None, "a"])) == [None, None]
