"""The process behaviour chart of a series: its bases, the limits of each base, its signals."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assets.lib.statistics.process_behaviour.limits import (
    WEEK,
    ChartParameters,
    Limits,
    SeriesPoint,
    moving_ranges,
    natural_limits,
)
from assets.lib.statistics.process_behaviour.signals import Signal, find_signals


@dataclass(frozen=True)
class DeclaredBaseline:
    """The weeks that an organisation declares as its baseline."""

    first_week: date
    weeks: int


@dataclass(frozen=True)
class ChartPoint:
    """One week of the chart; `missing` says why there are no limits or no signal can be raised.

    `base_weeks` is the number of weeks that the limits stand on, or would if they were enough.
    """

    point: SeriesPoint
    moving_range: float | None
    limits: Limits | None
    signal: Signal | None
    base_number: int
    base_weeks: int
    missing: str | None


def build_chart(
    points: Sequence[SeriesPoint],
    parameters: ChartParameters,
    *,
    is_share: bool,
    baseline: DeclaredBaseline | None = None,
    rebased_on: Collection[date] = (),
) -> list[ChartPoint]:
    """Return one chart point per week, oldest first.

    A base begins with the series and at the week of each day in `rebased_on`; runs and moving
    ranges don't cross its start. Its limits come from its first `base_weeks` usable weeks, and as
    many more as it takes to have `base_ranges` moving ranges; the first base starts at the
    declared baseline and uses all of its weeks, where there are more.
    """
    ordered = sorted(points, key=lambda p: p.week_start)
    starts = sorted({day - timedelta(days=day.weekday()) for day in rebased_on})
    chart: list[ChartPoint] = []
    for number in range(len(starts) + 1):
        base = [p for p in ordered if bisect_right(starts, p.week_start) == number]
        chart += _build_base(base, parameters, is_share, baseline, number)
    return chart


def _build_base(
    points: Sequence[SeriesPoint],
    parameters: ChartParameters,
    is_share: bool,
    baseline: DeclaredBaseline | None,
    rebases: int,
) -> list[ChartPoint]:
    window = _window(points, parameters, None if rebases else baseline)
    limits, missing = _limits(window, parameters, is_share, rebases > 0)
    signals = find_signals(points, limits, parameters) if limits else [None] * len(points)
    return [
        ChartPoint(
            point=point,
            moving_range=moving_range,
            limits=limits,
            signal=signal,
            base_number=rebases + 1,
            base_weeks=len(window),
            missing=missing or _hold(point),
        )
        for point, moving_range, signal in zip(points, moving_ranges(points), signals, strict=True)
    ]


def _window(
    points: Sequence[SeriesPoint], parameters: ChartParameters, baseline: DeclaredBaseline | None
) -> list[SeriesPoint]:
    first = baseline.first_week if baseline else date.min
    usable = [p for p in points if p.usable_value is not None and p.week_start >= first]
    end = first + baseline.weeks * WEEK if baseline else first
    size = max(sum(p.week_start < end for p in usable), parameters.base_weeks)
    while size < len(usable) and _ranges(usable[:size]) < parameters.base_ranges:
        size += 1
    return usable[:size]


def _ranges(window: Sequence[SeriesPoint]) -> int:
    return sum(r is not None for r in moving_ranges(window))


def _limits(
    window: Sequence[SeriesPoint], parameters: ChartParameters, is_share: bool, rebased: bool
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


def _hold(point: SeriesPoint) -> str | None:
    return point.hold or ("no value" if point.value is None else None)
