"""Draws a week's audits: stratified, repeatable by its seed, with a reviewer for each."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeVar

from assets.lib.governance.audit.reviewers import assign
from assets.lib.governance.audit.worksheet import Task
from assets.lib.statistics.inference import wilson_interval

CONFIDENCE = 0.95
Stratum = TypeVar("Stratum", bound=Hashable)


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


def allocate(sizes: Mapping[Stratum, int], sample_size: int) -> dict[Stratum, int]:
    """Return how many to draw of each stratum, by largest remainders.

    `sizes` are all above 0, in order of preference. Where the sample is smaller than the number
    of strata the preferred ones get one each; a sample is never larger than what there is.
    """
    wanted = min(sample_size, sum(sizes.values()))
    if wanted <= len(sizes):
        return dict.fromkeys(list(sizes)[:wanted], 1)
    small = _below_one(sizes, wanted)
    large = {stratum: size for stratum, size in sizes.items() if stratum not in small}
    shared = _largest_remainders(large, wanted - len(small))
    return {stratum: shared.get(stratum, 1) for stratum in sizes}


def _below_one(sizes: Mapping[Stratum, int], wanted: int) -> set[Stratum]:
    """Return the strata whose share is below one when each of them gets one all the same."""
    small: set[Stratum] = set()
    while True:
        left = sum(size for stratum, size in sizes.items() if stratum not in small)
        more = {
            stratum
            for stratum, size in sizes.items()
            if stratum not in small and size * (wanted - len(small)) < left
        }
        if not more:
            return small
        small |= more


def _largest_remainders(sizes: Mapping[Stratum, int], wanted: int) -> dict[Stratum, int]:
    total = sum(sizes.values())
    shares = {stratum: size * wanted // total for stratum, size in sizes.items()}
    left = wanted - sum(shares.values())
    by_remainder: Sequence[Stratum] = sorted(
        sizes, key=lambda stratum: sizes[stratum] * wanted % total, reverse=True
    )
    return {s: n + (s in by_remainder[:left]) for s, n in shares.items()}


def describe_proof(audited: int) -> str:
    """Say what this many audits would prove about the pass rate if all, or all but one, pass."""
    if not audited:
        return "Without audits nothing is proven."
    low, _ = wilson_interval(audited, audited, CONFIDENCE)
    text = f"If all {audited} pass, the pass rate is at least {low:.1%} (with {CONFIDENCE:.0%})"
    if audited == 1:
        return f"{text}."
    low, high = wilson_interval(audited - 1, audited, CONFIDENCE)
    return f"{text}; if one does not, it is between {low:.1%} and {high:.1%}."
