"""Chooses the weeks that a week is held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Rules:
    """The numbers of seed `governance_parameter` that drift depends on."""

    reference_weeks: int = 8
    reference_gap_weeks: int = 4
    minimum_reference_weeks: int = 4
    minimum_count: int = 10
    minimum_reference_count: int = 30
    false_discovery_rate: float = 0.05
    limit_factor: float = 2.66
    history_weeks: int = 104


def base_week(week: date, rebased_on: Sequence[date]) -> date | None:
    """Return the first full week of the base that holds in `week`; None where none is declared."""
    mondays = [day + timedelta(days=-day.weekday() % 7) for day in rebased_on]
    return max((monday for monday in mondays if monday <= week), default=None)


def reference_weeks(
    week: date, weeks: Sequence[date], base: date | None, rules: Rules
) -> list[date]:
    """Return the reference of `week`, out of the weeks that have data.

    A reference that followed the data would follow a slow drift too, and never see it. So where
    a base is declared, its first weeks stay the reference until the next one is; where none is,
    the trailing weeks end a gap before the week. A young agent has no such weeks yet, and is held
    against all weeks that it has.
    """
    earlier = sorted(w for w in weeks if w < week)
    if base is not None:
        return [w for w in earlier if w >= base][: rules.reference_weeks]
    end = week - timedelta(weeks=rules.reference_gap_weeks)
    trailing = [w for w in earlier if w < end][-rules.reference_weeks :]
    if len(trailing) >= rules.minimum_reference_weeks:
        return trailing
    return earlier[-rules.reference_weeks :]
