"""The change of a product as contributions of its factors: LMDI-I (Ang, Energy Policy 33, 2005)."""

from __future__ import annotations

from collections.abc import Mapping
from math import log, log1p, prod


def logarithmic_mean(a: float, b: float) -> float:
    """Return L(a, b) = (a - b) / (ln a - ln b), and a where both are equal; both above 0."""
    if a == b:
        return a
    return (a - b) / log1p((a - b) / b)  # stable where a and b are close


def decompose(
    from_factors: Mapping[str, float | None], to_factors: Mapping[str, float | None]
) -> dict[str, float] | None:
    """Return each factor's contribution to the change of their product; they add up to it.

    None where a factor is missing or not above 0 in one of the two: there is no logarithm then.
    """
    before, after = _positive(from_factors), _positive(to_factors)
    if before is None or after is None:
        return None
    mean = logarithmic_mean(prod(after.values()), prod(before.values()))
    return {name: mean * log(after[name] / before[name]) for name in before}


def _positive(factors: Mapping[str, float | None]) -> dict[str, float] | None:
    found = {name: value for name, value in factors.items() if value is not None and value > 0}
    return found if len(found) == len(factors) else None
