"""Contributions of segments to the change of a ratio, and of factors to that of a product."""

from __future__ import annotations

from fractions import Fraction as Exact
from math import log, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.lib.statistics.decomposition import (
    Fraction,
    Part,
    decompose_product,
    differences,
    logarithmic_mean,
    mix_and_rate,
    with_residual,
)

count = st.integers(0, 500)
slices = st.dictionaries(st.sampled_from("abcdef"), st.tuples(count, count), min_size=1)


def fractions(counts: dict[str, tuple[int, int]]) -> dict[str, Fraction]:
    return {name: Fraction(float(n), float(d)) for name, (n, d) in counts.items()}


def total(segments: dict[str, Fraction]) -> Fraction:
    return Fraction(
        sum(s.numerator for s in segments.values()),
        sum(s.denominator or 0 for s in segments.values()),
    )


def by_name(parts: list[Part]) -> dict[tuple[str, str], float | None]:
    return {(p.part, p.kind): p.contribution for p in parts}


def test_a_change_computed_by_hand() -> None:
    """Shares 0.5/0.5 to 0.75/0.25, ratios 0.2/0.6 to 0.4/0.6: R from 0.4 to 0.45."""
    before, after = fractions({"a": (2, 10), "b": (6, 10)}), fractions({"a": (6, 15), "b": (3, 5)})
    parts = list(mix_and_rate("channel", before, after, total(before), total(after)))
    assert by_name(parts) == pytest.approx(
        {
            ("a", "mix"): 0.25 * (0.3 - 0.425),
            ("a", "rate"): 0.625 * 0.2,
            ("b", "mix"): -0.25 * (0.6 - 0.425),
            ("b", "rate"): 0,
        }
    )
    assert sum(p.contribution or 0 for p in parts) == pytest.approx(0.05)


def test_a_segment_that_comes_or_goes_is_all_mix() -> None:
    """It has one ratio; its share grows from 0, or falls to 0."""
    before, after = fractions({"a": (2, 10)}), fractions({"a": (2, 10), "new": (8, 10)})
    for one, other in ((before, after), (after, before)):
        parts = by_name(list(mix_and_rate("channel", one, other, total(one), total(other))))
        assert parts["new", "rate"] == pytest.approx(0)
        assert abs(parts["new", "mix"] or 0) == pytest.approx(0.5 * (0.8 - 0.35))


@given(before=slices, after=slices)
def test_mix_and_rate_add_up_exactly(
    before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]
) -> None:
    """Also for segments that come, go, or have a numerator without a denominator; residual 0."""
    one, other = fractions(before), fractions(after)
    from_all, to_all = total(one), total(other)
    if not from_all.denominator or not to_all.denominator:
        return
    change = to_all.numerator / to_all.denominator - from_all.numerator / from_all.denominator
    parts = list(mix_and_rate("channel", one, other, from_all, to_all))
    *_, residual = with_residual("channel", change, parts)
    assert residual.contribution == 0
    for name, (numerator, denominator) in after.items():
        was = before.get(name, (0, 0))
        if denominator and was[1]:
            mean_share = (
                Exact(denominator, int(to_all.denominator))
                + Exact(was[1], int(from_all.denominator))
            ) / 2
            rate = mean_share * (Exact(numerator, denominator) - Exact(*was))
            assert by_name(parts)[name, "rate"] == pytest.approx(float(rate), abs=1e-9)


@given(before=slices, after=slices)
def test_segments_that_share_the_denominator_differ_by_their_numerator_over_it(
    before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]
) -> None:
    """Their sum is the change of the total."""
    one, other = fractions(before), fractions(after)
    from_all = Fraction(sum(n for n, _ in before.values()), 7.0)
    to_all = Fraction(sum(n for n, _ in after.values()), 9.0)
    change = to_all.numerator / 9 - from_all.numerator / 7
    parts = list(differences("actor_type", one, other, from_all, to_all))
    assert sum(p.contribution or 0 for p in parts) == pytest.approx(change, abs=1e-9)


def test_what_does_not_add_up_is_shown() -> None:
    """A residual is not hidden in another part."""
    parts = [Part("channel", "a", "difference", 2.0, 1.0, 3.0)]
    *_, residual = with_residual("channel", 5.0, parts)
    assert residual.contribution == 3.0


factor = st.floats(0.01, 1000)
factors = st.fixed_dictionaries({"pieces": factor, "variants": factor, "channels": factor})


def test_a_change_of_a_product_computed_by_hand() -> None:
    """From 2 x 3 = 6 to 4 x 3 = 12, and to 4 x 1.5 = 6, where doubling and halving cancel."""
    assert decompose_product({"a": 2, "b": 3}, {"a": 4, "b": 3}) == pytest.approx({"a": 6, "b": 0})
    level = decompose_product({"a": 2, "b": 3}, {"a": 4, "b": 1.5})
    assert level == pytest.approx({"a": 6 * log(2), "b": -6 * log(2)})


def test_the_logarithmic_mean_of_1_and_e() -> None:
    """(e - 1) / 1, and the value itself where both are equal."""
    assert logarithmic_mean(2.718281828459045, 1) == pytest.approx(1.718281828459045)
    assert logarithmic_mean(5, 5) == 5
    assert logarithmic_mean(1 + 1e-13, 1) == pytest.approx(1)


@given(before=factors, after=factors)
def test_factors_add_up_to_the_change(before: dict[str, float], after: dict[str, float]) -> None:
    """Nothing is left over, and a factor that did not move contributes nothing."""
    found = decompose_product(before, after)
    assert found is not None
    from_product, to_product = prod(before.values()), prod(after.values())
    tolerance = 1e-9 * max(from_product, to_product)
    assert sum(found.values()) == pytest.approx(to_product - from_product, abs=tolerance)
    for name, contribution in found.items():
        assert (contribution > 0) == (after[name] > before[name])


@pytest.mark.parametrize("bad", [0.0, None])
def test_a_zero_has_no_decomposition(bad: float | None) -> None:
    """There is no logarithm of it, on either side."""
    assert decompose_product({"a": bad, "b": 1}, {"a": 2, "b": 1}) is None
    assert decompose_product({"a": 2, "b": 1}, {"a": bad, "b": 1}) is None
