"""Drift of a measure: outside its process limits, and no false discovery of its week."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from assets.lib.statistics.drift_observations import Observations, Pool, p_values
from assets.lib.statistics.inference import control_false_discoveries
from assets.lib.statistics.process_behaviour.limits import Limits, limits_of

Direction = Literal["better", "worse", "none"]


@dataclass(frozen=True)
class DriftRules:
    """The parameters of drift detection, from seed `governance_parameter`."""

    reference_weeks: int
    reference_gap_weeks: int
    minimum_reference_weeks: int
    minimum_count: int
    minimum_reference_count: int
    false_discovery_rate: float
    limit_factor: float
    history_weeks: int

    @classmethod
    def from_seed(cls, values: Mapping[str, float]) -> DriftRules:
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


@dataclass(frozen=True)
class DriftMeasure:
    """What is observed; `noun` names the observations, `highest` bounds the upper limit."""

    name: str
    noun: str
    is_higher_better: bool = False
    highest: float | None = None


@dataclass(frozen=True)
class DriftSeries:
    """The weeks of one agent's measure, oldest first, and the days on which it was re-based."""

    agent: str
    measure: DriftMeasure
    weeks: Sequence[date]
    observed: Observations
    rebased_on: Sequence[date] = ()


@dataclass(frozen=True)
class DriftFinding:
    """One agent's measure in one week against its reference."""

    week_start: date
    agent: str
    measure: DriftMeasure
    value: float | None
    observations: int
    reference: tuple[date, ...] = ()
    reference_value: float | None = None
    reference_observations: int = 0
    limits: Limits | None = None
    p_value: float | None = None
    q_value: float | None = None
    is_drift: bool = False
    direction: Direction = "none"
    missing: str | None = None


def find_drift(series: Sequence[DriftSeries], rules: DriftRules) -> Iterator[DriftFinding]:
    """Yield one finding per week and series, for the `history_weeks` latest weeks.

    All findings of a week are one family of tests. Weeks with drift are never a reference, so
    that persistent drift does not become the expectation.
    """
    histories = [_History(one, rules) for one in series]
    weeks = sorted({week for one in series for week in one.weeks})
    for week in weeks[-rules.history_weeks :]:
        present = [history for history in histories if week in history.places]
        compared = [history.compare(week) for history in present]
        findings = evaluate_week(compared, rules)
        for history, finding in zip(present, findings, strict=True):
            if finding.is_drift:
                history.exclude(week)
        yield from findings


@dataclass(frozen=True)
class DriftComparison:
    """A finding that is not tested yet, with the observations to test where there are enough."""

    finding: DriftFinding
    pools: tuple[Pool, Pool] | None


class _History:
    """A series, with those of its weeks that may be a reference."""

    def __init__(self, series: DriftSeries, rules: DriftRules) -> None:
        self._series = series
        self._rules = rules
        self._values = [series.observed.pool([n]).value for n in range(len(series.weeks))]
        self._usable = [w for w, v in zip(series.weeks, self._values, strict=True) if v is not None]
        self.places = {week: place for place, week in enumerate(series.weeks)}

    def exclude(self, week: date) -> None:
        self._usable.remove(week)

    def compare(self, week: date) -> DriftComparison:
        """Return the week against its reference."""
        base = base_week(week, self._series.rebased_on)
        chosen = reference_weeks(week, self._usable, base, self._rules)
        places = [self.places[w] for w in chosen]
        observed = self._series.observed
        pool, reference = observed.pool([self.places[week]]), observed.pool(places)
        values = [value for place in places if (value := self._values[place]) is not None]
        measure = self._series.measure
        missing = _missing(measure.noun, pool.size, len(chosen), reference.size, self._rules)
        finding = DriftFinding(
            week_start=week,
            agent=self._series.agent,
            measure=measure,
            value=self._values[self.places[week]],
            observations=pool.size,
            reference=tuple(chosen),
            reference_value=reference.value,
            reference_observations=reference.size,
            limits=reference_limits(values, self._rules, measure.highest),
            missing=missing,
        )
        return DriftComparison(finding, None if missing else (pool, reference))


def reference_limits(
    values: Sequence[float], rules: DriftRules, highest: float | None
) -> Limits | None:
    """Return the process limits of the reference weeks, whose gaps are ignored; None for one."""
    ranges = [abs(later - earlier) for earlier, later in pairwise(values)]
    if not ranges:
        return None
    return limits_of(values, ranges, rules.limit_factor, lowest=0.0, highest=highest)


def evaluate_week(compared: Sequence[DriftComparison], rules: DriftRules) -> list[DriftFinding]:
    """Return the findings of one week, tested together (Benjamini-Hochberg)."""
    p = p_values([one.pools for one in compared if one.pools is not None])
    tested = iter(zip(p, control_false_discoveries(p).tolist(), strict=True))
    return [
        one.finding if one.pools is None else _evaluate(one.finding, *next(tested), rules)
        for one in compared
    ]


def _evaluate(finding: DriftFinding, p: float, q: float, rules: DriftRules) -> DriftFinding:
    assert finding.value is not None
    assert finding.limits is not None
    is_outside = not finding.limits.contain(finding.value)
    is_drift = is_outside and q < rules.false_discovery_rate
    is_higher = finding.value > finding.limits.centre
    is_better = is_higher == finding.measure.is_higher_better
    direction: Direction = "none" if not is_drift else "better" if is_better else "worse"
    return replace(finding, p_value=p, q_value=q, is_drift=is_drift, direction=direction)


def _missing(
    noun: str, observed: int, weeks: int, observed_in_reference: int, rules: DriftRules
) -> str | None:
    """Return which minimum count is not met, the week's first."""
    if observed < rules.minimum_count:
        return f"{observed} of {rules.minimum_count} {noun}"
    if weeks < rules.minimum_reference_weeks:
        return f"{weeks} of {rules.minimum_reference_weeks} reference weeks"
    if observed_in_reference < rules.minimum_reference_count:
        return f"{observed_in_reference} of {rules.minimum_reference_count} {noun} in the reference"
    return None


def base_week(week: date, rebased_on: Sequence[date]) -> date | None:
    """Return the first full week of the base in force in `week`; None where none is declared."""
    mondays = [day + timedelta(days=-day.weekday() % 7) for day in rebased_on]
    return max((monday for monday in mondays if monday <= week), default=None)


def reference_weeks(
    week: date, weeks: Sequence[date], base: date | None, rules: DriftRules
) -> list[date]:
    """Return the reference of `week`, out of the usable weeks, oldest first.

    A reference that moved along with the data would hide a slow drift. So where a base is
    declared, its first weeks stay the reference until the next base; where none is, the reference
    is the trailing weeks before a gap. A young agent has too few of them yet, and is compared
    with all the weeks it has.
    """
    earlier = weeks[: bisect_left(weeks, week)]
    if base is not None:
        start = bisect_left(earlier, base)
        return list(earlier[start : start + rules.reference_weeks])
    end = week - timedelta(weeks=rules.reference_gap_weeks)
    trailing = earlier[: bisect_left(earlier, end)][-rules.reference_weeks :]
    if len(trailing) >= rules.minimum_reference_weeks:
        return list(trailing)
    return list(earlier[-rules.reference_weeks :])
