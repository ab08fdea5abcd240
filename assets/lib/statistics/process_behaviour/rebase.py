"""When a process has moved for so long that its limits should begin anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile, takewhile

from assets.lib.statistics.process_behaviour.chart import ChartPoint
from assets.lib.statistics.process_behaviour.limits import WEEK, ChartParameters


@dataclass(frozen=True)
class ProposedRebase:
    """The newest weeks lie on one side of the centre: since when, how many, 1 above or -1 below."""

    since: date
    weeks: int
    side: int


def propose_rebase(
    chart: Sequence[ChartPoint], parameters: ChartParameters
) -> ProposedRebase | None:
    """Return from which week on the limits should begin anew; None where nothing calls for it.

    That is after as many usable weeks in a row on one side of the centre as a run has. Newest weeks
    that raise no signal yet are left out.
    """
    run = _newest_run(chart)
    if len(run) < parameters.run_length:
        return None
    return ProposedRebase(run[-1].point.week_start, len(run), _side(run[0]))


def _newest_run(chart: Sequence[ChartPoint]) -> list[ChartPoint]:
    """Return the weeks in a row on one side of the centre of the newest base, newest first."""
    base = takewhile(lambda week: week.base_number == chart[-1].base_number, reversed(chart))
    known = list(dropwhile(lambda week: not _has_side(week), base))
    if not known or _side(known[0]) == 0:
        return []
    newest = known[0]
    return [
        week for _, week in takewhile(lambda placed: _continues(newest, *placed), enumerate(known))
    ]


def _continues(newest: ChartPoint, weeks_before: int, week: ChartPoint) -> bool:
    return (
        week.point.week_start == newest.point.week_start - weeks_before * WEEK
        and _has_side(week)
        and _side(week) == _side(newest)
    )


def _has_side(week: ChartPoint) -> bool:
    return week.point.usable_value is not None and week.limits is not None


def _side(week: ChartPoint) -> int:
    """Return 1 above the centre, -1 below, 0 on it."""
    assert week.point.usable_value is not None
    assert week.limits is not None
    offset = week.point.usable_value - week.limits.centre
    return (offset > 0) - (offset < 0)
