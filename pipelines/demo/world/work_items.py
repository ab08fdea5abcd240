"""What people and agents get done, week by week, with the hours that people log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from pipelines.demo.world.agent_runs import Run
from pipelines.demo.world.cast import AGENTS, PEOPLE, Person
from pipelines.demo.world.chance import stream, vary, whole
from pipelines.demo.world.events import is_never_unaided
from pipelines.demo.world.story import Week
from pipelines.demo.world.timeline import WEEKS, around_the_clock, in_office, week_of
from pipelines.demo.world.work_kinds import (
    AGENT_KIND,
    EXCEPTION,
    EXECUTION,
    JUDGMENT,
    KINDS,
    OVERSIGHT,
    TOPICS,
    Kind,
)

LATE_WEEKS = range(5, 8)
"""Some work of these weeks was kept in another tracker, whose export came late."""
_LATE_EVERY = 8
_RULINGS_WITH_ITEM = 0.2
_REOPENED = 0.035
_ASSISTED = {JUDGMENT: 0.2, OVERSIGHT: 0.3, EXECUTION: 0.55}
_FIRST_ID = 20_431


@dataclass(frozen=True)
class WorkItem:
    """An issue of the tracker; `role` is empty where an agent did it."""

    number: int
    kind: Kind
    summary: str
    workflow: str
    assignee: str
    role: str
    created_at: datetime
    started_at: datetime
    resolved_at: datetime
    reopened_at: datetime | None
    seconds: int
    is_assisted: bool
    run: Run | None
    is_late: bool

    def changed_between(self, since: datetime | None, until: datetime) -> bool:
        """Tell whether anything happened to it after `since`, up to `until`."""
        moments = (self.created_at, self.started_at, self.resolved_at, self.reopened_at)
        return any(at and at <= until and (since is None or at > since) for at in moments)


@dataclass(frozen=True)
class _Draft:
    kind: Kind
    resolved_at: datetime
    hours: float
    run: Run | None = None


def do_work(seed: int, weeks: Sequence[Week], runs: Sequence[Run]) -> list[WorkItem]:
    """Return every work item in the order of its completion."""
    random = stream(seed, "work items")
    items: list[WorkItem] = []
    for week in weeks[:WEEKS]:
        rulings = [
            run
            for run in runs
            if run.reason and run.ruling and week_of(run.ruling.at) == week.index
        ]
        logged: Counter[str] = Counter()
        drafts = _people_drafts(random, week, rulings)
        weekly = [_by_person(random, draft, logged) for draft in drafts]
        weekly += [_by_agent(random, week) for _ in range(whole(random, week.agent_items))]
        items += sorted(weekly, key=lambda item: item.resolved_at)
    return [_numbered(item, position) for position, item in enumerate(items)]


def _people_drafts(random: Random, week: Week, rulings: Sequence[Run]) -> list[_Draft]:
    """Return the week's work with its hours; rulings count as decisions, with item or without."""
    exceptions = [run for run in rulings if random.random() < _RULINGS_WITH_ITEM]
    execution_time = max(1 - week.judgment_time - week.oversight_time, 0.02)
    counts_and_shares = {
        JUDGMENT: (max(whole(random, week.decisions) - len(rulings), 1), week.judgment_time),
        OVERSIGHT: (whole(random, week.oversights), week.oversight_time),
        EXECUTION: (whole(random, week.executions), execution_time),
    }
    drafts = [
        _Draft(EXCEPTION, run.ruling.at, run.ruling.minutes / 60, run)
        for run in exceptions
        if run.ruling
    ]
    for work, (count, share) in counts_and_shares.items():
        sizes = [vary(random, 1, 0.35) for _ in range(count)]
        hours_per_size = week.hours * share / sum(sizes)
        drafts += [
            _Draft(random.choice(KINDS[work]), in_office(random, week.index), size * hours_per_size)
            for size in sizes
        ]
    return drafts


def _by_person(random: Random, draft: _Draft, logged: Counter[str]) -> WorkItem:
    person = _choose(random, draft, logged)
    logged[person.email] += round(draft.hours * 60)
    days = random.randrange(1, 12)
    created_at = draft.resolved_at - timedelta(days=days, minutes=random.randrange(400))
    started_at = created_at + (draft.resolved_at - created_at) * random.uniform(0.3, 0.9)
    reopened = draft.kind.work == JUDGMENT and random.random() < _REOPENED
    later = timedelta(days=random.randrange(2, 13), hours=random.randrange(5))
    return WorkItem(
        number=0,
        kind=draft.kind,
        summary=random.choice(draft.kind.summaries).format(random.choice(TOPICS)),
        workflow=draft.run.workflow if draft.run else random.choice(draft.kind.workflows),
        assignee=person.email,
        role=person.role,
        created_at=draft.run.at if draft.run else created_at,
        started_at=draft.run.at if draft.run else started_at,
        resolved_at=draft.resolved_at,
        reopened_at=draft.resolved_at + later if reopened else None,
        seconds=max(round(draft.hours * 60), 1) * 60,
        is_assisted=random.random() < _ASSISTED[draft.kind.work]
        or is_never_unaided(person.email, week_of(draft.resolved_at)),
        run=draft.run,
        is_late=False,
    )


def _choose(random: Random, draft: _Draft, logged: Counter[str]) -> Person:
    """Return who does it: of three who might, the one with the fewest hours so far."""
    if draft.run and draft.run.ruling:
        return next(p for p in PEOPLE if p.email == draft.run.ruling.reviewer)
    leads = draft.kind.work == JUDGMENT
    weights = [person.weight if leads else 6 - person.weight for person in PEOPLE]
    drawn = random.choices(PEOPLE, weights, k=3)
    return min(drawn, key=lambda person: logged[person.email])


def _by_agent(random: Random, week: Week) -> WorkItem:
    agent = random.choice(AGENTS)
    resolved_at = around_the_clock(random, week.index)
    started_at = resolved_at - timedelta(minutes=random.randrange(3, 90))
    return WorkItem(
        number=0,
        kind=AGENT_KIND,
        summary=random.choice(AGENT_KIND.summaries).format(random.choice(TOPICS)),
        workflow=agent.workflow,
        assignee=agent.name,
        role="",
        created_at=started_at - timedelta(minutes=5),
        started_at=started_at,
        resolved_at=resolved_at,
        reopened_at=None,
        seconds=0,
        is_assisted=False,
        run=None,
        is_late=False,
    )


def _numbered(item: WorkItem, position: int) -> WorkItem:
    is_late = (
        week_of(item.resolved_at) in LATE_WEEKS
        and item.kind.work == EXECUTION
        and position % _LATE_EVERY == 0
    )
    return replace(item, number=_FIRST_ID + 3 * position, is_late=is_late)


def people_of(items: Iterable[WorkItem]) -> list[str]:
    """Return who did the items, people and agents."""
    return sorted({item.assignee for item in items})
