"""When a series reaches its target, if the pace of its last weeks continues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil, sqrt
from statistics import NormalDist, median

from assets.lib.statistics.process_behaviour.limits import WEEK

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

    One outlying week does not bend it; its interval is Sen's (1968), by the ranks of the slopes.
    Needs at least two weeks, of different dates.
    """
    first = weeks[0][0]
    numbers = [(week - first) / WEEK for week, _ in weeks]
    values = [value for _, value in weeks]
    slopes = sorted(
        (y2 - y1) / (x2 - x1)
        for x1, y1 in zip(numbers, values, strict=True)
        for x2, y2 in zip(numbers, values, strict=True)
        if x2 > x1
    )
    low, high = _interval_ranks(values, len(slopes), confidence)
    return Pace(
        first=first,
        last=weeks[-1][0],
        middle_week=median(numbers),
        middle_value=median(values),
        slope=median(slopes),
        low=slopes[low],
        high=slopes[high],
    )


def _interval_ranks(values: Sequence[float], slopes: int, confidence: float) -> tuple[int, int]:
    """Return the places of the interval's ends among the sorted slopes (Sen 1968, 2.6)."""
    n = len(values)
    ties = sum(k * (k - 1) * (2 * k + 5) for k in Counter(values).values())
    sigma = sqrt((n * (n - 1) * (2 * n + 5) - ties) / 18)
    reach = NormalDist().inv_cdf((1 + confidence) / 2) * sigma
    low = max(round((slopes - reach) / 2) - 1, 0)
    return low, min(round((slopes + reach) / 2), slopes - 1)


@dataclass(frozen=True)
class ForecastRules:
    """The constants of a forecast, from seed `signal_parameter`."""

    weeks: int
    confidence: float
    horizon_weeks: int
    hold_weeks: int

    @classmethod
    def from_seed(cls, values: Mapping[str, float]) -> ForecastRules:
        """Return the constants by their names in the seed; raises KeyError where one is missing."""
        return cls(
            weeks=int(values["forecast_weeks"]),
            confidence=values["forecast_confidence"],
            horizon_weeks=int(values["forecast_horizon_weeks"]),
            hold_weeks=int(values["forecast_hold_weeks"]),
        )


@dataclass(frozen=True)
class FinalTarget:
    """The value of the target that is due last, and when it is due."""

    value: float
    until: date


@dataclass(frozen=True)
class Forecast:
    """Mondays of the weeks in which the target is reached; `latest_on` of None is an open end.

    `statement` is the forecast in a sentence, `missing` what the data lacks for one.
    """

    pace: Pace | None = None
    reached_on: date | None = None
    earliest_on: date | None = None
    latest_on: date | None = None
    is_reached: bool = False
    statement: str | None = None
    missing: str | None = None


def forecast(
    weeks: Sequence[WeekValue],
    target: FinalTarget | None,
    higher_is_better: bool,
    rules: ForecastRules,
) -> Forecast:
    """Return the forecast from the complete weeks that have a usable value, oldest first.

    A target is reached once the newest weeks have met it for `hold_weeks` running; a week that met
    it before is told, and the forecast is of the pace.
    """
    if target is None:
        return Forecast(missing="no target is declared")
    recent = weeks[-rules.weeks :]
    pace = measure_pace(recent, rules.confidence) if len(recent) >= rules.weeks else None
    missed = [
        n for n, (_, value) in enumerate(weeks) if not _meets(value, target, higher_is_better)
    ]
    held = weeks[missed[-1] + 1 :] if missed else weeks
    if len(held) >= rules.hold_weeks:
        since = held[0][0]
        said = f"reached in the week of {since}, and held since"
        return Forecast(pace, since, since, since, is_reached=True, statement=said)
    if pace is None:
        return Forecast(missing=f"{len(recent)} of {rules.weeks} weeks")
    found = _project(pace, target, higher_is_better, rules)
    met = [week for week, value in weeks if _meets(value, target, higher_is_better)]
    if not met:
        return found
    once = f"met in the week of {met[-1]}, but not for {rules.hold_weeks} weeks running"
    return replace(found, statement=f"{found.statement}; {once}")


def _meets(value: float, target: FinalTarget, higher_is_better: bool) -> bool:
    return value >= target.value if higher_is_better else value <= target.value


def _project(
    pace: Pace, target: FinalTarget, higher_is_better: bool, rules: ForecastRules
) -> Forecast:
    if _meets(pace.value_at(pace.last), target, higher_is_better):
        return Forecast(pace, statement="at the level of the last weeks")
    fast, slow = (pace.high, pace.low) if higher_is_better else (pace.low, pace.high)
    reached, earliest, latest = (
        pace.reaches(target.value, slope, rules.horizon_weeks) for slope in (pace.slope, fast, slow)
    )
    if reached is None:
        possible = f"; at the fastest likely pace in the week of {earliest}" if earliest else ""
        said = f"not at this pace{possible}"
        return Forecast(pace, None, earliest, None, statement=said)
    until = f"{latest}" if latest else "no foreseeable end"
    due = "by" if reached <= target.until else "after"
    said = (
        f"at this pace in the week of {reached} ({earliest} to {until}), {due} {target.until}, "
        "when it is due"
    )
    return Forecast(pace, reached, earliest, latest, statement=said)
