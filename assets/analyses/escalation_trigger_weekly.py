"""analysis.escalation_trigger_weekly: the state of every escalation trigger, week by week.

A trigger that can't be parsed is refused with the declarations; if one gets here all the same,
its weeks say so instead of failing the run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from datetime import date
from typing import TYPE_CHECKING

from assets.lib.analysis import ALL_MARTS, Analysis, Frames, analysis_table, to_frame
from assets.lib.governance.triggers.evaluation import Measures, TriggerWeek, evaluate_weeks
from assets.lib.governance.triggers.expression import Trigger, measures_of, parse_trigger
from assets.lib.governance.triggers.measures import declarable_measures, read_values, values_of
from assets.lib.governance.triggers.tokens import TriggerRefused
from assets.lib.published_schema import read_published_schema
from assets.lib.stream import Column, ColumnType

if TYPE_CHECKING:
    import duckdb

_TABLE = analysis_table(
    "escalation_trigger_weekly",
    "One row per agent, escalation trigger and complete week.",
    ("week_start", "agent", "trigger_name"),
    (
        Column("week_start", ColumnType.DAY, "Monday of the week", required=True),
        Column("agent", ColumnType.TEXT, "The agent", required=True),
        Column("trigger_name", ColumnType.TEXT, "The trigger", required=True),
        Column("expression", ColumnType.TEXT, "The trigger as it is declared", required=True),
        Column(
            "state",
            ColumnType.TEXT,
            "fired, firing (since a week before), recovered, ok, or not enough data",
            required=True,
        ),
        Column(
            "is_notified",
            ColumnType.FLAG,
            "True in weeks in which people are alerted",
            required=True,
        ),
        Column(
            "firing_since", ColumnType.DAY, "Monday of the week in which it fired, while it lasts"
        ),
        Column(
            "detail",
            ColumnType.TEXT,
            "The values it was evaluated on, or what is missing",
            required=True,
        ),
    ),
)


def _compute(connection: duckdb.DuckDBPyConnection) -> Frames:
    weeks = [
        week
        for (week,) in connection.execute(
            "select distinct week_start from marts.kpi_weekly where is_complete order by all"
        ).fetchall()
    ]
    declared = connection.execute(
        "select agent, trigger_name, expression, renotify_weeks from org.escalation_trigger "
        "order by all"
    ).fetchall()
    known = declarable_measures(read_published_schema())
    triggers = {expression: _parse(expression, known) for _, _, expression, _ in declared}
    values = read_values(connection, _measures_used(triggers.values()))
    rows = [
        (week.week_start, agent, name, expression, *astuple(week)[1:])
        for agent, name, expression, renotify_weeks in declared
        for week in _evaluate(triggers[expression], renotify_weeks, weeks, values_of(values, agent))
    ]
    return {_TABLE.name: to_frame(_TABLE, rows)}


def _parse(expression: str, known: Sequence[str]) -> Trigger | TriggerRefused:
    try:
        return parse_trigger(expression, known)
    except TriggerRefused as refusal:
        return refusal


def _measures_used(triggers: Iterable[Trigger | TriggerRefused]) -> Iterator[str]:
    for trigger in triggers:
        if isinstance(trigger, Trigger):
            yield from measures_of(trigger.condition)


def _evaluate(
    trigger: Trigger | TriggerRefused,
    renotify_weeks: int,
    weeks: Sequence[date],
    measured: Mapping[date, Measures],
) -> Iterator[TriggerWeek]:
    if isinstance(trigger, Trigger):
        yield from evaluate_weeks(trigger, renotify_weeks, weeks, measured)
        return
    for week in weeks:
        yield TriggerWeek(week, "not enough data", False, None, f"can't be read: {trigger}")


ANALYSIS = Analysis(
    "escalation triggers",
    (_TABLE,),
    ("org.escalation_trigger", ALL_MARTS),
    _compute,
)
