"""A series as a process behaviour chart: its bases, the limits of each, its signals."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assets.analyses.process_behaviour.limits import moving_ranges, natural_limits
from assets.analyses.process_behaviour.parts import WEEK, Limits, Parameters, Point, Reading
from assets.analyses.process_behaviour.rules import find_signals


@dataclass(frozen=True)
class Baseline:
    """The weeks that an organisation declares as its baseline."""

    first_week: date
    weeks: int


def read_chart(
    points: Sequence[Point],
    parameters: Parameters,
    *,
    is_share: bool,
    baseline: Baseline | None = None,
    rebased_on: Collection[date] = (),
) -> list[Reading]:
    """Return a reading per point, oldest first.

    A base begins with the series and at the week of each day in `rebased_on`; runs and moving
    ranges don't reach across. Its window is its first usable weeks, as many as the parameters ask,
    and as many more as it takes for enough of them to follow each other; the first base begins at
    the declared baseline and takes all of its weeks, where that is more.
    """
    ordered = sorted(points, key=lambda p: p.week_start)
    starts = sorted({day - timedelta(days=day.weekday()) for day in rebased_on})
    readings: list[Reading] = []
    for number in range(len(starts) + 1):
        base = [p for p in ordered if bisect_right(starts, p.week_start) == number]
        readings += _read_base(base, parameters, is_share, baseline, number)
    return readings


def _read_base(
    points: Sequence[Point],
    parameters: Parameters,
    is_share: bool,
    baseline: Baseline | None,
    rebases: int,
) -> list[Reading]:
    window = _window(points, parameters, None if rebases else baseline)
    limits, missing = _limits(window, parameters, is_share, rebases > 0)
    signals = find_signals(points, limits, parameters) if limits else [None] * len(points)
    return [
        Reading(point, moving_range, limits, signal, rebases + 1, missing or _hold(point))
        for point, moving_range, signal in zip(points, moving_ranges(points), signals, strict=True)
    ]


def _window(
    points: Sequence[Point], parameters: Parameters, baseline: Baseline | None
) -> list[Point]:
    first = baseline.first_week if baseline else date.min
    usable = [p for p in points if p.usable_value is not None and p.week_start >= first]
    end = first + baseline.weeks * WEEK if baseline else first
    size = max(sum(p.week_start < end for p in usable), parameters.base_weeks)
    while size < len(usable) and _ranges(usable[:size]) < parameters.base_ranges:
        size += 1
    return usable[:size]


def _ranges(window: Sequence[Point]) -> int:
    return sum(r is not None for r in moving_ranges(window))


def _limits(
    window: Sequence[Point], parameters: Parameters, is_share: bool, rebased: bool
) -> tuple[Limits | None, str | None]:
    since = "since the re-base" if rebased else "in the baseline"
    ranges = _ranges(window)
    if len(window) < parameters.base_weeks:
        weeks = "weeks since the re-base" if rebased else "baseline weeks"
        return None, f"{len(window)} of {parameters.base_weeks} {weeks}"
    if ranges < parameters.base_ranges:
        return None, f"{ranges} of {parameters.base_ranges} moving ranges {since}"
    limits = natural_limits(window, parameters, is_share)
    return limits, None if limits else "the base weeks don't vary"


def _hold(point: Point) -> str | None:
    return point.hold or ("no value" if point.value is None else None)
