"""When a KPI reaches its target, if the pace of its last weeks goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assets.analyses.forecast.pace import Pace, WeekValue, measure_pace


@dataclass(frozen=True)
class Rules:
    """The constants of a forecast; they are parameters of subject `signal`."""

    weeks: int
    confidence: float
    horizon_weeks: int

    @classmethod
    def from_seed(cls, values: Mapping[str, float]) -> Rules:
        """Return the constants by their names in the seed; raises KeyError where one is missing."""
        return cls(
            weeks=int(values["forecast_weeks"]),
            confidence=values["forecast_confidence"],
            horizon_weeks=int(values["forecast_horizon_weeks"]),
        )


@dataclass(frozen=True)
class Target:
    """The value to be reached, and by when."""

    value: float
    until: date


@dataclass(frozen=True)
class Forecast:
    """What the pace says: Mondays of weeks; an empty `latest_on` is an open end.

    `statement` says it in a sentence, and `missing` what the data lack for one.
    """

    pace: Pace | None = None
    reached_on: date | None = None
    earliest_on: date | None = None
    latest_on: date | None = None
    is_reached: bool = False
    statement: str | None = None
    missing: str | None = None


def forecast(
    weeks: Sequence[WeekValue], target: Target | None, higher_is_better: bool, rules: Rules
) -> Forecast:
    """Return the forecast from the complete weeks that have a usable value, oldest first.

    A target that a week has met is reached, whatever came after.
    """
    if target is None:
        return Forecast(missing="no target is declared")
    recent = weeks[-rules.weeks :]
    pace = measure_pace(recent, rules.confidence) if len(recent) >= rules.weeks else None
    met = [week for week, value in weeks if _meets(value, target, higher_is_better)]
    if met:
        again = "" if met[-1] == weeks[-1][0] else "; the newest week misses it again"
        said = f"reached already in the week of {met[0]}{again}"
        return Forecast(pace, met[0], met[0], met[0], is_reached=True, statement=said)
    if pace is None:
        return Forecast(missing=f"{len(recent)} of {rules.weeks} weeks")
    return _project(pace, target, higher_is_better, rules)


def _meets(value: float, target: Target, higher_is_better: bool) -> bool:
    return value >= target.value if higher_is_better else value <= target.value


def _project(pace: Pace, target: Target, higher_is_better: bool, rules: Rules) -> Forecast:
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
