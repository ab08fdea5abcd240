"""Draws a week's audits: stratified, seeded and so repeatable, with a reviewer for each."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assets.lib.governance.audit.reviewers import assign
from assets.lib.governance.audit.strata import allocate
from assets.lib.governance.audit.worksheet import Task


@dataclass(frozen=True)
class Candidate:
    """An output of an agent that may be audited; `author` is the person who signs it."""

    agent: str
    workflow: str
    channel: str
    subject_type: str
    subject_id: str
    title: str
    author: str | None = None

    @property
    def stratum(self) -> tuple[str, str, str]:
        return self.agent, self.workflow, self.channel


@dataclass(frozen=True)
class Draw:
    """What a sample is drawn for: the same draw of the same candidates gives the same sample."""

    organisation: str
    week_start: date
    size: int


def draw_sample(
    draw: Draw, candidates: Sequence[Candidate], reviewers: Sequence[str]
) -> list[Task]:
    """Return the week's audits by agent, each with its reviewer."""
    chance = random.Random(f"{draw.organisation}\n{draw.week_start}")  # noqa: S311  # no secret
    chosen = sorted(_choose(chance, candidates, draw.size), key=_place)
    ring = sorted(reviewers)
    random.Random(draw.organisation).shuffle(ring)  # noqa: S311  # the same order every week
    tasks = []
    for agent, of_agent in groupby(chosen, key=lambda candidate: candidate.agent):
        audited = list(of_agent)
        authors = [candidate.author for candidate in audited]
        turns = assign(ring, agent, draw.week_start, authors)
        for candidate, reviewer in zip(audited, turns, strict=True):
            tasks.append(_task(draw.week_start, candidate, reviewer))
    return tasks


def _choose(
    chance: random.Random, candidates: Sequence[Candidate], size: int
) -> Iterator[Candidate]:
    strata: dict[tuple[str, str, str], list[Candidate]] = defaultdict(list)
    for candidate in sorted(candidates, key=_place):
        strata[candidate.stratum].append(candidate)
    order = list(strata)
    chance.shuffle(order)  # a sample smaller than the strata takes others every week
    allocated = allocate({stratum: len(strata[stratum]) for stratum in order}, size)
    for stratum, wanted in allocated.items():
        yield from chance.sample(strata[stratum], wanted)


def _place(candidate: Candidate) -> tuple[str, ...]:
    return (*candidate.stratum, candidate.subject_type, candidate.subject_id)


def _task(week_start: date, candidate: Candidate, reviewer: str | None) -> Task:
    return Task(
        week_start=week_start,
        subject_type=candidate.subject_type,
        subject_id=candidate.subject_id,
        agent=candidate.agent,
        workflow=candidate.workflow,
        channel=candidate.channel,
        title=candidate.title,
        reviewer=reviewer,
    )
