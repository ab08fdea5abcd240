"""The runs of the agents: what each cost, how it ended, and what people said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from pipelines.demo.world.campaigns import Campaign
from pipelines.demo.world.cast import (
    AGENTS,
    AI_OPS_ARCHITECT,
    CONTENT_AGENT,
    DESIGN_AGENT,
    DISTRIBUTION_AGENT,
    Agent,
)
from pipelines.demo.world.chance import hexadecimal, stream, vary, whole
from pipelines.demo.world.events import quality_left
from pipelines.demo.world.pieces import Piece
from pipelines.demo.world.story import DIP_WEEK, Week
from pipelines.demo.world.timeline import WEEKS, around_the_clock, at_local, week_of, week_start
from pipelines.demo.world.verdicts import draw_verdict

_MADE_FOR_PIECES = (CONTENT_AGENT, DESIGN_AGENT, DISTRIBUTION_AGENT)
_REVIEWED_SHARE = 0.22
_RATED_SHARE = 0.6
_REASONS = (
    "budget change above the limit",
    "claim without a source",
    "tone not covered by the guide",
    "lead data contradict each other",
    "audience smaller than the minimum",
    "image rights unclear",
)
_RUNS_OF_LAST_NIGHT = 7


@dataclass(frozen=True)
class Call:
    """One call of a model."""

    model: str
    input_tokens: int
    output_tokens: int


@dataclass(frozen=True)
class Ruling:
    """What a person decided on a run."""

    reviewer: str
    at: datetime
    verdict: str
    minutes: int


@dataclass(frozen=True)
class Run:
    """A run; `reason` is why it asked for a person, where it did."""

    run_id: str
    agent: Agent
    workflow: str
    version: str
    at: datetime
    seconds: int
    calls: tuple[Call, ...]
    failed: bool
    subject: str
    reason: str | None
    quality: float | None
    ruling: Ruling | None

    @property
    def ended_at(self) -> datetime:
        """When it ended."""
        return self.at + timedelta(seconds=self.seconds)


def run_agents(
    seed: int, weeks: Sequence[Week], pieces: Sequence[Piece], campaigns: Sequence[Campaign]
) -> list[Run]:
    """Return every run, older ones first; the last few fall into the night of the last export."""
    random = stream(seed, "agent runs")
    runs: list[Run] = []
    for week in weeks[:WEEKS]:
        subjects = _Subjects(
            [p for p in pieces if week_of(p.published_at) == week.index],
            [c.first_name for c in campaigns if c.runs_in(week.index)],
        )
        runs += [
            _run(random, week, subjects, around_the_clock(random, week.index))
            for _ in range(round(week.runs))
        ]
    last_night = at_local(week_start(WEEKS), 0)
    for _ in range(_RUNS_OF_LAST_NIGHT):
        at = last_night + timedelta(minutes=random.randrange(20, 400))
        runs.append(_run(random, weeks[WEEKS], subjects, at))
    return sorted(runs, key=lambda run: run.at)


@dataclass(frozen=True)
class _Subjects:
    """What there is to work on in a week."""

    pieces: list[Piece]
    campaigns: list[str]

    def choose(self, random: Random, agent: Agent) -> tuple[str, str]:
        """Return what the agent works on, and the workflow it does so for."""
        if agent in _MADE_FOR_PIECES and self.pieces:
            piece = random.choice(self.pieces)
            return piece.key, piece.workflow if agent is CONTENT_AGENT else agent.workflow
        if agent.name == "bid-agent":
            return f"google_ads:default:{random.choice(self.campaigns)}", agent.workflow
        return f"{agent.workflow}-batch-{random.randrange(10_000):04d}", agent.workflow


def _run(random: Random, week: Week, subjects: _Subjects, at: datetime) -> Run:
    weights = [a.runs_before + (a.runs_after - a.runs_before) * week.agent_share for a in AGENTS]
    agent = random.choices(AGENTS, weights)[0]
    failed = random.random() < week.error_share
    escalated = not failed and random.random() < week.escalated_share
    rated = not failed and random.random() < _RATED_SHARE
    run_id = hexadecimal(random, 32)
    version = _version(week.index)
    seconds = max(round(vary(random, 34, 0.5)), 2)
    calls = tuple(_call(random, week, agent) for _ in range(random.choice((1, 1, 2))))
    subject, workflow = subjects.choose(random, agent)
    return Run(
        run_id=run_id,
        agent=agent,
        workflow=workflow,
        version=version,
        at=at,
        seconds=seconds,
        calls=calls,
        failed=failed,
        subject=subject,
        reason=random.choice(_REASONS) if escalated else None,
        quality=_quality(random, week, agent) if rated else None,
        ruling=None if failed else _ruling(random, agent, week.index, at, escalated=escalated),
    )


def _quality(random: Random, week: Week, agent: Agent) -> float:
    quality = vary(random, week.quality, 0.08) * quality_left(agent, week.index)
    return round(min(quality, 1), 2)


def _ruling(
    random: Random, agent: Agent, week: int, at: datetime, *, escalated: bool
) -> Ruling | None:
    if not escalated and random.random() > _REVIEWED_SHARE:
        return None
    return Ruling(
        reviewer=random.choice((agent.owner, agent.owner, AI_OPS_ARCHITECT)).email,
        at=at + timedelta(minutes=random.randrange(25, 1600)),
        verdict=draw_verdict(random, agent, week, escalated=escalated),
        minutes=random.randrange(6, 26) if escalated else random.randrange(2, 9),
    )


def _call(random: Random, week: Week, agent: Agent) -> Call:
    generation = 2 if week.index > DIP_WEEK else 1
    return Call(
        f"{agent.model}-{generation}",
        whole(random, vary(random, 2400, 0.4)),
        whole(random, vary(random, 520, 0.4)),
    )


def _version(week: int) -> str:
    if week > DIP_WEEK:
        return "2.0"
    return "1.0" if week < DIP_WEEK - 5 else "1.1"
