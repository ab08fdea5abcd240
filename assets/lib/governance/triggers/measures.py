"""The measures of triggers: numeric columns of published tables with one value a week.

A measure of the agent's weekly review is named by its column, all others by table and column,
such as `strategic_decision_density_weekly.density`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from assets.lib.exact import Amount, exact_quotient, exact_result
from assets.lib.governance.triggers.evaluation import Measures
from assets.lib.governance.triggers.quotients import QUOTIENTS

if TYPE_CHECKING:
    import duckdb

    from assets.lib.published_schema import PublishedSchema, PublishedTable

REVIEW = "agent_review_weekly"
_ONE_VALUE_A_WEEK = (
    frozenset({"week_start"}),
    frozenset({"week_start", "agent"}),
    frozenset({"week_start", "segment_type", "segment"}),
)
"""The keys of marts with one row a week, per agent or of all, or with a total of each week."""

_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE", "DECIMAL")
_WEEK = "week_start"

Values = Mapping[str | None, Mapping[date, Measures]]
"""By agent the measures of each week; those of the whole organisation are under None."""


def measured_marts(schema: PublishedSchema) -> tuple[PublishedTable, ...]:
    """Return the marts that triggers ask: those with one value a week, and numbers in it."""
    return tuple(
        table
        for table in schema.values()
        if table.schema == "marts" and table.key in _ONE_VALUE_A_WEEK and numeric_columns(table)
    )


def declarable_measures(schema: PublishedSchema) -> tuple[str, ...]:
    """Return every measure that a trigger may name, by the declared schema of the marts."""
    return tuple(
        _measure(table.name, column)
        for table in measured_marts(schema)
        for column in numeric_columns(table)
    )


def numeric_columns(table: PublishedTable) -> tuple[str, ...]:
    """Return the names of the columns that hold numbers."""
    return tuple(
        name
        for name, column in table.columns.items()
        if column.type.upper().split("(")[0] in _NUMBERS
    )


def read_values(connection: duckdb.DuckDBPyConnection, measures: Iterable[str]) -> Values:
    """Return the exact values of these measures, week by week; `measures` are declarable ones."""
    columns: dict[str, list[str]] = defaultdict(list)
    for measure in dict.fromkeys(measures):
        table, column = _place(measure)
        columns[table].append(column)
    values: dict[str | None, dict[date, dict[str, Fraction | None]]] = {}
    for table, asked in columns.items():
        parts = {column: QUOTIENTS.get(table, {}).get(column, (column,)) for column in asked}
        needed = tuple(dict.fromkeys(part for of_one in parts.values() for part in of_one))
        for agent, week, *numbers in connection.execute(
            _query(connection, table, needed)
        ).fetchall():
            row = dict(zip(needed, numbers, strict=True))
            of_week = values.setdefault(agent, {}).setdefault(week, {})
            for column, names in parts.items():
                of_week[_measure(table, column)] = _exact([row[name] for name in names])
    return values


def _exact(parts: Sequence[Amount | None]) -> Fraction | None:
    """Return the quotient of two columns, or the number that a single one holds."""
    if len(parts) > 1:
        return exact_quotient(*parts)
    [value] = parts
    return None if value is None else exact_result(value)


def values_of(values: Values, agent: str) -> dict[date, Measures]:
    """Return the measures of the agent's weeks, together with those of the organisation."""
    of_agent, of_all = values.get(agent, {}), values.get(None, {})
    return {
        week: {**of_all.get(week, {}), **of_agent.get(week, {})}
        for week in of_agent.keys() | of_all.keys()
    }


def _query(connection: duckdb.DuckDBPyConnection, table: str, columns: Collection[str]) -> str:
    """Return the query of one row per week, or per agent and week; names are our own columns'."""
    names = {name for name, *_ in connection.execute(f"describe marts.{table}").fetchall()}
    agent = "agent" if "agent" in names else "null"
    conditions = ["true"]
    if "segment_type" in names:
        conditions.append("segment_type = 'total'")
    if "is_complete" in names:  # a week that waits for an account has no value yet
        conditions.append("is_complete")
    listed = ", ".join(columns)
    return f"select {agent}, {_WEEK}, {listed} from marts.{table} where {' and '.join(conditions)}"


def _measure(table: str, column: str) -> str:
    return column if table == REVIEW else f"{table}.{column}"


def _place(measure: str) -> tuple[str, str]:
    table, _, column = measure.rpartition(".")
    return table or REVIEW, column
