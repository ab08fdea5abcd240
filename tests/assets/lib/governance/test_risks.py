"""From measures to a state."""

from __future__ import annotations

import csv
from fractions import Fraction

import pytest

from assets.lib.exact import exact_quotient
from assets.lib.governance.risks import MeasuredRisk, RiskRule, assess_risk, with_unit
from assets.lib.settings import DBT_PROJECT

STEPS = {"first": "mend the first", "second": "mend the second", "missing": "deliver more"}


def rule(
    measure: str,
    *,
    direction: str = "above",
    watch: str | None = "0.2",
    act: str | None = "0.5",
    is_required: bool = True,
) -> RiskRule:
    limits = [None if limit is None else Fraction(limit) for limit in (watch, act)]
    return RiskRule(
        "a_risk", 1, measure, "share", direction, *limits, is_required, measure.capitalize()
    )


@pytest.mark.parametrize(
    ("value", "state"),
    [("0.19", "ok"), ("0.2", "watch"), ("0.5", "act"), (None, "not enough data")],
)
def test_a_limit_is_reached_at_its_value(value: str | None, state: str) -> None:
    """At the limit and beyond it."""
    found = None if value is None else Fraction(value)
    assert MeasuredRisk(rule("first"), found).state == state


def limits_of_the_seed() -> list[RiskRule]:
    """Return every limit of every rule of the project, each as the act limit of a rule."""
    with (DBT_PROJECT / "seeds" / "risk_rule.csv").open(encoding="utf-8") as seed:
        return [
            rule(row["measure"], direction=row["direction"], watch=None, act=row[column])
            for row in csv.DictReader(seed)
            for column in ("watch_limit", "act_limit")
            if row[column]
        ]


@pytest.mark.parametrize("ruled", limits_of_the_seed(), ids=lambda r: f"{r.measure} {r.act_limit}")
def test_every_limit_is_reached_exactly(ruled: RiskRule) -> None:
    """By any denominator, its numerator published in binary; a ten-thousandth short is short."""
    assert ruled.act_limit is not None
    short = Fraction(-1 if ruled.direction == "above" else 1, 10_000)
    for tenths in range(1, 200):
        denominator = Fraction(tenths, 10)
        at, before = (
            exact_quotient(float((ruled.act_limit + change) * denominator), tenths / 10)
            for change in (0, short)
        )
        assert MeasuredRisk(ruled, at).state == "act"
        assert MeasuredRisk(ruled, before).state == "ok"


def test_a_measure_may_lie_below_its_limits() -> None:
    """Where little is the risk; and a limit that isn't there never applies."""
    low = rule("first", direction="below", watch="0.2", act=None)
    assert [MeasuredRisk(low, Fraction(value)).state for value in ("0.21", "0.2", "0")] == [
        "ok",
        "watch",
        "watch",
    ]


def test_the_worst_measure_determines_the_state() -> None:
    """Its reason and its next step; all of them are evidence."""
    assessment = assess_risk(
        [
            MeasuredRisk(rule("first"), Fraction("0.3")),
            MeasuredRisk(rule("second"), Fraction("0.6")),
        ],
        STEPS,
    )
    assert (assessment.state, assessment.reason, assessment.measure) == (
        "act",
        "Second: 60%",
        "second",
    )
    assert assessment.next_step == "mend the second"
    assert assessment.evidence == (
        "First: 30% (watch at 20%, act at 50%); Second: 60% (watch at 20%, act at 50%)"
    )


def test_without_a_required_measure_a_risk_is_not_ok() -> None:
    """What is missing is the reason; an alarm of another measure stands all the same."""
    lacking = MeasuredRisk(rule("first"), None, "3 of 5 pieces")
    assessment = assess_risk([lacking, MeasuredRisk(rule("second"), Fraction("0.0"))], STEPS)
    assert (assessment.state, assessment.reason) == ("not enough data", "3 of 5 pieces")
    assert assessment.next_step == "deliver more"
    assert (
        assess_risk([lacking, MeasuredRisk(rule("second"), Fraction("0.9"))], STEPS).state == "act"
    )


def test_without_an_optional_measure_ok_is_said_of_the_others() -> None:
    """What can't be measured isn't claimed."""
    lacking = MeasuredRisk(rule("first", is_required=False), None)
    assessment = assess_risk([lacking, MeasuredRisk(rule("second"), Fraction("0.0"))], STEPS)
    assert (assessment.state, assessment.next_step) == ("ok", None)
    assert assessment.reason == "What can be measured is within its limits"


def test_values_are_written_in_their_unit() -> None:
    """As people write them."""
    shown = [with_unit(1, "weeks"), with_unit(2, "weeks"), with_unit(0.345, "share")]
    assert shown == ["1 week", "2 weeks", "34%"]
    assert with_unit(3.25, "hours") == "3.2 hours"
