"""From measures to a state."""

from __future__ import annotations

import pytest

from assets.lib.governance.risks import MeasuredRisk, RiskRule, assess_risk, with_unit

STEPS = {"first": "mend the first", "second": "mend the second", "missing": "deliver more"}


def rule(
    measure: str,
    *,
    direction: str = "above",
    watch: float | None = 0.2,
    act: float | None = 0.5,
    is_required: bool = True,
) -> RiskRule:
    return RiskRule(
        "a_risk", 1, measure, "share", direction, watch, act, is_required, measure.capitalize()
    )


@pytest.mark.parametrize(
    ("value", "state"),
    [(0.19, "ok"), (0.2, "watch"), (0.5, "act"), (None, "not enough data")],
)
def test_a_limit_is_reached_at_its_value(value: float | None, state: str) -> None:
    """At the limit and beyond it."""
    assert MeasuredRisk(rule("first"), value).state == state


def test_a_measure_may_lie_below_its_limits() -> None:
    """Where little is the risk; and a limit that isn't there never applies."""
    low = rule("first", direction="below", watch=0.2, act=None)
    assert [MeasuredRisk(low, value).state for value in (0.21, 0.2, 0.0)] == [
        "ok",
        "watch",
        "watch",
    ]


def test_the_worst_measure_determines_the_state() -> None:
    """Its reason and its next step; all of them are evidence."""
    assessment = assess_risk(
        [MeasuredRisk(rule("first"), 0.3), MeasuredRisk(rule("second"), 0.6)], STEPS
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
    assessment = assess_risk([lacking, MeasuredRisk(rule("second"), 0.0)], STEPS)
    assert (assessment.state, assessment.reason) == ("not enough data", "3 of 5 pieces")
    assert assessment.next_step == "deliver more"
    assert assess_risk([lacking, MeasuredRisk(rule("second"), 0.9)], STEPS).state == "act"


def test_without_an_optional_measure_ok_is_said_of_the_others() -> None:
    """What can't be measured isn't claimed."""
    lacking = MeasuredRisk(rule("first", is_required=False), None)
    assessment = assess_risk([lacking, MeasuredRisk(rule("second"), 0.0)], STEPS)
    assert (assessment.state, assessment.next_step) == ("ok", None)
    assert assessment.reason == "What can be measured is within its limits"


def test_values_are_written_in_their_unit() -> None:
    """As people write them."""
    shown = [with_unit(1, "weeks"), with_unit(2, "weeks"), with_unit(0.345, "share")]
    assert shown == ["1 week", "2 weeks", "34%"]
    assert with_unit(3.25, "hours") == "3.2 hours"
