"""The change of a number as contributions: LMDI of a product, mix and rate of a ratio."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import fsum, log, log1p, prod
from typing import Literal

PartKind = Literal["total", "factor", "mix", "rate", "difference", "residual"]
TOTAL = "total"
FACTOR = "factor"
_ROUNDING = 1e-12


@dataclass(frozen=True)
class Part:
    """One part of a change: `part_type` is `total`, `factor` or the segment type it belongs to.

    `from_value` and `to_value` are those of what the part is about: the KPI (total, difference),
    the factor, the segment's share of the denominator (mix) or its own ratio (rate).
    """

    part_type: str
    part: str
    kind: PartKind
    contribution: float | None
    from_value: float | None
    to_value: float | None


@dataclass(frozen=True)
class Fraction:
    """A numerator and its denominator; a sum has the denominator None, and is its numerator."""

    numerator: float
    denominator: float | None = None

    @property
    def value(self) -> float | None:
        if self.denominator is None:
            return self.numerator
        return self.numerator / self.denominator if self.denominator else None


Segments = Mapping[str, Fraction]
_NOTHING = Fraction(0.0, 0.0)


def logarithmic_mean(a: float, b: float) -> float:
    """Return L(a, b) = (a - b) / (ln a - ln b), and a where both are equal; both above 0."""
    if a == b:
        return a
    return (a - b) / log1p((a - b) / b)  # stable where a and b are close


def decompose_product(
    from_factors: Mapping[str, float | None], to_factors: Mapping[str, float | None]
) -> dict[str, float] | None:
    """Return each factor's contribution to the change of their product; they add up to it.

    LMDI-I (Ang, Energy Policy 33, 2005). None where a factor is missing or not above 0 in one of
    the two weeks, and so has no logarithm.
    """
    before, after = _positive(from_factors), _positive(to_factors)
    if before is None or after is None:
        return None
    mean = logarithmic_mean(prod(after.values()), prod(before.values()))
    return {name: mean * log(after[name] / before[name]) for name in before}


def _positive(factors: Mapping[str, float | None]) -> dict[str, float] | None:
    found = {name: value for name, value in factors.items() if value is not None and value > 0}
    return found if len(found) == len(factors) else None


def mix_and_rate(
    part_type: str, before: Segments, after: Segments, from_total: Fraction, to_total: Fraction
) -> Iterator[Part]:
    """Yield the mix and the rate of each segment; over all segments they add up to the change.

    With numerators n and denominators d of segments s, N and D of the total, shares w = d / D and
    ratios r = n / d and R = N / D, and a bar for the mean of both weeks:

        mix_s  = (w1 - w0) * (rbar_s - Rbar)
        rate_s = (n1 / D1 - n0 / D0) - (w1 - w0) * rbar_s  =  wbar_s * (r1 - r0)

    The sum telescopes to R1 - R0, since the w1 - w0 add up to 0. A segment that exists in one week
    only has one ratio, used for both weeks: its appearance or disappearance is all mix. A
    numerator without a denominator is all rate. Both totals need a denominator above 0.
    """
    from_all, to_all = _denominator(from_total), _denominator(to_total)
    mean_total = (from_total.numerator / from_all + to_total.numerator / to_all) / 2
    for segment in sorted(before.keys() | after.keys()):
        one, other = before.get(segment, _NOTHING), after.get(segment, _NOTHING)
        from_share, to_share = _denominator(one) / from_all, _denominator(other) / to_all
        ratios = [r for r in (one.value, other.value) if r is not None]
        mean_ratio = sum(ratios) / len(ratios) if ratios else 0.0
        moved = to_share - from_share
        mix = moved * (mean_ratio - mean_total)
        rate = other.numerator / to_all - one.numerator / from_all - moved * mean_ratio
        yield Part(part_type, segment, "mix", mix, from_share, to_share)
        yield Part(part_type, segment, "rate", rate, one.value, other.value)


def differences(
    part_type: str, before: Segments, after: Segments, from_total: Fraction, to_total: Fraction
) -> Iterator[Part]:
    """Yield each segment's numerator over the total's denominator, later minus earlier.

    For sums, whose denominator is 1, and for segments that share the total's denominator.
    """
    from_all, to_all = from_total.denominator or 1.0, to_total.denominator or 1.0
    for segment in sorted(before.keys() | after.keys()):
        from_value = before.get(segment, _NOTHING).numerator / from_all
        to_value = after.get(segment, _NOTHING).numerator / to_all
        yield Part(part_type, segment, "difference", to_value - from_value, from_value, to_value)


def _denominator(fraction: Fraction) -> float:
    return fraction.denominator or 0.0


def with_residual(part_type: str, change: float, parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts, and the residual of the change; a rounding error counts as 0."""
    explained = []
    for part in parts:
        explained.append(part.contribution or 0.0)
        yield part
    residual = fsum([change, *(-contribution for contribution in explained)])
    size = fsum(abs(contribution) for contribution in [change, *explained])
    if abs(residual) <= _ROUNDING * size:
        residual = 0.0
    yield Part(part_type, "residual", "residual", residual, None, None)
