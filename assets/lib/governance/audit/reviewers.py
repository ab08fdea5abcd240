"""Assigns reviewers in turn: not to one agent two weeks running, and not to their own work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice
from zlib import crc32

from assets.declarations.people.model import PeopleFile

_DAYS_OF_A_WEEK = 7


@dataclass(frozen=True)
class Reviewers:
    """Who may audit: those trained by the end of the week, or everybody where nobody was."""

    people: tuple[str, ...]
    are_trained: bool


def choose_reviewers(declared: PeopleFile, week: date) -> Reviewers:
    """Return who may audit of the people who were there at the end of that week."""
    end = week + timedelta(weeks=1)
    here = [
        person
        for person in declared.people
        if (person.from_ is None or person.from_ < end)
        and (person.until is None or person.until >= end)
    ]
    trained = [p.person for p in here if p.trained_on is not None and p.trained_on < end]
    return Reviewers(tuple(trained or [p.person for p in here]), bool(trained))


def week_block(ring: Sequence[str], agent: str, week: date) -> list[str]:
    """Return the reviewers of this agent in this week.

    The block moves on by half of the ring each week, so that consecutive weeks share nobody,
    except in a ring of one.
    """
    size = max(1, len(ring) // 2)
    weeks = week.toordinal() // _DAYS_OF_A_WEEK
    start = (crc32(agent.encode()) + weeks * size) % len(ring)
    return list(islice(cycle(ring), start, start + size))


def assign(
    ring: Sequence[str], agent: str, week: date, authors: Sequence[str | None]
) -> Iterator[str | None]:
    """Yield a reviewer for each of an agent's outputs, by its author; None where nobody is left.

    The reviewers of the week take turns. With up to three people the week has a single reviewer,
    whose own work stays without one.
    """
    block = week_block(ring, agent, week) if ring else []
    turn = 0
    for author in authors:
        free = [p for p in islice(cycle(block), turn, turn + len(block)) if p != author]
        reviewer = next(iter(free), None)
        if reviewer is not None:
            turn = block.index(reviewer) + 1
        yield reviewer
