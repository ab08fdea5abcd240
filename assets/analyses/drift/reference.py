"""Chooses the weeks that a week is held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Rules:
    """The parameters of subject `governance` that drift depends on."""

    reference_weeks: int
    reference_gap_weeks: int
    minimum_reference_weeks: int
    minimum_count: int
    minimum_reference_count: int
    false_discovery_rate: float
    limit_factor: float
    history_weeks: int

    @classmethod
    def from_seed(cls, values: Mapping[str, float]) -> Rules:
        """Return the rules by their names in the seed; raises KeyError where one is missing."""
        return cls(
            reference_weeks=int(values["drift_reference_weeks"]),
            reference_gap_weeks=int(values["drift_reference_gap_weeks"]),
            minimum_reference_weeks=int(values["drift_minimum_reference_weeks"]),
            minimum_count=int(values["drift_minimum_count"]),
            minimum_reference_count=int(values["drift_minimum_reference_count"]),
            false_discovery_rate=values["drift_false_discovery_rate"],
            limit_factor=values["drift_limit_factor"],
            history_weeks=int(values["drift_history_weeks"]),
        )


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
