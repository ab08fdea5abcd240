"""Minimum counts, limits, and the control of false discoveries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.analyses.drift.judging import Finding, _limits, compare, judge
from assets.analyses.drift.measures import LEVELS, SHARES
from assets.analyses.drift.observations import Counted, Sampled
from tests.assets.analyses.drift.rules import RULES

WEEK = date(2026, 4, 6)
ERROR_RATE = next(share for share in SHARES if share.name == "error_rate")
LATENCY = next(level for level in LEVELS if level.name == "latency_seconds")


def _finding(observed: Counted, reference: Sequence[Counted]) -> Finding:
    begun = Finding(WEEK, "writer", ERROR_RATE, observed.value, observed.size)
    weeks = {WEEK - timedelta(weeks=n): week for n, week in enumerate(reference, 5)}
    return compare(begun, observed, weeks, RULES)


@pytest.mark.parametrize(
    ("observed", "reference", "missing"),
    [
        (Counted(1, 4), [Counted(1, 20)] * 8, "4 of 10 runs"),
        (Counted(1, 10), [Counted(1, 20)] * 3, "3 of 4 reference weeks"),
        (Counted(1, 10), [], "0 of 4 reference weeks"),
        (Counted(1, 10), [Counted(0, 7)] * 4, "28 of 30 runs in the reference"),
        (Counted(1, 10), [Counted(0, 8)] * 4, None),
    ],
)
def test_too_little_data_is_said_and_not_tested(
    observed: Counted, reference: list[Counted], missing: str | None
) -> None:
    """A finding without its minimum counts names what is missing, and is no drift."""
    [finding] = judge([_finding(observed, reference)], RULES)
    assert finding.missing == missing
    assert (finding.p_value is None) == (finding.q_value is None) == (missing is not None)
    assert not finding.is_drift


def test_drift_has_to_be_outside_the_limits() -> None:
    """A difference that chance doesn't explain is usual where the weeks always swing that far."""
    swinging = [Counted(0, 100), Counted(40, 100)] * 4
    [finding] = judge([_finding(Counted(40, 100), swinging)], RULES)
    assert finding.q_value is not None
    assert finding.q_value < 0.05
    assert not finding.is_drift


def test_drift_has_to_survive_the_control_of_its_week() -> None:
    """What would be drift alone is a false alarm waiting to happen among fifty comparisons."""
    steady = [Counted(2, 40)] * 8
    suspect = _finding(Counted(6, 40), steady)
    others = [_finding(Counted(2, 40), steady)] * 49
    assert judge([suspect], RULES)[0].is_drift
    assert not judge([suspect, *others], RULES)[0].is_drift


def test_direction_follows_the_measure() -> None:
    """Fewer errors are better, more are worse."""
    steady = [Counted(20, 100)] * 8
    worse, better = judge(
        [_finding(Counted(60, 100), steady), _finding(Counted(0, 100), steady)], RULES
    )
    assert (worse.direction, better.direction) == ("worse", "better")


def test_limits_are_those_of_an_individuals_chart() -> None:
    """Centre 5, moving ranges 2, 4, 2 (mean 8/3): 5 +/- 2.66 x 8/3, cut at 0."""
    limits = _limits([4.0, 6.0, 2.0, 8.0], RULES, LATENCY)
    assert limits is not None
    assert limits.centre == 5
    assert limits.lower == 0
    assert limits.upper == pytest.approx(5 + 2.66 * (2 + 4 + 6) / 3)
    assert _limits([0.9, 1.0, 0.8], RULES, ERROR_RATE).upper == 1.0  # type: ignore[union-attr]
    assert _limits([4.0], RULES, LATENCY) is None


counted = st.integers(1, 25).flatmap(
    lambda size: st.builds(Counted, st.integers(0, size), st.just(size))
)


@settings(deadline=None)  # the first call imports scipy
@given(first=counted, second=counted)
def test_shares_are_compared_by_fishers_exact_test(first: Counted, second: Counted) -> None:
    """The p-value is the sum over all tables that are no likelier than the one found."""
    hits, size = first.hits + second.hits, first.size + second.size

    def ways(n: int) -> int:
        return comb(first.size, n) * comb(second.size, hits - n) if n <= hits else 0

    tables = [ways(n) for n in range(first.size + 1)]
    expected = sum(w for w in tables if w <= ways(first.hits)) / comb(size, hits)
    assert first.p_value_against(second) == pytest.approx(expected)


def test_levels_of_equal_runs_differ_by_chance() -> None:
    """Runs that are all alike give a probability of one, not an undefined one."""
    assert Sampled((1.0,) * 10).p_value_against(Sampled((1.0,) * 30)) == 1


def test_pooling_adds_observations_and_averages_no_ratio() -> None:
    """1 of 10 and 0 of 90 are 1 %, not 5 %; a median is taken over all runs."""
    assert Counted(1, 10).pooled_with([Counted(0, 90)]).value == 0.01
    pooled = Sampled((1.0, 2.0), "median").pooled_with([Sampled((9.0, 10.0, 11.0), "median")])
    assert pooled.value == 9
