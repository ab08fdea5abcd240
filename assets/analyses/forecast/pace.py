"""The pace of a series, and the week in which it reaches a target if the pace goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from statistics import median

from assets.analyses.process_behaviour.parts import WEEK

WeekValue = tuple[date, float]


@dataclass(frozen=True)
class Pace:
    """The change per week with its interval, and the middle of the weeks it was taken from.

    The line of a pace goes through `(middle_week, middle_value)`, weeks counted from `first`.
    """

    first: date
    last: date
    middle_week: float
    middle_value: float
    slope: float
    low: float
    high: float

    def value_at(self, week: date) -> float:
        """Return the value of the line at a week."""
        return self.middle_value + self.slope * ((week - self.first) / WEEK - self.middle_week)

    def reaches(self, target: float, slope: float, horizon_weeks: int) -> date | None:
        """Return the Monday of the first week after the last at which a slope reaches the target.

        None where it leads away from it, or not within the horizon.
        """
        gap = target - self.middle_value
        if gap * slope <= 0:
            return None
        last = (self.last - self.first) // WEEK
        crossing = self.middle_week + gap / slope  # endless where the slope is next to nothing
        if crossing > last + horizon_weeks:
            return None
        return self.first + max(ceil(crossing - 1e-9), last + 1) * WEEK


def measure_pace(weeks: Sequence[WeekValue], confidence: float) -> Pace:
    """Return the Theil-Sen slope, the median of the slopes between all pairs of weeks.

    One week that is out of line does not bend it; its interval is Sen's, by the ranks of the
    slopes. Needs at least two weeks of different date.
    """
    from scipy.stats import theilslopes  # takes a second to import

    first = weeks[0][0]
    numbers = [(week - first) / WEEK for week, _ in weeks]
    values = [value for _, value in weeks]
    found = theilslopes(values, numbers, alpha=confidence)
    return Pace(
        first=first,
        last=weeks[-1][0],
        middle_week=median(numbers),
        middle_value=median(values),
        slope=float(found.slope),
        low=float(found.low_slope),
        high=float(found.high_slope),
    )
