"""Process behaviour limits: how far a measure moves from week to week while nothing changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean


@dataclass(frozen=True)
class Limits:
    """Natural process limits of an individuals chart (Wheeler): centre and both sides."""

    centre: float
    lower: float
    upper: float

    def contain(self, value: float) -> bool:
        """Tell whether the value is nothing but the usual movement."""
        return self.lower <= value <= self.upper


def process_limits(
    values: Sequence[float], factor: float, highest: float | None = None
) -> Limits | None:
    """Return centre +/- factor x mean moving range, clipped to 0 and `highest`.

    None for fewer than two values, which have no moving range.
    """
    if len(values) < 2:  # noqa: PLR2004
        return None
    centre = fmean(values)
    half_width = factor * fmean(abs(later - earlier) for earlier, later in pairwise(values))
    upper = centre + half_width
    return Limits(
        centre,
        max(centre - half_width, 0.0),
        upper if highest is None else min(upper, highest),
    )
