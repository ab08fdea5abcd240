"""Escalation triggers: when people are called, week by week.

A trigger that can't be read is refused with the declarations; should one get here all the same,
its weeks say so instead of ending the run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from datetime import date
from typing import TYPE_CHECKING, Any

from assets.analysis.analysis import Analysis, Frames, analysis_table
from assets.analysis.triggers.evaluation import Measures, TriggerWeek, log_weeks
from assets.analysis.triggers.expression import parse_trigger
from assets.analysis.triggers.tokens import TriggerRefused
from assets.streams.contract import Column, Kind

if TYPE_CHECKING:
    import duckdb

REVIEW = "agent_review_weekly"
"""The mart whose numbers are the measures of triggers."""

_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE", "DECIMAL")

TABLE = analysis_table(
    "escalation_trigger_weekly",
    "One row per agent, escalation trigger and complete week.",
    ("week_start", "agent", "trigger_name"),
    (
        Column("week_start", Kind.DAY, "Monday of the week", required=True),
        Column("agent", Kind.TEXT, "The agent", required=True),
        Column("trigger_name", Kind.TEXT, "The trigger", required=True),
        Column("expression", Kind.TEXT, "The trigger as it is declared", required=True),
        Column(
            "state",
            Kind.TEXT,
            "fired, firing (since a week before), recovered, ok, or not enough data",
            required=True,
        ),
        Column("is_notified", Kind.FLAG, "True in weeks in which people are told", required=True),
        Column("firing_since", Kind.DAY, "Monday of the week in which it fired, while it lasts"),
        Column("detail", Kind.TEXT, "The values it looked at, or what is missing", required=True),
    ),
)


def numeric_columns(types: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the columns that hold numbers, by their DuckDB types."""
    return tuple(n for n, kind in types.items() if kind.upper().split("(")[0] in _NUMBERS)


def _compute(connection: duckdb.DuckDBPyConnection) -> Frames:
    import polars as pl

    weeks = [
        week
        for (week,) in connection.execute(
            "select distinct week_start from marts.kpi_weekly where is_complete order by all"
        ).fetchall()
    ]
    measures, reviewed = _reviews(connection)
    declared = connection.execute(
        "select agent, trigger_name, expression, renotify_weeks from org.escalation_trigger "
        "order by all"
    ).fetchall()
    rows = [
        (week.week_start, agent, name, expression, *astuple(week)[1:])
        for agent, name, expression, renotify_weeks in declared
        for week in _log(expression, measures, renotify_weeks, weeks, reviewed.get(agent, {}))
    ]
    schema = {column.name: column.polars_type for column in TABLE.columns}
    return {TABLE.name: pl.DataFrame(rows, schema=schema, orient="row")}


def _reviews(
    connection: duckdb.DuckDBPyConnection,
) -> tuple[tuple[str, ...], dict[str, dict[date, Measures]]]:
    """Return the measures, and their values by agent and week."""
    found: list[tuple[Any, ...]] = connection.execute(f"describe marts.{REVIEW}").fetchall()
    measures = numeric_columns({name: kind for name, kind, *_ in found})
    rows = connection.execute(
        f"select agent, week_start, {', '.join(measures)} from marts.{REVIEW} where is_complete"
    ).fetchall()
    reviewed: dict[str, dict[date, Measures]] = {}
    for agent, week, *values in rows:
        numbers = [None if value is None else float(value) for value in values]
        reviewed.setdefault(agent, {})[week] = dict(zip(measures, numbers, strict=True))
    return measures, reviewed


def _log(
    expression: str,
    measures: Sequence[str],
    renotify_weeks: int,
    weeks: Sequence[date],
    measured: Mapping[date, Measures],
) -> Iterator[TriggerWeek]:
    try:
        trigger = parse_trigger(expression, measures)
    except TriggerRefused as error:
        for week in weeks:
            yield TriggerWeek(week, "not enough data", False, None, f"can't be read: {error}")
    else:
        yield from log_weeks(trigger, renotify_weeks, weeks, measured)


ANALYSIS = Analysis(
    "Escalation triggers", (TABLE,), (f"marts.{REVIEW}", "marts.kpi_weekly"), _compute
)
