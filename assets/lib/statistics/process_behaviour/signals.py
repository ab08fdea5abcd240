"""The three detection rules of a process behaviour chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from assets.lib.statistics.process_behaviour.limits import (
    WEEK,
    ChartParameters,
    Limits,
    SeriesPoint,
)

OUTSIDE = "outside"


@dataclass(frozen=True)
class Signal:
    """A rule that holds: the week it began in, and the side of the centre (1 above, -1 below)."""

    rule: str
    since: date
    side: int


def find_signals(
    points: Sequence[SeriesPoint], limits: Limits, parameters: ChartParameters
) -> list[Signal | None]:
    """Return the signal of each week of one base, or None.

    Where several rules hold in a week, the signal is the strongest (outside, then the run, then
    the points near a limit) on its side, and began in the earliest week that any of them began in.
    """
    stretch: list[SeriesPoint] = []
    found: list[Signal | None] = []
    for point in points:
        if stretch and point.week_start - stretch[-1].week_start != WEEK:
            stretch = []
        if point.usable_value is None:
            stretch = []
            found.append(None)
            continue
        stretch.append(point)
        found.append(_signal(stretch, limits, parameters))
    return found


def _signal(
    stretch: Sequence[SeriesPoint], limits: Limits, parameters: ChartParameters
) -> Signal | None:
    offset = _offset(stretch[-1], limits)
    if offset == 0:
        return None
    side = 1 if offset > 0 else -1
    rules = (
        (OUTSIDE, _outside_since(stretch, limits)),
        (parameters.run_rule, _run_since(stretch, limits, side, parameters)),
        (parameters.near_rule, _near_since(stretch, limits, side, parameters)),
    )
    holding = [(rule, since) for rule, since in rules if since]
    if not holding:
        return None
    return Signal(holding[0][0], min(since for _, since in holding), side)


def _outside_since(stretch: Sequence[SeriesPoint], limits: Limits) -> date | None:
    newest = stretch[-1].usable_value
    assert newest is not None
    beyond = (
        (lambda p: p.usable_value > limits.upper)
        if newest > limits.centre
        else (lambda p: p.usable_value < limits.lower)
    )
    points = _newest_that(stretch, beyond)
    return points[-1].week_start if points else None


def _run_since(
    stretch: Sequence[SeriesPoint], limits: Limits, side: int, parameters: ChartParameters
) -> date | None:
    run = _newest_that(stretch, lambda p: _offset(p, limits) * side > limits.centre_margin)
    return run[-1].week_start if len(run) >= parameters.run_length else None


def _near_since(
    stretch: Sequence[SeriesPoint], limits: Limits, side: int, parameters: ChartParameters
) -> date | None:
    """Return the first near week of the window where the newest week is one of enough near ones."""
    window = stretch[-parameters.near_window :]
    near = [p for p in window if _offset(p, limits) * side > limits.half_way]
    if len(near) < parameters.near_points or near[-1] is not window[-1]:
        return None
    return near[0].week_start


def _newest_that(
    stretch: Sequence[SeriesPoint], holds: Callable[[SeriesPoint], bool]
) -> list[SeriesPoint]:
    return list(takewhile(holds, reversed(stretch)))


def _offset(point: SeriesPoint, limits: Limits) -> float:
    assert point.usable_value is not None, "a stretch has no gaps"
    return point.usable_value - limits.centre
