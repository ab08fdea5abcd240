"""Drift detection on ten made-up agents: how often it cries wolf, and how soon it sees one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assets.lib.statistics.drift import DriftFinding, find_drift
from tests.assets.lib.statistics.drift_rules import RULES
from tests.assets.lib.statistics.drift_simulation import STABLE, Behaviour, simulate, week_number

WEEKS = 20
SHIFTED_FROM = 12
REPEATS = 10


def test_stable_agents_seldom_raise_a_flag() -> None:
    """Ten agents with nine measures each: at most one week in twenty has any flag at all."""
    examined, flagged = set(), set()
    for seed in range(REPEATS):
        for finding in find_drift(simulate(seed, WEEKS), RULES):
            if finding.p_value is not None:
                examined.add((seed, finding.week_start))
            if finding.is_drift:
                flagged.add((seed, finding.week_start))
    assert len(examined) == REPEATS * (WEEKS - RULES.minimum_reference_weeks)
    assert len(flagged) / len(examined) <= 0.05


@pytest.mark.parametrize(
    ("measure", "shift", "least_found"),
    [
        ("error_rate", replace(STABLE, error_rate=0.15), 0.8),
        ("quality_score", replace(STABLE, quality=0.7), 0.95),
    ],
)
def test_a_shift_is_seen_in_its_week_or_the_next(
    measure: str, shift: Behaviour, least_found: float
) -> None:
    """An agent that gets worse is flagged, as worse, at once, and not before it does."""
    found = 0
    for seed in range(REPEATS):
        findings = _flagged(seed, measure, shift)
        assert all(finding.direction == "worse" for finding in findings)
        weeks = {finding.week_start for finding in findings}
        assert min(weeks, default=date.max) >= week_number(SHIFTED_FROM)
        found += bool(weeks)
    assert found / REPEATS >= least_found


def _flagged(seed: int, measure: str, shift: Behaviour) -> list[DriftFinding]:
    """The flags of the agent from five weeks before the shift to the week after it."""
    series = simulate(seed, SHIFTED_FROM + 2, shift, SHIFTED_FROM)
    return [
        finding
        for finding in find_drift(series, replace(RULES, history_weeks=7))
        if finding.is_drift and finding.agent == "agent-0" and finding.measure.name == measure
    ]
