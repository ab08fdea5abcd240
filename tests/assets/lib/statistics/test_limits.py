"""Centre, moving ranges and natural process limits."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.lib.statistics.process_behaviour.limits import (
    ChartParameters,
    LimitWidth,
    SeriesPoint,
    moving_ranges,
    natural_limits,
)
from tests.assets.lib.statistics.series import PARAMETERS, STABLE, points, week

FLOW_RATES = (49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1)


def test_flow_rates_of_the_nist_handbook() -> None:
    """Centre 50.81, mean moving range 1.8778, limits 45.8159 and 55.8041, as published.

    Source: NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.2.2, Individuals Control
    Charts. It divides by 1.128 where the rounded factor is 2.66: the limits agree to 0.001.
    """
    base = points(FLOW_RATES)
    ranges = [r for r in moving_ranges(base) if r is not None]
    assert ranges == pytest.approx([2.0, 2.3, 1.4, 3.5, 3.4, 1.4, 0.2, 1.2, 1.5])
    assert sum(ranges) / len(ranges) == pytest.approx(1.8778, abs=5e-5)
    limits = natural_limits(base, PARAMETERS, is_share=False)
    assert limits is not None
    assert limits.centre == pytest.approx(50.81)
    assert limits.lower == pytest.approx(45.8159, abs=1e-3)
    assert limits.upper == pytest.approx(55.8041, abs=1e-3)


def test_limits_of_a_share_end_at_0_and_1() -> None:
    """Half way stays where the natural limits put it, so that clipping makes no signal."""
    base = points([0.1, 0.3] * 4)
    free = natural_limits(base, PARAMETERS, is_share=False)
    share = natural_limits(base, PARAMETERS, is_share=True)
    assert free is not None
    assert share is not None
    assert free.lower == pytest.approx(0.2 - 2.66 * 0.2)
    assert share.lower == 0
    assert share.upper == free.upper
    assert share.half_way == free.half_way == pytest.approx(0.266)
    high = natural_limits(points([0.7, 0.9] * 4), PARAMETERS, is_share=True)
    assert high is not None
    assert high.upper == 1
    assert high.half_way == pytest.approx(0.266)


def test_a_gap_gives_no_moving_range_to_itself_nor_to_the_week_after() -> None:
    """Empty, held back and absent weeks alike."""
    held = [
        SeriesPoint(week(n), 10.0 + n, "small n" if n == 4 else None) for n in range(8) if n != 6
    ]
    assert moving_ranges(points([1, None, 3, 5])) == [None, None, None, 2]
    assert moving_ranges(held) == [None, 1, 1, 1, None, None, None]
    assert moving_ranges([]) == []


@pytest.mark.parametrize("values", [(5.0,) * 8, (1.0, None) * 8, (None,) * 8])
def test_a_base_that_shows_no_variation_gives_no_limits(values: tuple[float | None, ...]) -> None:
    """Neither constant weeks nor weeks that never follow each other tell how far values vary."""
    assert natural_limits(points(values), PARAMETERS, is_share=False) is None


@given(st.lists(st.floats(-1e6, 1e6), min_size=8, max_size=20))
def test_limits_are_what_a_plain_computation_gives(values: list[float]) -> None:
    """Mean +/- 2.66 x mean of |x(i) - x(i-1)|."""
    limits = natural_limits(points(values), PARAMETERS, is_share=False)
    total = sum(abs(values[n] - values[n - 1]) for n in range(1, len(values)))
    if total == 0:
        assert limits is None
        return
    assert limits is not None
    centre, reach = sum(values) / len(values), 2.66 * total / (len(values) - 1)
    assert (limits.lower, limits.upper) == pytest.approx((centre - reach, centre + reach), abs=1e-6)


def test_the_stable_series_of_these_tests() -> None:
    """Limits 11 +/- 5.32."""
    limits = natural_limits(points(STABLE), PARAMETERS, is_share=False)
    assert limits is not None
    assert (limits.lower, limits.centre, limits.upper) == pytest.approx((5.68, 11, 16.32))


def test_limits_of_few_weeks_are_wider() -> None:
    """Up to the last row of the seed; with gaps as wide as weeks in a row with as many ranges."""
    widened = {n: LimitWidth(10.0 - n, 0.5) for n in range(5, 9)}
    parameters = replace(PARAMETERS, widened=widened)
    few = natural_limits(points(STABLE), parameters, is_share=False)
    assert few is not None
    assert (few.lower, few.upper) == (11 - 2 * 2, 11 + 2 * 2)
    assert (few.half_way, few.centre_margin) == (2, 1)
    gappy = natural_limits(points([10, 12, None, *STABLE[:6]]), parameters, is_share=False)
    assert gappy is not None
    assert gappy.upper == pytest.approx(11 + 3 * 2)
    more = natural_limits(points([*STABLE, 11]), parameters, is_share=False)
    assert more is not None
    assert more.half_way == pytest.approx(2.66 * 15 / 8 / 2)
    assert more.centre_margin == 0


def test_a_seed_without_a_width_for_few_weeks_is_refused() -> None:
    """Limits that are too narrow would be found out by nobody."""
    values = {**{f.name: 4.0 for f in fields(ChartParameters)}, "base_ranges": 4.0}
    with pytest.raises(ValueError, match="no row for 5 weeks"):
        ChartParameters.from_seeds(values, {n: LimitWidth(3.0) for n in (6, 7, 8)})
    with pytest.raises(ValueError, match="no row for 7 weeks"):
        ChartParameters.from_seeds(values, {n: LimitWidth(3.0) for n in (5, 6, 8)})
