"""A week's sample is repeatable, and another one the week after."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assets.lib.governance.audit.sampling import (
    Candidate,
    Draw,
    allocate,
    describe_proof,
    draw_sample,
)

REVIEWERS = ("architect", "editor", "director", "orchestrator")
CANDIDATES = [
    Candidate(agent, "blog", channel, "content_piece", f"x:{agent}{channel}{n}", "A title")
    for agent in ("writer", "designer")
    for channel in ("web", "email")
    for n in range(25)
]


def _draw(week: date, organisation: str = "Demo") -> Draw:
    return Draw(organisation, week, 12)


def test_the_same_week_gives_the_same_sample() -> None:
    """In whatever order candidates and reviewers are read."""
    shuffled = [*CANDIDATES[1::2], *CANDIDATES[::2]]
    once = draw_sample(_draw(date(2026, 3, 2)), CANDIDATES, REVIEWERS)
    again = draw_sample(_draw(date(2026, 3, 2)), shuffled, REVIEWERS[::-1])
    assert once == again


def test_another_week_or_organisation_gives_another_sample() -> None:
    """Nobody can tell from one week which outputs will be drawn in the next."""
    drawn = {
        tuple(task.subject_id for task in draw_sample(draw, CANDIDATES, REVIEWERS))
        for draw in (
            _draw(date(2026, 3, 2)),
            _draw(date(2026, 3, 9)),
            _draw(date(2026, 3, 2), "Another"),
        )
    }
    assert len(drawn) == 3


def test_every_stratum_is_drawn_and_nothing_twice() -> None:
    """Twelve of a hundred over four equal strata are three of each."""
    tasks = draw_sample(_draw(date(2026, 3, 2)), CANDIDATES, REVIEWERS)
    assert len({task.subject_id for task in tasks}) == 12
    strata = [(task.agent, task.channel) for task in tasks]
    assert {strata.count(stratum) for stratum in strata} == {3}


def test_an_author_does_not_audit_their_own_piece() -> None:
    """The person who signs a piece is not its reviewer."""
    own = [
        Candidate("writer", "blog", "web", "content_piece", f"x:{n}", "A title", "editor")
        for n in range(30)
    ]
    tasks = draw_sample(Draw("Demo", date(2026, 3, 2), 30), own, REVIEWERS)
    assert {task.reviewer for task in tasks} <= set(REVIEWERS) - {"editor"}


sizes_of_strata = st.dictionaries(st.text(max_size=3), st.integers(1, 200), min_size=1, max_size=12)


@given(sizes=sizes_of_strata, wanted=st.integers(1, 300))
def test_the_sample_is_as_large_as_asked_for_and_possible(
    sizes: dict[str, int], wanted: int
) -> None:
    """No stratum gives more than it has; none is left out once there are enough audits for all."""
    allocated = allocate(sizes, wanted)
    assert sum(allocated.values()) == min(wanted, sum(sizes.values()))
    assert all(1 <= number <= sizes[stratum] for stratum, number in allocated.items())
    if wanted >= len(sizes):
        assert set(allocated) == set(sizes)


@given(sizes=sizes_of_strata, wanted=st.integers(1, 300))
def test_shares_are_proportional_among_those_above_the_minimum(
    sizes: dict[str, int], wanted: int
) -> None:
    """A stratum that got more than one is within one of its share of what those have together."""
    allocated = allocate(sizes, wanted)
    large = {stratum for stratum, number in allocated.items() if number > 1}
    total = sum(sizes[stratum] for stratum in large)
    drawn = sum(allocated[stratum] for stratum in large)
    for stratum in large:
        exact = drawn * sizes[stratum] / total
        assert abs(allocated[stratum] - exact) <= 1 + 1e-9


def test_the_largest_remainders_get_what_is_left() -> None:
    """10 over 50, 30 and 20 of 100 are 5, 3 and 2; 7 over them are 3.5, 2.1 and 1.4."""
    sizes = {"blog": 50, "social": 30, "email": 20}
    assert allocate(sizes, 10) == {"blog": 5, "social": 3, "email": 2}
    assert allocate(sizes, 7) == {"blog": 4, "social": 2, "email": 1}


def test_a_small_stratum_gets_its_one_from_the_others() -> None:
    """Of 10 over 98, 1 and 1, the small ones get one each and the large one the other eight."""
    assert allocate({"blog": 98, "ads": 1, "video": 1}, 10) == {"blog": 8, "ads": 1, "video": 1}


def test_too_few_audits_go_to_the_preferred_strata() -> None:
    """Two audits over three strata: the first two get one each."""
    assert allocate({"ads": 1, "blog": 98, "video": 1}, 2) == {"ads": 1, "blog": 1}


def test_the_proof_is_said_in_words() -> None:
    """20 audits that all pass prove 83.9 %."""
    assert describe_proof(0) == "Without audits nothing is proven."
    assert describe_proof(20).startswith("If all 20 pass, the pass rate is at least 83.9%")
