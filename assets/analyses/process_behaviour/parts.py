"""What goes into a process behaviour chart, and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Parameters:
    """The constants of the chart; they are parameters of subject `signal`."""

    limit_factor: float
    base_weeks: int
    base_ranges: int
    run_length: int
    near_points: int
    near_window: int

    @classmethod
    def from_seed(cls, values: Mapping[str, float]) -> Parameters:
        """Return the constants by their names in the seed; raises KeyError where one is missing."""
        return cls(
            limit_factor=values["limit_factor"],
            base_weeks=int(values["base_weeks"]),
            base_ranges=int(values["base_ranges"]),
            run_length=int(values["run_length"]),
            near_points=int(values["near_points"]),
            near_window=int(values["near_window"]),
        )

    @property
    def run_rule(self) -> str:
        return f"run of {self.run_length}"

    @property
    def near_rule(self) -> str:
        return f"{self.near_points} of {self.near_window}"


@dataclass(frozen=True)
class Point:
    """The value of a complete week.

    `hold` says why the week raises no signal (`maturing`, `small n`). Such a week, one without a
    value and one that is not there at all are gaps: they end runs, give no moving range, neither
    to themselves nor to the week after, and are no base weeks.
    """

    week_start: date
    value: float | None
    hold: str | None = None

    @property
    def usable_value(self) -> float | None:
        return None if self.hold else self.value


@dataclass(frozen=True)
class Limits:
    """Centre and natural process limits; `lower` and `upper` are clipped where it is a share.

    `half_way` is how far from the centre the natural limits are nearer than the centre; clipping
    does not move it.
    """

    centre: float
    lower: float
    upper: float
    half_way: float

    def contain(self, value: float) -> bool:
        """Tell whether the value is nothing but the usual movement."""
        return self.lower <= value <= self.upper


@dataclass(frozen=True)
class Signal:
    """A rule that holds: the week it began in, and the side of the centre (1 above, -1 below)."""

    rule: str
    since: date
    side: int


@dataclass(frozen=True)
class Reading:
    """One week of the chart; `missing` says why there are no limits or no signal can be raised."""

    point: Point
    moving_range: float | None
    limits: Limits | None
    signal: Signal | None
    base_number: int
    missing: str | None
