"""Assesses a risk from its measures: state, reason, evidence and next step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

RiskState = Literal["ok", "watch", "act", "not enough data"]
_SEVERITY: dict[RiskState, int] = {"ok": 0, "not enough data": 0, "watch": 1, "act": 2}
MISSING = "missing"


@dataclass(frozen=True)
class RiskRule:
    """The limits from which on a measure is watched or acted on; None never applies."""

    risk: str
    order: int
    measure: str
    unit: str
    direction: str
    watch_limit: Fraction | None
    act_limit: Fraction | None
    is_required: bool
    meaning: str

    def is_reached(self, value: Fraction, limit: Fraction | None) -> bool:
        """Return whether the value is at the limit or beyond it, exactly."""
        if limit is None:
            return False
        return value >= limit if self.direction == "above" else value <= limit


@dataclass(frozen=True)
class MeasuredRisk:
    """A measure's value in a week, or what the data lacks for it."""

    rule: RiskRule
    value: Fraction | None
    missing: str | None = None

    @property
    def state(self) -> RiskState:
        if self.value is None:
            return "not enough data"
        if self.rule.is_reached(self.value, self.rule.act_limit):
            return "act"
        return "watch" if self.rule.is_reached(self.value, self.rule.watch_limit) else "ok"

    def __str__(self) -> str:
        if self.value is None:
            return f"{self.rule.meaning}: not enough data ({self.missing or 'nothing to measure'})"
        return f"{self.rule.meaning}: {with_unit(self.value, self.rule.unit)}"


@dataclass(frozen=True)
class RiskAssessment:
    """The state of a risk; `measure` is the one that determines it."""

    state: RiskState
    reason: str
    measure: str | None
    evidence: str
    next_step: str | None


def assess_risk(measured: Sequence[MeasuredRisk], next_steps: Mapping[str, str]) -> RiskAssessment:
    """Return the most severe state of the measures.

    A risk is ok only where every required measure has a value; `next_steps` are by measure, and
    under `missing` for a risk that can't be assessed.
    """
    evidence = "; ".join(_evidence(one) for one in measured)
    worst = max(measured, key=lambda one: _SEVERITY[one.state])
    if _SEVERITY[worst.state]:
        measure = worst.rule.measure
        return RiskAssessment(worst.state, str(worst), measure, evidence, next_steps.get(measure))
    lacking = [one for one in measured if one.rule.is_required and one.value is None]
    if lacking:
        reason = "; ".join(dict.fromkeys(one.missing or str(one) for one in lacking))
        measure = lacking[0].rule.measure
        return RiskAssessment("not enough data", reason, measure, evidence, next_steps.get(MISSING))
    scope = (
        "What can be measured" if any(one.value is None for one in measured) else "Every measure"
    )
    return RiskAssessment("ok", f"{scope} is within its limits", None, evidence, None)


def with_unit(number: float | Fraction, unit: str) -> str:
    """Format the number in its unit."""
    value = float(number)
    if unit == "share":
        return f"{value:.0%}"
    if unit == "weeks":
        return f"{value:.0f} week" + "s" * (value != 1)
    return f"{value:,.2f}" if unit == "similarity" else f"{value:,.1f} {unit}"


def _evidence(one: MeasuredRisk) -> str:
    limits = [
        f"{name} at {with_unit(limit, one.rule.unit)}"
        for name, limit in (("watch", one.rule.watch_limit), ("act", one.rule.act_limit))
        if limit is not None
    ]
    return f"{one} ({', '.join(limits)})"
