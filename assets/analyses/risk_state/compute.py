"""Reads the measures and the rules, and gives every complete week's state of the three risks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from assets.analyses.analysis import Frames
from assets.analyses.frame import to_frame
from assets.analyses.risk_state.measures import MEASURES
from assets.analyses.risk_state.state import Measured, Rule, judge
from assets.analyses.risk_state.tables import MEASURE, STATE

if TYPE_CHECKING:
    import duckdb

_RULES = """
    select
        risk, rule_order, measure, unit, direction, watch_limit, act_limit, is_required, meaning
    from seeds.risk_rule
    order by risk, rule_order
"""
_NEXT_STEPS = "select risk, measure, next_step from seeds.risk_mitigation"
_WEEKS = "select week_start from marts.reporting_week where is_complete order by week_start"

Values = dict[tuple[date, str], tuple[float | None, str | None]]


def compute(connection: duckdb.DuckDBPyConnection) -> Frames:
    """Return state and measures of the risks in every complete week."""
    rules: dict[str, list[Rule]] = defaultdict(list)
    for row in connection.execute(_RULES).fetchall():
        rules[row[0]].append(Rule(*row))
    next_steps: dict[str, dict[str, str]] = defaultdict(dict)
    for risk, measure, next_step in connection.execute(_NEXT_STEPS).fetchall():
        next_steps[risk][measure] = next_step
    weeks = [week for (week,) in connection.execute(_WEEKS).fetchall()]
    values = _read_values(connection)
    states: list[tuple[Any, ...]] = []
    measures: list[tuple[Any, ...]] = []
    for risk, of_risk in rules.items():
        for week in weeks:
            measured = [
                Measured(rule, *values.get((week, rule.measure), (None, None))) for rule in of_risk
            ]
            verdict = judge(measured, next_steps[risk])
            states.append(
                (
                    risk,
                    week,
                    verdict.state,
                    verdict.reason,
                    verdict.measure,
                    verdict.evidence,
                    verdict.next_step,
                )
            )
            measures.extend(_measure_rows(week, measured))
    return {STATE.name: to_frame(STATE, states), MEASURE.name: to_frame(MEASURE, measures)}


def _read_values(connection: duckdb.DuckDBPyConnection) -> Values:
    return {
        (week, measure): (value, missing)
        for query in MEASURES
        for week, measure, value, missing in connection.execute(query).fetchall()
    }


def _measure_rows(week: date, measured: list[Measured]) -> Iterator[tuple[Any, ...]]:
    for one in measured:
        rule = one.rule
        yield (
            rule.risk,
            week,
            rule.measure,
            rule.order,
            rule.meaning,
            rule.unit,
            one.value,
            rule.direction,
            rule.watch_limit,
            rule.act_limit,
            one.state,
            one.missing if one.value is None else None,
        )
