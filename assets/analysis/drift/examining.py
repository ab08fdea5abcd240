"""Examines every agent, measure and week for drift."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assets.analysis.drift.judging import Finding, compare, judge
from assets.analysis.drift.measures import Measure
from assets.analysis.drift.reference import Rules, base_week, reference_weeks


@dataclass(frozen=True)
class AgentHistory:
    """An agent's complete weeks: observations by measure and week, and when its base was reset."""

    agent: str
    series: Mapping[Measure, Mapping[date, Any]]
    rebased_on: Sequence[date] = field(default=())


def examine(histories: Sequence[AgentHistory], rules: Rules) -> Iterator[Finding]:
    """Yield a finding per week, agent and measure, for the latest weeks that the rules ask for."""
    weeks = sorted({w for h in histories for series in h.series.values() for w in series})
    for week in weeks[-rules.history_weeks :]:
        findings = [finding for history in histories for finding in _findings(history, week, rules)]
        yield from judge(findings, rules)


def _findings(history: AgentHistory, week: date, rules: Rules) -> Iterator[Finding]:
    base = base_week(week, history.rebased_on)
    for measure, series in history.series.items():
        if week in series:
            with_data = [w for w, observed in series.items() if observed.size]
            chosen = reference_weeks(week, with_data, base, rules)
            observed = series[week]
            finding = Finding(week, history.agent, measure, observed.value, observed.size)
            yield compare(finding, observed, {w: series[w] for w in chosen}, rules)
