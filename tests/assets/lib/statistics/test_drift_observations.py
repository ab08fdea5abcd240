"""Weekly observations pooled, summarised and compared."""

from __future__ import annotations

from statistics import fmean, median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from assets.lib.statistics.drift_observations import (
    SharePool,
    WeeklyLevels,
    WeeklyShares,
    p_values,
)

values = st.lists(st.sampled_from([0.1, 0.25, 1.0, 3.0, 7.5]), max_size=12)


def test_pooling_adds_observations_and_averages_no_ratio() -> None:
    """1 of 10 and 0 of 90 are 1 %, not 5 %."""
    assert WeeklyShares([1, 0], [10, 90]).pool([0, 1]).value == 0.01


@given(weeks=st.lists(values, min_size=1, max_size=6), data=st.data())
def test_a_level_is_that_of_all_values_together(
    weeks: list[list[float]], data: st.DataObject
) -> None:
    """Mean and median over the pooled weeks, whichever they are; None without values."""
    places = data.draw(st.lists(st.sampled_from(range(len(weeks))), unique=True))
    pooled = [value for place in places for value in weeks[place]]
    mean, middle = (
        WeeklyLevels.of_weeks(weeks, summary).pool(places) for summary in ("mean", "median")
    )
    assert mean.size == middle.size == len(pooled)
    if pooled:
        assert (mean.value, middle.value) == (pytest.approx(fmean(pooled)), median(pooled))
    else:
        assert mean.value is middle.value is None


@settings(deadline=None)
@given(one=values.filter(bool), other=values.filter(bool))
def test_levels_are_compared_by_mann_whitneys_test(one: list[float], other: list[float]) -> None:
    """Computed from histograms, it is the test of the values."""
    levels = WeeklyLevels.of_weeks([one, other], "mean")
    [found] = p_values([(levels.pool([0]), levels.pool([1]))])
    expected = stats.mannwhitneyu(one, other, method="asymptotic").pvalue
    assert found == pytest.approx(1.0 if len({*one, *other}) == 1 else expected)


def test_a_family_of_shares_and_levels_keeps_its_order() -> None:
    """Each p-value is that of its own pair."""
    levels = WeeklyLevels.of_weeks([[1.0] * 10, [1.0] * 30], "mean")
    alike = (levels.pool([0]), levels.pool([1]))
    different = (SharePool(10, 10), SharePool(0, 10))
    first, second, third = p_values([alike, different, alike])
    assert first == third == 1
    assert second == pytest.approx(2 / 184_756)
