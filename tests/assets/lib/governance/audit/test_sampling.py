"""A week's sample is repeatable, and another one the week after."""

from __future__ import annotations

from datetime import date

from assets.lib.governance.audit.sampling import Candidate, Draw, draw_sample

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
