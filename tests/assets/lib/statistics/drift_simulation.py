"""Ten made-up agents whose weeks are drawn from distributions that the test knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from assets.analyses.agent_drift_weekly import LEVELS, SHARES
from assets.lib.statistics.drift import DriftSeries
from assets.lib.statistics.drift_observations import WeeklyLevels, WeeklyShares

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
) -> list[DriftSeries]:
    """Return the series of ten agents; the first one behaves like `shift` from that week on."""
    chance = np.random.default_rng(seed)
    mondays = [week_number(week) for week in range(weeks)]
    series = []
    for number in range(10):
        own = replace(STABLE, runs=int(chance.integers(30, 120)))
        drawn = []
        for week in range(weeks):
            is_shifted = number == 0 and shifted_from is not None and week >= shifted_from
            drawn.append(_draw(chance, replace(shift, runs=own.runs) if is_shifted else own))
        shares, levels = zip(*drawn, strict=True)
        for share, counts in zip(SHARES, zip(*shares, strict=True), strict=True):
            observed = WeeklyShares(*zip(*counts, strict=True))
            series.append(DriftSeries(f"agent-{number}", share.measure, mondays, observed))
        for level, values in zip(LEVELS, zip(*levels, strict=True), strict=True):
            sampled = WeeklyLevels.of_weeks(values, level.summary)
            series.append(DriftSeries(f"agent-{number}", level.measure, mondays, sampled))
    return series


def _draw(
    chance: np.random.Generator, own: Behaviour
) -> tuple[list[tuple[int, int]], list[list[float]]]:
    """Return hits and trials of each share, and the values of each level, of one week."""
    runs = max(int(chance.poisson(own.runs)), 1)
    errors = int(chance.binomial(runs, own.error_rate))
    escalated = int(chance.binomial(runs - errors, own.escalation_rate))
    reviewed = int(chance.binomial(runs, own.reviewed_share))
    rejected = int(chance.binomial(reviewed, 0.05))
    edited = int(chance.binomial(reviewed - rejected, 0.2))
    scores = np.clip(chance.normal(own.quality, 0.08, runs // 2), 0, 1)
    shares = [
        (runs - errors - escalated, runs),
        (errors, runs),
        (escalated, runs),
        (rejected, reviewed),
        (edited, reviewed),
    ]
    levels = [
        scores.tolist(),
        chance.lognormal(3.5, 0.4, runs).tolist(),
        chance.lognormal(8, 0.5, runs).tolist(),
        chance.lognormal(-4, 0.5, runs).tolist(),
    ]
    return shares, levels
