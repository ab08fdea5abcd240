"""The tests and intervals agree with SciPy, or with their definition."""

from __future__ import annotations

from math import comb, sqrt

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import stats

from assets.lib.statistics.inference import (
    control_false_discoveries,
    fisher_exact,
    mann_whitney,
    wilson_interval,
)

Z = 1.959963984540054
shares = st.integers(1, 25).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size)))
large_shares = st.integers(1, 20_000).flatmap(
    lambda size: st.tuples(st.integers(0, size), st.just(size))
)


@given(pairs=st.lists(st.tuples(shares, shares), min_size=1, max_size=5))
def test_fishers_exact_test_sums_the_tables_that_are_no_likelier(
    pairs: list[tuple[tuple[int, int], tuple[int, int]]],
) -> None:
    """Against the definition in whole numbers, for a family of tests of different sizes."""
    tables = [(*one, *other) for one, other in pairs]
    found = fisher_exact(*zip(*tables, strict=True))
    assert found == pytest.approx([_fisher_by_counting(*table) for table in tables])


def _fisher_by_counting(hits: int, size: int, other_hits: int, other_size: int) -> float:
    total = hits + other_hits

    def ways(n: int) -> int:
        return comb(size, n) * comb(other_size, total - n) if n <= total else 0

    tables = [ways(n) for n in range(size + 1)]
    return sum(w for w in tables if w <= ways(hits)) / comb(size + other_size, total)


@settings(deadline=None)
@given(one=large_shares, other=large_shares)
def test_fishers_exact_test_of_large_samples_is_scipys(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    """Thousands of runs lose no precision."""
    table = [[hits, size - hits] for hits, size in (one, other)]
    [found] = fisher_exact([one[0]], [one[1]], [other[0]], [other[1]])
    assert found == pytest.approx(stats.fisher_exact(table).pvalue, rel=1e-9, abs=1e-12)


samples = st.lists(st.integers(0, 9), min_size=2, max_size=30)


@settings(deadline=None)
@given(one=samples, other=samples)
def test_mann_whitneys_test_is_scipys(one: list[int], other: list[int]) -> None:
    """With ties and continuity correction; samples that are all alike give 1."""
    pairs = [(x > y) + (x == y) / 2 for x in one for y in other]
    ties = [count**3 - count for count in np.unique([*one, *other], return_counts=True)[1]]
    [found] = mann_whitney([sum(pairs)], [len(one)], [len(other)], [sum(ties)])
    expected = stats.mannwhitneyu(one, other, method="asymptotic").pvalue
    assert found == pytest.approx(1.0 if np.isnan(expected) else expected, rel=1e-9)


@given(p_values=st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_false_discovery_control_is_scipys(p_values: list[float]) -> None:
    """Benjamini and Hochberg's q-values, in the order of the tests."""
    expected = stats.false_discovery_control(p_values)
    assert control_false_discoveries(p_values) == pytest.approx(expected)


@example(p_values=[0.9985476528054444] * 7)
@given(p_values=st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_no_q_value_is_below_its_p_value(p_values: list[float]) -> None:
    """Not even by the last digit: a check compares the two."""
    assert (control_false_discoveries(p_values) >= np.array(p_values)).all()


def test_a_family_without_tests_has_no_q_values() -> None:
    """Nothing is divided by zero."""
    assert control_false_discoveries([]).tolist() == []


@given(size=st.integers(1, 500), share=st.floats(0, 1))
def test_wilsons_interval_solves_the_score_equation(size: int, share: float) -> None:
    """At its ends the observed share is just 1.96 standard errors of that end away."""
    hits = round(share * size)
    for end in wilson_interval(hits, size, 0.95):
        error = sqrt(end * (1 - end) / size)
        assert abs(hits / size - end) == pytest.approx(Z * error, abs=1e-6)


def test_wilsons_interval_needs_observations() -> None:
    """A share of nothing has no interval."""
    with pytest.raises(ValueError, match="at least one observation"):
        wilson_interval(0, 0, 0.95)
