"""What is published of a KPI in sentences, the same on every page and in every command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby


@dataclass(frozen=True)
class Verdict:
    """A row of query `kpi/verdicts`: whether the newest week is a signal, and what to re-base."""

    kpi_id: str
    lower_limit: float | None
    upper_limit: float | None
    rule: str | None
    signal_since: date | None
    direction: str | None
    missing: str | None
    base_weeks: int
    is_widened: bool | None
    proposed_since: date | None
    proposed_weeks: int | None
    proposed_side: str | None
    proposed_annotation: str | None


@dataclass(frozen=True)
class WaitingWeek:
    """A row of query `kpi/waiting_weeks`: a week that waits for accounts, or went without them."""

    kpi_id: str
    week_start: date
    waiting_for: str | None
    complete_without: str | None


def describe_verdict(verdict: Verdict, write: Callable[[float], str]) -> str:
    """Say whether the newest week is a signal, and on how many weeks that stands."""
    if verdict.lower_limit is None or verdict.upper_limit is None:
        return f"Not enough data: {verdict.missing}."
    lower = f"{write(verdict.lower_limit)} to " if verdict.lower_limit > 0 else "up to "
    usual = f"usual is {lower}{write(verdict.upper_limit)}"
    weeks = f"The limits stand on {_count(verdict.base_weeks)}"
    width = "; being so few, they are wider" if verdict.is_widened else ""
    return f"{_signal(verdict)}; {usual}. {weeks}{width}."


def _signal(verdict: Verdict) -> str:
    if verdict.rule is None or verdict.signal_since is None:
        return f"No signal ({verdict.missing})" if verdict.missing else "No signal"
    return f"A signal since the week of {_day(verdict.signal_since)}, {verdict.direction}"


def describe_proposal(verdict: Verdict) -> str | None:
    """Say why the limits should begin anew, before the line that does it; None where nothing does.

    The line itself is `proposed_annotation`.
    """
    if verdict.proposed_since is None or verdict.proposed_weeks is None:
        return None
    return (
        f"{_count(verdict.proposed_weeks)} in a row lie {verdict.proposed_side} the centre, since "
        f"the week of {_day(verdict.proposed_since)}. If the process is another since then, say so "
        "in annotations.yml, and its limits begin anew:"
    )


def describe_waiting(weeks: Iterable[WaitingWeek]) -> list[str]:
    """Say of the weeks of one KPI, oldest first, which accounts each waits for or went without."""
    return [
        _waiting(list(group))
        for _, group in groupby(weeks, key=lambda week: (week.waiting_for, week.complete_without))
    ]


def _waiting(weeks: Sequence[WaitingWeek]) -> str:
    first, last = weeks[0], weeks[-1]
    if len(weeks) == 1:
        subject, be, wait = f"The week of {_day(first.week_start)}", "is", "waits"
    else:
        between = f"between {_day(first.week_start)} and {_day(last.week_start)}"
        subject, be, wait = f"{_count(len(weeks))} {between}", "are", "wait"
    if first.waiting_for:
        return f"{subject} {be} not complete and {wait} for {first.waiting_for}."
    return f"{subject} {be} complete without {first.complete_without}."


def _count(weeks: int) -> str:
    return f"{weeks} week" + "s" * (weeks != 1)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
