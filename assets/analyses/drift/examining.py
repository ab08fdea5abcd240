"""Examines every agent, measure and week for drift."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assets.analyses.drift.judging import Finding, compare, judge
from assets.analyses.drift.measures import Measure
from assets.analyses.drift.reference import Rules, base_week, reference_weeks


@dataclass(frozen=True)
class AgentHistory:
    """An agent's complete weeks: observations by measure and week, and when its base was reset."""

    agent: str
    series: Mapping[Measure, Mapping[date, Any]]
    rebased_on: Sequence[date] = field(default=())


def examine(histories: Sequence[AgentHistory], rules: Rules) -> Iterator[Finding]:
    """Yield a finding per week, agent and measure, for the latest weeks that the rules ask for."""
    weeks = sorted({w for h in histories for series in h.series.values() for w in series})
    drifted: set[tuple[str, Measure, date]] = set()
    for week in weeks[-rules.history_weeks :]:
        findings = [f for history in histories for f in _findings(history, week, drifted, rules)]
        judged = judge(findings, rules)
        drifted.update((f.agent, f.measure, f.week_start) for f in judged if f.is_drift)
        yield from judged


def _findings(
    history: AgentHistory,
    week: date,
    drifted: AbstractSet[tuple[str, Measure, date]],
    rules: Rules,
) -> Iterator[Finding]:
    """Weeks that have drifted are no reference: what goes on would become what is usual."""
    base = base_week(week, history.rebased_on)
    for measure, series in history.series.items():
        if week in series:
            with_data = [
                w
                for w, observed in series.items()
                if observed.size and (history.agent, measure, w) not in drifted
            ]
            chosen = reference_weeks(week, with_data, base, rules)
            observed = series[week]
            finding = Finding(week, history.agent, measure, observed.value, observed.size)
            yield compare(finding, observed, {w: series[w] for w in chosen}, rules)
