"""Minimum counts, limits, references, and the control of false discoveries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from assets.lib.statistics.drift import (
    DriftFinding,
    DriftMeasure,
    DriftSeries,
    base_week,
    find_drift,
    reference_limits,
    reference_weeks,
)
from assets.lib.statistics.drift_observations import WeeklyShares
from tests.assets.lib.statistics.drift_rules import RULES

MONDAY = date(2026, 1, 5)
WEEKS = [MONDAY + timedelta(weeks=n) for n in range(30)]
ERROR_RATE = DriftMeasure("error_rate", "runs", highest=1.0)

Count = tuple[int, int]
"""Errors, and the runs among which they occurred."""


def _series(observed: Count, reference: Sequence[Count]) -> DriftSeries:
    """Return the observed week, far enough after the reference weeks."""
    counts = [*reference, observed]
    later = WEEKS[len(reference) + RULES.reference_gap_weeks]
    hits, sizes = zip(*counts, strict=True)
    return DriftSeries(
        "writer", ERROR_RATE, [*WEEKS[: len(reference)], later], WeeklyShares(hits, sizes)
    )


def _findings(*series: DriftSeries) -> list[DriftFinding]:
    """Return the findings of the last week."""
    findings = list(find_drift(series, RULES))
    return [found for found in findings if found.week_start == findings[-1].week_start]


@pytest.mark.parametrize(
    ("observed", "reference", "missing"),
    [
        ((1, 4), [(1, 20)] * 8, "4 of 10 runs"),
        ((1, 10), [(1, 20)] * 3, "3 of 4 reference weeks"),
        ((1, 10), [], "0 of 4 reference weeks"),
        ((1, 10), [(0, 7)] * 4, "28 of 30 runs in the reference"),
        ((1, 10), [(0, 8)] * 4, None),
    ],
)
def test_too_little_data_is_said_and_not_tested(
    observed: Count, reference: list[Count], missing: str | None
) -> None:
    """A finding without its minimum counts names what is missing, and is no drift."""
    [finding] = _findings(_series(observed, reference))
    assert finding.missing == missing
    assert (finding.p_value is None) == (finding.q_value is None) == (missing is not None)
    assert not finding.is_drift


def test_drift_has_to_be_outside_the_limits() -> None:
    """A difference that chance doesn't explain is usual where the weeks always swing that far."""
    [finding] = _findings(_series((40, 100), [(0, 100), (40, 100)] * 4))
    assert finding.q_value is not None
    assert finding.q_value < 0.05
    assert not finding.is_drift


def test_drift_has_to_survive_the_control_of_its_week() -> None:
    """A drift on its own is a likely false alarm among fifty comparisons."""
    steady = [(2, 40)] * 8
    suspect = _series((6, 40), steady)
    others = [_series((2, 40), steady)] * 49
    assert _findings(suspect)[0].is_drift
    assert not _findings(suspect, *others)[0].is_drift


def test_direction_follows_the_measure() -> None:
    """Fewer errors are better, more are worse."""
    steady = [(20, 100)] * 8
    worse, better = _findings(_series((60, 100), steady), _series((0, 100), steady))
    assert (worse.direction, better.direction) == ("worse", "better")


def test_a_week_with_drift_is_never_a_reference() -> None:
    """Ten bad weeks in a row stay drift, against the good weeks before."""
    counts = [(2, 100)] * 12 + [(40, 100)] * 10
    hits, sizes = zip(*counts, strict=True)
    series = DriftSeries("writer", ERROR_RATE, WEEKS[:22], WeeklyShares(hits, sizes))
    [last] = _findings(series)
    assert last.is_drift
    assert last.reference == tuple(WEEKS[4:12])


def test_weeks_without_runs_are_no_reference() -> None:
    """A week in which the agent did not run has no rate."""
    [finding] = _findings(_series((1, 40), [(0, 0), *[(2, 40)] * 4]))
    assert finding.reference == tuple(WEEKS[1:5])
    assert finding.reference_value == 0.05


def test_limits_are_those_of_an_individuals_chart() -> None:
    """Centre 5, moving ranges 2, 4, 2 (mean 8/3): 5 +/- 2.66 x 8/3, cut at 0."""
    limits = reference_limits([4.0, 6.0, 2.0, 8.0], RULES, None)
    assert limits is not None
    assert limits.centre == 5
    assert limits.lower == 0
    assert limits.upper == pytest.approx(5 + 2.66 * (2 + 4 + 6) / 3)
    assert reference_limits([0.9, 1.0, 0.8], RULES, 1.0).upper == 1.0  # type: ignore[union-attr]
    assert reference_limits([4.0], RULES, None) is None


def test_without_a_base_the_reference_ends_before_a_gap() -> None:
    """Eight trailing weeks that end four weeks earlier: a slow drift is not in them."""
    assert reference_weeks(WEEKS[20], WEEKS, None, RULES) == WEEKS[8:16]


def test_a_declared_base_stays_the_reference() -> None:
    """The first eight weeks since the base are the reference, however long ago they are."""
    assert reference_weeks(WEEKS[29], WEEKS, WEEKS[3], RULES) == WEEKS[3:11]


def test_a_new_base_begins_with_the_weeks_since() -> None:
    """Weeks before the base say nothing of it any more, even where few came since."""
    assert reference_weeks(WEEKS[5], WEEKS, WEEKS[3], RULES) == WEEKS[3:5]


def test_a_young_agent_is_compared_with_all_its_weeks() -> None:
    """With fewer than four weeks before the gap, the gap is given up."""
    assert reference_weeks(WEEKS[6], WEEKS, None, RULES) == WEEKS[:6]


def test_a_base_holds_from_the_first_full_week() -> None:
    """A base that is set on a Wednesday begins on the Monday after; a later one isn't in force."""
    wednesday = MONDAY + timedelta(days=2)
    assert base_week(WEEKS[0], [wednesday]) is None
    assert base_week(WEEKS[1], [wednesday, WEEKS[2]]) == WEEKS[1]
    assert base_week(WEEKS[2], [WEEKS[2], wednesday]) == WEEKS[2]
