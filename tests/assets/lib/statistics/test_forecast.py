"""When a target is reached at the pace of the last weeks."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assets.lib.statistics.forecast import (
    FinalTarget,
    ForecastRules,
    WeekValue,
    forecast,
    measure_pace,
)

FIRST = date(2026, 1, 5)
RULES = ForecastRules(weeks=8, confidence=0.9, horizon_weeks=260, hold_weeks=3)


def weeks(*values: float) -> list[WeekValue]:
    return [(FIRST + timedelta(weeks=n), value) for n, value in enumerate(values)]


def monday(number: int) -> date:
    return FIRST + timedelta(weeks=number)


def target(value: float, until: date = date(2026, 12, 31)) -> FinalTarget:
    return FinalTarget(value, until)


def test_a_straight_line_reaches_its_target_where_it_crosses_it() -> None:
    """2 a week from 10: 30 in week 10; every slope is 2, so the interval is that week."""
    found = forecast(weeks(*range(10, 26, 2)), target(30), True, RULES)
    assert found.pace is not None
    assert found.pace.slope == pytest.approx(2)
    assert found.pace.value_at(monday(7)) == pytest.approx(24)
    assert (found.earliest_on, found.reached_on, found.latest_on) == (monday(10),) * 3
    assert found.statement is not None
    assert found.statement.startswith(f"at this pace in the week of {monday(10)}")
    assert "by 2026-12-31" in found.statement
    late = forecast(weeks(*range(10, 26, 2)), target(30, date(2026, 3, 1)), True, RULES)
    assert "after 2026-03-01" in (late.statement or "")


def test_lower_may_be_better() -> None:
    """A falling series reaches a target below it; the fastest pace is the lowest slope."""
    falling = weeks(30, 28.5, 26, 24, 21.5, 20, 18, 16)
    found = forecast(falling, target(10), False, RULES)
    assert found.earliest_on is not None
    assert found.reached_on is not None
    assert found.latest_on is not None
    assert monday(8) <= found.earliest_on <= found.reached_on <= found.latest_on


def test_a_pace_that_leads_away_does_not_reach_it() -> None:
    """Nor does one that stands still; there is no date, and no guess."""
    for values in (range(20, 12, -1), [5, 5, 5, 5, 5, 5, 5, 5]):
        found = forecast(weeks(*values), target(30), True, RULES)
        assert found.reached_on is None
        assert found.statement == "not at this pace"


def test_a_pace_too_slow_for_the_horizon_does_not_reach_it() -> None:
    """A date in thirty years says nothing."""
    slow = weeks(*(n * 0.01 for n in range(8)))
    assert forecast(slow, target(30), True, RULES).statement == "not at this pace"


def test_an_uncertain_pace_has_an_open_end() -> None:
    """Where the slowest likely pace never gets there, the latest date is empty."""
    found = forecast(weeks(10, 14, 9, 15, 11, 16, 10, 15), target(18), True, RULES)
    assert found.reached_on is not None
    assert found.latest_on is None
    assert "no foreseeable end" in (found.statement or "")


def test_a_target_is_reached_once_it_is_held() -> None:
    """From the first of the newest weeks that all meet it; before that it is forecast."""
    values = (10, 12, 31, 14, 16, 18, 20, 22)
    found = forecast(weeks(*values), target(30), True, RULES)
    assert not found.is_reached
    assert found.reached_on is not None
    assert found.reached_on > monday(7)
    once = f"met in the week of {monday(2)}, but not for 3 weeks running"
    assert (found.statement or "").endswith(once)
    held = forecast(weeks(*values, 33, 31, 30), target(30), True, RULES)
    assert (held.is_reached, held.reached_on) == (True, monday(8))
    assert held.statement == f"reached in the week of {monday(8)}, and held since"
    assert not forecast(weeks(*values, 33, 29, 30), target(30), True, RULES).is_reached


def test_a_line_that_is_at_the_target_is_no_miss() -> None:
    """Although single weeks still fall below it."""
    found = forecast(weeks(20, 22, 25, 27, 31, 33, 29, 34), target(30), True, RULES)
    assert not found.is_reached
    assert (found.statement or "").startswith("at the level of the last weeks; met in the week of")


def test_too_few_weeks_or_no_target_say_what_is_missing() -> None:
    """Five weeks are no pace."""
    assert forecast(weeks(1, 2, 3, 4, 5), target(30), True, RULES).missing == "5 of 8 weeks"
    assert forecast(weeks(*range(8)), None, True, RULES).missing == "no target is declared"


def test_only_the_last_weeks_make_the_pace() -> None:
    """What was before them is past."""
    found = forecast(weeks(*[50.0] * 20, *range(8)), target(60), True, RULES)
    assert found.pace is not None
    assert found.pace.slope == pytest.approx(1)
    assert found.pace.first == monday(20)


@given(st.lists(st.floats(-1e3, 1e3), min_size=8, max_size=8))
def test_the_pace_is_the_median_of_all_slopes(values: list[float]) -> None:
    """And lies within its interval; the weeks may have gaps between them."""
    gappy = [(FIRST + timedelta(weeks=n + n // 3), value) for n, value in enumerate(values)]
    pace = measure_pace(gappy, 0.9)
    slopes = [
        (other - one) / ((later - earlier).days / 7)
        for place, (earlier, one) in enumerate(gappy)
        for later, other in gappy[place + 1 :]
    ]
    assert pace.slope == pytest.approx(median(slopes), abs=1e-9)
    assert pace.low <= pace.slope <= pace.high


@example([0.0] * 6 + [1.0, 2.2250738585e-313], 101.0, False)  # next to no slope
@given(st.lists(st.floats(0, 100), min_size=8, max_size=8), st.floats(100.5, 400), st.booleans())
def test_the_week_of_reaching_is_the_first_whose_line_meets_the_target(
    values: list[float], goal: float, rising: bool
) -> None:
    """The week before it does not, unless it is the first week ahead."""
    if not rising:
        values, goal = [-v for v in values], -goal
    found = forecast(weeks(*values), target(goal), rising, RULES)
    if found.reached_on is None or found.pace is None:
        return
    sign = 1 if rising else -1
    line = found.pace.value_at
    assert sign * (line(found.reached_on) - goal) >= -1e-6
    if found.reached_on > monday(8):
        assert sign * (line(found.reached_on - timedelta(weeks=1)) - goal) < 1e-6
