"""When the limits should begin anew."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assets.lib.statistics.process_behaviour.chart import build_chart
from assets.lib.statistics.process_behaviour.limits import SeriesPoint
from assets.lib.statistics.process_behaviour.rebase import ProposedRebase, propose_rebase
from tests.assets.lib.statistics.series import PARAMETERS, STABLE, chart, points, week


def proposed(values: Sequence[float | None]) -> ProposedRebase | None:
    return propose_rebase(chart(values), PARAMETERS)


@pytest.mark.parametrize(("value", "side"), [(11.1, 1), (10.9, -1)])
def test_eight_weeks_on_one_side_of_the_centre_propose_the_first_of_them(
    value: float, side: int
) -> None:
    """Seven don't; how near to the centre they lie makes no difference."""
    values = [*STABLE, 10.0, 12.0, 11.0, *[value] * 8]
    assert proposed(values) == ProposedRebase(week(11), 8, side)
    assert proposed(values[:-1]) is None
    assert proposed([*values, value]) == ProposedRebase(week(11), 9, side)


def test_weeks_that_are_on_both_sides_or_on_the_centre_propose_nothing() -> None:
    """Nor does a stretch that has ended."""
    assert proposed(STABLE * 3) is None
    assert proposed([*STABLE, *[13.0] * 8, 10.0]) is None
    assert proposed([*STABLE, *[13.0] * 8, 11.0]) is None
    assert proposed([*STABLE, *[11.0] * 9]) is None


def test_a_gap_ends_the_stretch_and_newest_weeks_without_a_verdict_are_left_out() -> None:
    """What is not known was not on that side; what matures yet does not take the proposal back."""
    shifted = [*STABLE, 10.0, *[13.0] * 8]
    assert proposed([*shifted[:-1], None, 13.0, 13.0]) is None
    absent = [*points(shifted), *(SeriesPoint(week(n), 13.0) for n in range(18, 25))]
    assert propose_rebase(build_chart(absent, PARAMETERS, is_share=False), PARAMETERS) is None
    maturing = [*points(shifted), SeriesPoint(week(17), 5.0, "maturing")]
    found = propose_rebase(build_chart(maturing, PARAMETERS, is_share=False), PARAMETERS)
    assert found == ProposedRebase(week(9), 8, 1)


def test_a_base_of_its_own_begins_with_no_proposal() -> None:
    """After the re-base the weeks are held against their own centre, or against none yet."""
    values = points([*STABLE, *(v + 9 for v in STABLE), 21.0])
    assert propose_rebase(build_chart(values, PARAMETERS, is_share=False), PARAMETERS)
    for rebased_on in (week(8), week(12), week(16)):
        rebased = build_chart(values, PARAMETERS, is_share=False, rebased_on=[rebased_on])
        assert propose_rebase(rebased, PARAMETERS) is None


def test_a_series_without_limits_or_weeks_proposes_nothing() -> None:
    """There is no centre to lie beside."""
    assert proposed([]) is None
    assert proposed(STABLE[:7]) is None
    assert proposed([None] * 9) is None
