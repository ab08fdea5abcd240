"""Centre and limits of an XmR chart (Wheeler, Understanding Variation, 2000)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean

from assets.analyses.process_behaviour.parts import WEEK, Limits, Parameters, Point


def moving_ranges(points: Sequence[Point]) -> list[float | None]:
    """Return for each week the distance to the week before; None next to a gap and at the start."""
    return [None, *(_range(a, b) for a, b in pairwise(points))][: len(points)]


def _range(before: Point, point: Point) -> float | None:
    one, other = before.usable_value, point.usable_value
    if one is None or other is None or point.week_start - before.week_start != WEEK:
        return None
    return abs(other - one)


def natural_limits(base: Sequence[Point], parameters: Parameters, is_share: bool) -> Limits | None:
    """Return centre +/- factor x mean moving range of the base weeks, a share within [0, 1].

    None where the base weeks don't vary from one week to the next, or none follows another: then
    the data say nothing of how far the values may lie apart.
    """
    values = [p.usable_value for p in base if p.usable_value is not None]
    ranges = [r for r in moving_ranges(base) if r is not None]
    if not values or not ranges or max(ranges) == 0:
        return None
    lowest, highest = (0.0, 1.0) if is_share else (None, None)
    return limits_of(values, ranges, parameters.limit_factor, lowest=lowest, highest=highest)


def limits_of(
    values: Sequence[float],
    ranges: Sequence[float],
    factor: float,
    *,
    lowest: float | None = None,
    highest: float | None = None,
) -> Limits:
    """Return mean of the values +/- factor x mean of their moving ranges, clipped to what can be.

    At least one value and one range.
    """
    centre, reach = fmean(values), factor * fmean(ranges)
    return Limits(
        centre,
        lower=centre - reach if lowest is None else max(centre - reach, lowest),
        upper=centre + reach if highest is None else min(centre + reach, highest),
        half_way=reach / 2,
    )
