"""Which weeks the limits come from, and where they begin anew."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assets.lib.statistics.process_behaviour.chart import DeclaredBaseline, build_chart
from assets.lib.statistics.process_behaviour.limits import SeriesPoint
from tests.assets.lib.statistics.series import (
    PARAMETERS,
    STABLE,
    chart,
    points,
    rules,
    week,
)


def centres(readings: list) -> list[float | None]:
    return [r.limits.centre if r.limits else None for r in readings]


def test_fewer_than_eight_weeks_say_how_many_are_there() -> None:
    """No limits are guessed; weeks without a value don't count."""
    readings = chart([10, None, 12, 10, 12, 10])
    assert {r.missing for r in readings} == {"5 of 8 baseline weeks"}
    assert not any(r.limits for r in readings)


def test_the_first_eight_usable_weeks_are_the_base() -> None:
    """Later weeks don't move the limits; a held week is no base week."""
    assert centres(chart([*STABLE, 40, 50])) == [11] * 10
    held = [
        SeriesPoint(week(0), 900, "small n"),
        *[SeriesPoint(week(n + 1), v) for n, v in enumerate(STABLE)],
    ]
    assert centres(build_chart(held, PARAMETERS, is_share=False)) == [11] * 9


def test_the_declared_baseline_is_the_base() -> None:
    """All its weeks, where they are more than eight; the weeks before it are held against it."""
    values = [40.0, 40.0, *STABLE, 20.0, 22.0, 30.0]
    readings = build_chart(
        points(values), PARAMETERS, is_share=False, baseline=DeclaredBaseline(week(2), 10)
    )
    assert centres(readings) == [13] * 13
    assert rules(readings)[0] == "outside"


def test_a_short_declared_baseline_goes_on_until_there_are_eight_weeks() -> None:
    """Limits need eight, and a series that begins later has its own first eight."""
    later = DeclaredBaseline(week(-20), 4)
    assert centres(build_chart(points(STABLE), PARAMETERS, is_share=False, baseline=later))[0] == 11
    early = build_chart(points(STABLE[:6]), PARAMETERS, is_share=False, baseline=later)
    assert early[-1].missing == "6 of 8 baseline weeks"


def test_a_rebase_begins_in_its_week_with_limits_of_its_own() -> None:
    """From then on the old limits don't hold, and runs and moving ranges don't reach across."""
    values = [*STABLE, *(v + 20 for v in STABLE), 31.0]
    readings = build_chart(
        points(values), PARAMETERS, is_share=False, rebased_on=[week(8) + timedelta(days=6)]
    )
    assert centres(readings) == [11] * 8 + [31] * 9
    assert [r.base_number for r in readings] == [1] * 8 + [2] * 9
    assert readings[8].moving_range is None
    assert not any(rules(readings))


def test_a_young_base_waits_for_its_eight_weeks() -> None:
    """It says how many it has; two re-bases of one week are one."""
    readings = build_chart(
        points([*STABLE, 30, 33, 31]),
        PARAMETERS,
        is_share=False,
        rebased_on=[week(8), week(8) + timedelta(days=1)],
    )
    assert [r.missing for r in readings[7:]] == [None] + ["3 of 8 weeks since the re-base"] * 3
    assert readings[-1].base_number == 2
    assert not any(rules(readings))


def test_a_base_without_variation_says_so() -> None:
    """Eight weeks are there, and yet no limits can be drawn."""
    readings = chart((5.0,) * 10)
    assert readings[0].limits is None
    assert readings[0].missing == "the base weeks don't vary"


def test_a_base_full_of_gaps_goes_on_until_enough_weeks_follow_each_other() -> None:
    """Limits come from at least four moving ranges, not from one or two."""
    gappy = [10.0, None, 12.0, None] * 4
    assert chart(gappy)[0].missing == "0 of 4 moving ranges in the baseline"
    assert chart([*gappy, 10, 12, 10, 12])[0].missing == "3 of 4 moving ranges in the baseline"
    assert chart([*gappy, 10, 12, 10, 12, 10, 50])[0].limits is not None
    assert centres(chart([*gappy, 10, 12, 10, 12, 10, 50]))[0] == pytest.approx(142 / 13)


def test_no_weeks_have_no_readings() -> None:
    """Nothing in, nothing out."""
    assert chart([]) == []
