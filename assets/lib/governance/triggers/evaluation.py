"""Evaluates a trigger week by week: whether it holds, and its state after the weeks before."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from assets.lib.governance.triggers.expression import (
    AnyOf,
    Comparison,
    Condition,
    Trigger,
    measures_of,
)

TriggerState = Literal["ok", "fired", "firing", "recovered", "not enough data"]
Measures = Mapping[str, Fraction | None]

_COMPARE: dict[str, Callable[[Fraction, Fraction], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
}
_NOTHING_KNOWN: Measures = {}


@dataclass(frozen=True)
class TriggerWeek:
    """One line of the log. `firing_since` is the week in which it fired, while it goes on."""

    week_start: date
    state: TriggerState
    is_notified: bool
    firing_since: date | None
    detail: str


def holds(condition: Condition, measures: Measures) -> bool | None:
    """Return whether the condition holds; None where that depends on a measure without a value.

    `or` needs one part that holds, `and` one that doesn't, whatever the others are.
    """
    if isinstance(condition, Comparison):
        value = measures.get(condition.measure)
        return None if value is None else _COMPARE[condition.operator](value, condition.threshold)
    found = {holds(part, measures) for part in condition.parts}
    decisive = isinstance(condition, AnyOf)
    if decisive in found:
        return decisive
    return None if None in found else not decisive


def evaluate_weeks(
    trigger: Trigger,
    renotify_weeks: int,
    weeks: Iterable[date],
    measured: Mapping[date, Measures],
) -> Iterator[TriggerWeek]:
    """Yield the trigger's state in each of the complete weeks, which are in order.

    It fires in the first week in which it has held for its number of consecutive weeks, and
    recovers in the first week after in which it doesn't hold. A week without data does neither;
    it ends a run of weeks, and a trigger that was firing before is still firing after it.
    """
    run, since, notified = 0, None, None
    for week in weeks:
        measures = measured.get(week, _NOTHING_KNOWN)
        answer = holds(trigger.condition, measures)
        run = run + 1 if answer else 0
        state = _state(answer, is_open=since is not None, is_enough=run >= trigger.weeks)
        since = {"fired": week, "recovered": None}.get(state, since)
        is_notified = state in ("fired", "recovered") or (
            state == "firing" and _is_due(notified, week, renotify_weeks)
        )
        notified = week if is_notified else notified
        detail = _detail(trigger, measures, run if state == "ok" else 0)
        yield TriggerWeek(week, state, is_notified, since, detail)


def _state(answer: bool | None, *, is_open: bool, is_enough: bool) -> TriggerState:
    if answer is None:
        return "not enough data"
    if is_open:
        return "firing" if answer else "recovered"
    return "fired" if answer and is_enough else "ok"


def _is_due(notified: date | None, week: date, renotify_weeks: int) -> bool:
    return notified is None or week - notified >= timedelta(weeks=renotify_weeks)


def _detail(trigger: Trigger, measures: Measures, run: int) -> str:
    asked = measures_of(trigger.condition)
    found = {name: value for name in asked if (value := measures.get(name)) is not None}
    known = [f"{name} {float(value):.4g}" for name, value in found.items()]
    missing = [name for name in asked if measures.get(name) is None]
    parts = [", ".join(known)] if known else []
    if missing:
        parts.append(f"no value of {', '.join(missing)}" if measures else "no runs in this week")
    if run:
        parts.append(f"holds for {run} of {trigger.weeks} weeks")
    return "; ".join(parts)
