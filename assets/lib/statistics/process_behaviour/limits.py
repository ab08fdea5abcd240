"""Centre and limits of an XmR chart (Wheeler, Understanding Variation, 2000)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class LimitWidth:
    """How wide the limits are, in mean moving ranges of the base weeks.

    `centre_margin` is how far from the centre a week of a run has to lie at least: few base weeks
    leave in doubt where the centre is, too.
    """

    limit_factor: float
    centre_margin: float = 0.0


@dataclass(frozen=True)
class ChartParameters:
    """The constants of a chart, from seeds `parameter` and `signal_limit_factor`.

    `widened` are the widths for bases of few weeks, by the number of weeks in a row.
    """

    limit_factor: float
    base_weeks: int
    base_ranges: int
    run_length: int
    near_points: int
    near_window: int
    widened: Mapping[int, LimitWidth]

    @classmethod
    def from_seeds(
        cls, values: Mapping[str, float], widened: Mapping[int, LimitWidth]
    ) -> ChartParameters:
        """Return the constants by their names in the seed.

        Raises KeyError where one is missing, ValueError where a base of few weeks has no width.
        """
        least = int(values["base_ranges"]) + 1
        missing = sorted({*range(least, max(widened, default=0))} - widened.keys())
        if missing:
            raise ValueError(f"signal_limit_factor has no row for {missing[0]} weeks")
        return cls(
            limit_factor=values["limit_factor"],
            base_weeks=int(values["base_weeks"]),
            base_ranges=int(values["base_ranges"]),
            run_length=int(values["run_length"]),
            near_points=int(values["near_points"]),
            near_window=int(values["near_window"]),
            widened=widened,
        )

    def width_for(self, weeks: int, ranges: int) -> LimitWidth:
        """Return the width for a base of so many usable weeks and moving ranges.

        Few weeks with gaps tell as much of the variation as the weeks in a row with as many ranges.
        """
        if weeks > max(self.widened, default=0):
            return LimitWidth(self.limit_factor)
        return self.widened[ranges + 1]

    @property
    def run_rule(self) -> str:
        return f"run of {self.run_length}"

    @property
    def near_rule(self) -> str:
        return f"{self.near_points} of {self.near_window}"


@dataclass(frozen=True)
class SeriesPoint:
    """The value of a complete week.

    `hold` says why the week raises no signal (`maturing`, `small n`). Such a week, a week without
    a value and a missing week are gaps: they end runs, have no moving range, the week after a gap
    has none either, and they are not base weeks.
    """

    week_start: date
    value: float | None
    hold: str | None = None

    @property
    def usable_value(self) -> float | None:
        return None if self.hold else self.value


@dataclass(frozen=True)
class Limits:
    """Centre and natural process limits; `lower` and `upper` are clipped to possible values.

    `half_way` is the distance from the centre beyond which a value is nearer to a natural limit
    than to the centre; clipping does not change it. `centre_margin` is the distance beyond which it
    counts as on one side of the centre in a run. `is_widened` says that the base weeks are few.
    """

    centre: float
    lower: float
    upper: float
    half_way: float
    centre_margin: float = 0.0
    is_widened: bool = False

    def contain(self, value: float) -> bool:
        """Return whether the value is within routine variation."""
        return self.lower <= value <= self.upper


def moving_ranges(points: Sequence[SeriesPoint]) -> list[float | None]:
    """Return each week's distance to the week before; None after a gap and for the first week."""
    return [None, *(_range(a, b) for a, b in pairwise(points))][: len(points)]


def _range(before: SeriesPoint, point: SeriesPoint) -> float | None:
    one, other = before.usable_value, point.usable_value
    if one is None or other is None or point.week_start - before.week_start != WEEK:
        return None
    return abs(other - one)


def natural_limits(
    base: Sequence[SeriesPoint], parameters: ChartParameters, is_share: bool
) -> Limits | None:
    """Return centre +/- factor x mean moving range of the base weeks, a share within [0, 1].

    The fewer the base weeks, the larger the factor.

    None where the base weeks have no moving range, or all of them are 0: such data does not show
    how much the values vary.
    """
    values = [p.usable_value for p in base if p.usable_value is not None]
    ranges = [r for r in moving_ranges(base) if r is not None]
    if not values or not ranges or max(ranges) == 0:
        return None
    lowest, highest = (0.0, 1.0) if is_share else (None, None)
    width = parameters.width_for(len(values), len(ranges))
    limits = limits_of(values, ranges, width.limit_factor, lowest=lowest, highest=highest)
    return replace(
        limits,
        centre_margin=width.centre_margin * fmean(ranges),
        is_widened=width.limit_factor > parameters.limit_factor,
    )


def limits_of(
    values: Sequence[float],
    ranges: Sequence[float],
    factor: float,
    *,
    lowest: float | None = None,
    highest: float | None = None,
) -> Limits:
    """Return mean of the values +/- factor x mean of their moving ranges, clipped to the bounds.

    Needs at least one value and one range.
    """
    centre, reach = fmean(values), factor * fmean(ranges)
    return Limits(
        centre,
        lower=centre - reach if lowest is None else max(centre - reach, lowest),
        upper=centre + reach if highest is None else min(centre + reach, highest),
        half_way=reach / 2,
    )
