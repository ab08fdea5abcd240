"""When a week is a signal, and since when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assets.lib.statistics.process_behaviour.chart import build_chart
from assets.lib.statistics.process_behaviour.limits import LimitWidth, SeriesPoint
from assets.lib.statistics.process_behaviour.signals import Signal
from tests.assets.lib.statistics.series import (
    PARAMETERS,
    STABLE,
    chart,
    points,
    rules,
    week,
)


def test_a_stable_series_raises_no_signal() -> None:
    """Weeks that vary as the base did are no news."""
    assert not any(rules(chart(STABLE * 4)))


@pytest.mark.parametrize(("value", "side"), [(16.4, 1), (5.6, -1)])
def test_one_week_outside_is_a_signal(value: float, side: int) -> None:
    """Beyond a limit, above or below; the week before and the week after are none."""
    readings = chart([*STABLE, value, 11])
    assert readings[8].signal == Signal("outside", week(8), side)
    assert rules(readings)[9] is None


@pytest.mark.parametrize("value", [16.3, 5.7])
def test_a_week_within_the_limits_is_none(value: float) -> None:
    """Just inside is inside."""
    assert not any(rules(chart([*STABLE, value])))


def test_eight_in_a_row_on_one_side_are_a_signal_at_the_eighth() -> None:
    """It began with the first of them; the seventh is none yet, and the centre ends a run."""
    values = [*STABLE[:-1], 10.0, 11.5, 11.5, 11.5, 11.5, 11.5, 11.5, 11.5, 11.5]
    readings = chart(values)
    assert rules(readings)[:15] == [None] * 15
    assert readings[15].signal == Signal("run of 8", week(8), 1)
    centre = readings[0].limits.centre if readings[0].limits else 0
    assert not any(rules(chart([*values[:12], centre, *values[12:]])))


def test_three_of_four_near_the_same_limit_are_a_signal() -> None:
    """The newest is one of them, and the one that is not may stand anywhere between them."""
    readings = chart([*STABLE, 14, 14, 11, 14])
    assert readings[11].signal == Signal("3 of 4", week(8), 1)
    assert rules(chart([*STABLE, 14, 14, 14, 11]))[10:] == ["3 of 4", None]
    assert not any(rules(chart([*STABLE, 14, 14, 8, 8, 14])))


def test_the_strongest_rule_is_shown_since_the_earliest_week_of_any() -> None:
    """A shift that was outside last was on its way before."""
    readings = chart([*STABLE[:-1], 10, 12, 12, 12, 12, 12, 12, 12, 20])
    assert readings[15].signal == Signal("outside", week(8), 1)
    assert readings[0].limits is not None


def test_a_run_has_to_lie_clear_of_a_centre_that_few_weeks_leave_in_doubt() -> None:
    """The margin is half a mean moving range of 2: 1."""
    parameters = replace(PARAMETERS, widened={n: LimitWidth(3.0, 0.5) for n in range(5, 9)})
    for value, found in ((11.9, None), (12.1, "run of 8")):
        values = points([*STABLE[:-1], 12.0, 11.0, *[value] * 8])
        assert rules(build_chart(values, parameters, is_share=False))[-1] == found


@pytest.mark.parametrize("gap", ["empty", "held", "absent"])
def test_a_gap_ends_a_run(gap: str) -> None:
    """What is not known was not on the same side."""
    shifted = points([*STABLE[:-1], 10.0, *[11.5] * 9])
    middle = {
        "empty": [SeriesPoint(week(12), None)],
        "held": [SeriesPoint(week(12), 11.5, "maturing")],
        "absent": [],
    }[gap]
    assert "run of 8" in rules(build_chart(shifted, PARAMETERS, is_share=False))
    broken = [*shifted[:12], *middle, *shifted[13:]]
    assert not any(rules(build_chart(broken, PARAMETERS, is_share=False)))


def test_a_week_that_is_held_back_raises_no_signal() -> None:
    """However far outside it lies; what holds it back is said."""
    held = [*points(STABLE), SeriesPoint(week(8), 99, "small n")]
    reading = build_chart(held, PARAMETERS, is_share=False)[-1]
    assert reading.signal is None
    assert reading.limits is not None
    assert reading.missing == "small n"
