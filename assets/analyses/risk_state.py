"""analysis.risk_state: the three risks, their measures week by week and the next step.

The measures are the queries in `risk_measures/`, one file per risk, over any published table.
Operators and playbooks have no date, so past weeks are computed with those of today.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assets.lib.analysis import (
    WEEKS,
    Analysis,
    Frames,
    analysis_table,
    read_complete_weeks,
    to_frame,
)
from assets.lib.exact import Amount, exact_amount, exact_quotient
from assets.lib.governance.risks import MeasuredRisk, RiskAssessment, RiskRule, assess_risk
from assets.lib.stream import Column, ColumnType

if TYPE_CHECKING:
    import duckdb

_RISK = Column(
    "risk",
    ColumnType.TEXT,
    "brand_voice_drift, strategic_atrophy or agent_dependency",
    required=True,
)
_WEEK = Column("week_start", ColumnType.DAY, "Monday of the week", required=True)

_STATE = analysis_table(
    "risk_state",
    "One row per risk and complete week.",
    ("risk", "week_start"),
    (
        _RISK,
        _WEEK,
        Column("state", ColumnType.TEXT, "ok, watch, act or not enough data", required=True),
        Column(
            "reason", ColumnType.TEXT, "The measure that determines it, in words", required=True
        ),
        Column("measure", ColumnType.TEXT, "That measure"),
        Column(
            "evidence", ColumnType.TEXT, "Every measure with its value and limits", required=True
        ),
        Column("next_step", ColumnType.TEXT, "What to do about it; empty where all is well"),
    ),
)

_MEASURE = analysis_table(
    "risk_measure",
    "One row per risk, complete week and measure.",
    ("risk", "week_start", "measure"),
    (
        _RISK,
        _WEEK,
        Column("measure", ColumnType.TEXT, "The measure", required=True),
        Column(
            "measure_order", ColumnType.WHOLE, "Its place among the risk's measures", required=True
        ),
        Column("meaning", ColumnType.TEXT, "What it says", required=True),
        Column("unit", ColumnType.TEXT, "What it is counted in", required=True),
        Column("numerator", ColumnType.NUMBER, "What is counted or summed"),
        Column("denominator", ColumnType.NUMBER, "What that is divided by, 1 where by nothing"),
        Column("value", ColumnType.NUMBER, "Numerator by denominator"),
        Column("direction", ColumnType.TEXT, "above or below: where the risk lies", required=True),
        Column("watch_limit", ColumnType.NUMBER, "From here on it is watched"),
        Column("act_limit", ColumnType.NUMBER, "From here on it is acted on"),
        Column("state", ColumnType.TEXT, "ok, watch, act or not enough data", required=True),
        Column("missing", ColumnType.TEXT, "What the data lacks for a value"),
    ),
)

MEASURES = Path(__file__).parent / "risk_measures"
"""Queries of week_start, measure, numerator, denominator, missing: what the data lacks for them."""

_RULES = """
    select
        risk, rule_order, measure, unit, direction, watch_limit, act_limit, is_required, meaning
    from seeds.risk_rule
    order by risk, rule_order
"""
_NEXT_STEPS = "select risk, measure, next_step from seeds.risk_mitigation"


@dataclass(frozen=True)
class _Measurement:
    """A measure in a week, as its query gives it."""

    numerator: Amount | None = None
    denominator: Amount | None = None
    missing: str | None = None

    def under(self, rule: RiskRule) -> MeasuredRisk:
        """Return its exact value under a rule."""
        return MeasuredRisk(rule, exact_quotient(self.numerator, self.denominator), self.missing)


_Measurements = Mapping[tuple[date, str], _Measurement]
_UNMEASURED = _Measurement()


def _compute(connection: duckdb.DuckDBPyConnection) -> Frames:
    rules, next_steps = _read_rules(connection), _read_next_steps(connection)
    weeks, found = read_complete_weeks(connection), _read_measurements(connection)
    states: list[tuple[Any, ...]] = []
    measures: list[tuple[Any, ...]] = []
    for risk, of_risk in rules.items():
        for week in weeks:
            of_week = [found.get((week, rule.measure), _UNMEASURED) for rule in of_risk]
            measured = [one.under(rule) for one, rule in zip(of_week, of_risk, strict=True)]
            states.append(_state_row(risk, week, assess_risk(measured, next_steps[risk])))
            measures.extend(map(partial(_measure_row, week), of_week, measured))
    return {_STATE.name: to_frame(_STATE, states), _MEASURE.name: to_frame(_MEASURE, measures)}


def _read_rules(connection: duckdb.DuckDBPyConnection) -> dict[str, list[RiskRule]]:
    rules: dict[str, list[RiskRule]] = defaultdict(list)
    for row in connection.execute(_RULES).fetchall():
        risk, order, measure, unit, direction, watch, act, is_required, meaning = row
        watch_limit, act_limit = map(_exact_limit, (watch, act))
        rules[risk].append(
            RiskRule(
                risk=risk,
                order=order,
                measure=measure,
                unit=unit,
                direction=direction,
                watch_limit=watch_limit,
                act_limit=act_limit,
                is_required=is_required,
                meaning=meaning,
            )
        )
    return rules


def _exact_limit(limit: float | None) -> Fraction | None:
    return None if limit is None else exact_amount(limit)


def _read_next_steps(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    next_steps: dict[str, dict[str, str]] = defaultdict(dict)
    for risk, measure, next_step in connection.execute(_NEXT_STEPS).fetchall():
        next_steps[risk][measure] = next_step
    return next_steps


def _read_measurements(connection: duckdb.DuckDBPyConnection) -> _Measurements:
    return {
        (week, measure): _Measurement(*rest)
        for path in sorted(MEASURES.glob("*.sql"))
        for week, measure, *rest in connection.execute(path.read_text()).fetchall()
    }


def _state_row(risk: str, week: date, found: RiskAssessment) -> tuple[Any, ...]:
    return (risk, week, found.state, found.reason, found.measure, found.evidence, found.next_step)


def _measure_row(week: date, of_week: _Measurement, measured: MeasuredRisk) -> tuple[Any, ...]:
    rule, value = measured.rule, measured.value
    return (
        rule.risk,
        week,
        rule.measure,
        rule.order,
        rule.meaning,
        rule.unit,
        *((None, None, None) if value is None else _numbers(of_week, value)),
        rule.direction,
        None if rule.watch_limit is None else float(rule.watch_limit),
        None if rule.act_limit is None else float(rule.act_limit),
        measured.state,
        measured.missing if value is None else None,
    )


def _numbers(of_week: _Measurement, value: Fraction) -> tuple[float, float, float]:
    assert of_week.numerator is not None
    assert of_week.denominator is not None
    return float(of_week.numerator), float(of_week.denominator), float(value)


ANALYSIS = Analysis(
    "risks",
    (_STATE, _MEASURE),
    (
        "analysis.brand_voice_weekly",
        "marts.strategic_atrophy_weekly",
        "marts.agent_dependency_weekly",
        "marts.agent_management_weekly",
        WEEKS,
        "seeds.parameter",
        "seeds.risk_rule",
        "seeds.risk_mitigation",
    ),
    _compute,
)
