"""Ten made-up agents whose weeks are drawn from distributions that the test knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from assets.analyses.drift.examining import AgentHistory
from assets.analyses.drift.measures import LEVELS, SHARES
from assets.analyses.drift.observations import Counted, Sampled

FIRST_WEEK = date(2026, 1, 5)


@dataclass(frozen=True)
class Behaviour:
    """What an agent does: mean runs a week, the rates of its runs, the level of its scores."""

    runs: int = 60
    error_rate: float = 0.02
    escalation_rate: float = 0.08
    quality: float = 0.88
    reviewed_share: float = 0.4


STABLE = Behaviour()


def week_number(number: int) -> date:
    """Return the Monday of that week, the first being 0."""
    return FIRST_WEEK + timedelta(weeks=number)


def simulate(
    seed: int, weeks: int, shift: Behaviour = STABLE, shifted_from: int | None = None
) -> list[AgentHistory]:
    """Return ten agents; the first one behaves like `shift` from that week on."""
    chance = np.random.default_rng(seed)
    histories = []
    for number in range(10):
        own = replace(STABLE, runs=int(chance.integers(30, 120)))
        series = {measure: {} for measure in (*SHARES, *LEVELS)}
        for week in range(weeks):
            is_shifted = number == 0 and shifted_from is not None and week >= shifted_from
            drawn = _draw(chance, replace(shift, runs=own.runs) if is_shifted else own)
            for measure, observed in zip(series, drawn, strict=True):
                series[measure][week_number(week)] = observed
        histories.append(AgentHistory(f"agent-{number}", series))
    return histories


def _draw(chance: np.random.Generator, own: Behaviour) -> list[Counted | Sampled]:
    runs = max(int(chance.poisson(own.runs)), 1)
    errors = int(chance.binomial(runs, own.error_rate))
    escalated = int(chance.binomial(runs - errors, own.escalation_rate))
    reviewed = int(chance.binomial(runs, own.reviewed_share))
    rejected = int(chance.binomial(reviewed, 0.05))
    edited = int(chance.binomial(reviewed - rejected, 0.2))
    scores = np.clip(chance.normal(own.quality, 0.08, runs // 2), 0, 1)
    return [
        Counted(runs - errors - escalated, runs),
        Counted(errors, runs),
        Counted(escalated, runs),
        Counted(rejected, reviewed),
        Counted(edited, reviewed),
        Sampled(tuple(scores.tolist())),
        Sampled(tuple(chance.lognormal(3.5, 0.4, runs).tolist()), "median"),
        Sampled(tuple(chance.lognormal(8, 0.5, runs).tolist())),
        Sampled(tuple(chance.lognormal(-4, 0.5, runs).tolist())),
    ]
