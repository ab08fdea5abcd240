"""Tells drift from chance: outside the process limits, and no false discovery of its week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any, Literal

from assets.analyses.drift.measures import Measure
from assets.analyses.drift.reference import Rules
from assets.analyses.process_behaviour.limits import limits_of
from assets.analyses.process_behaviour.parts import Limits

Direction = Literal["better", "worse", "none"]


@dataclass(frozen=True)
class Finding:
    """One agent's measure in one week against its reference."""

    week_start: date
    agent: str
    measure: Measure
    value: float | None
    observations: int
    reference: tuple[date, ...] = ()
    reference_value: float | None = None
    reference_observations: int = 0
    limits: Limits | None = None
    p_value: float | None = None
    q_value: float | None = None
    is_drift: bool = False
    direction: Direction = "none"
    missing: str | None = None


def compare(
    finding: Finding, observed: Any, reference: Mapping[date, Any], rules: Rules
) -> Finding:
    """Return the finding with what the observations of the reference weeks say of it."""
    finding = replace(finding, reference=tuple(reference))
    if not reference:
        return replace(finding, missing=_missing(finding, rules))
    first, *others = reference.values()
    pooled = first.pooled_with(others)
    values = [week.value for week in reference.values()]
    finding = replace(
        finding,
        reference_value=pooled.value,
        reference_observations=pooled.size,
        limits=_limits(values, rules, finding.measure),
    )
    missing = _missing(finding, rules)
    if missing:
        return replace(finding, missing=missing)
    return replace(finding, p_value=observed.p_value_against(pooled))


def _limits(values: Sequence[float], rules: Rules, measure: Measure) -> Limits | None:
    """Return how far the reference weeks move from one to the next, be there a gap or not."""
    ranges = [abs(later - earlier) for earlier, later in pairwise(values)]
    if not ranges:
        return None
    return limits_of(values, ranges, rules.limit_factor, lowest=0.0, highest=measure.highest)


def judge(findings: Sequence[Finding], rules: Rules) -> list[Finding]:
    """Decide on all findings of one week together (Benjamini-Hochberg over the testable ones)."""
    tested = [f.p_value for f in findings if f.p_value is not None]
    q_values = iter(_q_values(tested))
    return [f if f.p_value is None else _decide(f, next(q_values), rules) for f in findings]


def _decide(finding: Finding, q_value: float, rules: Rules) -> Finding:
    assert finding.value is not None
    assert finding.limits is not None
    outside = not finding.limits.contain(finding.value)
    is_drift = outside and q_value < rules.false_discovery_rate
    direction = _direction(finding) if is_drift else "none"
    return replace(finding, q_value=q_value, is_drift=is_drift, direction=direction)


def _direction(finding: Finding) -> Direction:
    assert finding.value is not None
    assert finding.limits is not None
    is_higher = finding.value > finding.limits.centre
    return "better" if is_higher == finding.measure.is_higher_better else "worse"


def _q_values(p_values: Sequence[float]) -> list[float]:
    if not p_values:
        return []
    from scipy.stats import false_discovery_control  # takes a second to import

    return [float(q) for q in false_discovery_control(p_values, method="bh")]


def _missing(finding: Finding, rules: Rules) -> str | None:
    """Say what there is too little of, the week first."""
    noun = finding.measure.noun
    if finding.observations < rules.minimum_count:
        return f"{finding.observations} of {rules.minimum_count} {noun}"
    if len(finding.reference) < rules.minimum_reference_weeks:
        return f"{len(finding.reference)} of {rules.minimum_reference_weeks} reference weeks"
    if finding.reference_observations < rules.minimum_reference_count:
        wanted = rules.minimum_reference_count
        return f"{finding.reference_observations} of {wanted} {noun} in the reference"
    return None
