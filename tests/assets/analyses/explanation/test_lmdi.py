"""Contributions of factors to the change of their product."""

from __future__ import annotations

from math import log, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.analyses.explanation.lmdi import decompose, logarithmic_mean

factor = st.floats(0.01, 1000)
factors = st.fixed_dictionaries({"pieces": factor, "variants": factor, "channels": factor})


def test_a_change_computed_by_hand() -> None:
    """From 2 x 3 = 6 to 4 x 3 = 12, and to 4 x 1.5 = 6, where doubling and halving cancel."""
    assert decompose({"a": 2, "b": 3}, {"a": 4, "b": 3}) == pytest.approx({"a": 6, "b": 0})
    level = decompose({"a": 2, "b": 3}, {"a": 4, "b": 1.5})
    assert level == pytest.approx({"a": 6 * log(2), "b": -6 * log(2)})


def test_the_logarithmic_mean_of_1_and_e() -> None:
    """(e - 1) / 1, and the value itself where both are equal."""
    assert logarithmic_mean(2.718281828459045, 1) == pytest.approx(1.718281828459045)
    assert logarithmic_mean(5, 5) == 5
    assert logarithmic_mean(1 + 1e-13, 1) == pytest.approx(1)


@given(before=factors, after=factors)
def test_contributions_add_up_to_the_change(
    before: dict[str, float], after: dict[str, float]
) -> None:
    """Nothing is left over, and a factor that did not move contributes nothing."""
    found = decompose(before, after)
    assert found is not None
    from_product, to_product = prod(before.values()), prod(after.values())
    tolerance = 1e-9 * max(from_product, to_product)
    assert sum(found.values()) == pytest.approx(to_product - from_product, abs=tolerance)
    for name, contribution in found.items():
        assert (contribution > 0) == (after[name] > before[name])


@pytest.mark.parametrize("bad", [0.0, None])
def test_a_zero_has_no_decomposition(bad: float | None) -> None:
    """There is no logarithm of it, on either side."""
    assert decompose({"a": bad, "b": 1}, {"a": 2, "b": 1}) is None
    assert decompose({"a": 2, "b": 1}, {"a": bad, "b": 1}) is None
