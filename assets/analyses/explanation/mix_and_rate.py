"""The change of a ratio, or of a sum, as contributions of its segments."""

from __future__ import annotations

from collections.abc import Iterator

from assets.analyses.explanation.parts import Fraction, Part, Segments

_NOTHING = Fraction(0.0, 0.0)


def mix_and_rate(
    part_type: str, before: Segments, after: Segments, from_total: Fraction, to_total: Fraction
) -> Iterator[Part]:
    """Give the mix and the rate of each segment; over all segments they add up to the change.

    With numerators n and denominators d of segments s, N and D of the total, shares w = d / D and
    ratios r = n / d and R = N / D, and a bar for the mean of both weeks:

        mix_s  = (w1 - w0) * (rbar_s - Rbar)
        rate_s = (n1 / D1 - n0 / D0) - (w1 - w0) * rbar_s  =  wbar_s * (r1 - r0)

    The sum telescopes to R1 - R0, since the w1 - w0 add up to 0. A segment that is there in one
    week only has one ratio, taken for both: its coming or going is all mix. A numerator without a
    denominator is all rate. Both totals need a denominator above 0.
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
    """Give each segment's numerator over the total's denominator, later minus earlier.

    For sums, whose denominator is 1, and for slices that share the total's denominator.
    """
    from_all, to_all = from_total.denominator or 1.0, to_total.denominator or 1.0
    for segment in sorted(before.keys() | after.keys()):
        from_value = before.get(segment, _NOTHING).numerator / from_all
        to_value = after.get(segment, _NOTHING).numerator / to_all
        yield Part(part_type, segment, "difference", to_value - from_value, from_value, to_value)


def _denominator(fraction: Fraction) -> float:
    return fraction.denominator or 0.0
