"""Drift of agents, from the tables that it is read from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import pytest

from assets.analyses.agent_drift_weekly import ANALYSIS, LEVELS, SHARES
from assets.lib.settings import DBT_PROJECT

FIRST = date(2026, 1, 5)
WEEKS = 14
DRIFT = 12
"""The week, counted from 0, from which on the writer errs more, and takes longer."""

_TABLES = """
    create schema marts; create schema seeds; create schema org;
    create table marts.agent_registry (agent varchar, workflow varchar);
    insert into marts.agent_registry values ('writer', 'seo'), ('scorer', 'leads');
    create table org.workflow (workflow varchar, function_id varchar);
    insert into org.workflow values ('seo', 'content');
    create table org.annotation (annotation_number integer, annotated_on date, rebases boolean);
    create table org.annotation_concern (annotation_number integer, concern varchar);
    create table marts.agent_review_weekly (
        agent varchar, week_start date, is_complete boolean, runs bigint, ok_runs bigint,
        error_runs bigint, escalated_runs bigint, reviewed_runs bigint, rejected_runs bigint,
        edited_runs bigint
    );
    create table marts.agent_run (
        agent varchar, week_start date, started_at timestamp, score double,
        latency_seconds double, tokens bigint, reported_cost decimal(18, 6),
        reported_currency varchar
    );
"""


@pytest.fixture
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """Give fourteen complete weeks of twenty runs of a writer, and one week that runs."""
    with duckdb.connect() as connection:
        connection.execute(_TABLES)
        seed = DBT_PROJECT / "seeds" / "parameter.csv"
        connection.execute(f"create table seeds.parameter as from '{seed}'")
        for number in range(WEEKS + 1):
            monday = FIRST + timedelta(weeks=number)
            errors = 12 if number >= DRIFT else 1 + number % 2
            connection.execute(
                "insert into marts.agent_review_weekly "
                "values ('writer', ?, ?, 20, ?, ?, 0, 0, 0, 0)",
                [monday, number < WEEKS, 20 - errors, errors],
            )
            for run in range(20):
                add_run(connection, number, run)
        yield connection


def add_run(
    connection: duckdb.DuckDBPyConnection, week: int, run: int, currency: str = "EUR"
) -> None:
    monday = FIRST + timedelta(weeks=week)
    started = datetime.combine(monday, datetime.min.time()) + timedelta(hours=run)
    latency = 10 + run / 10 + week % 2 + (50 if week >= DRIFT else 0)
    connection.execute(
        "insert into marts.agent_run values ('writer', ?, ?, null, ?, 1000, 0.5, ?)",
        [monday, started, latency, currency],
    )


def findings(connection: duckdb.DuckDBPyConnection, measure: str) -> list[dict[str, Any]]:
    """Return the findings of the measure, the oldest week first."""
    [table] = ANALYSIS.tables
    frame = ANALYSIS.compute(connection)[table.name]
    table.write_frame(connection, frame)
    rows = [row for row in frame.to_dicts() if row["measure"] == measure]
    return sorted(rows, key=lambda row: row["week_start"])


def test_every_measure_has_a_finding_in_every_complete_week(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """Whether or not there is anything to measure; the week that runs has none."""
    for measure in (one.measure for one in (*SHARES, *LEVELS)):
        assert len(findings(warehouse, measure.name)) == WEEKS
    scores = findings(warehouse, "quality_score")
    assert {row["missing"] for row in scores} == {"0 of 10 scored runs"}
    assert {row["value"] for row in scores} == {None}


@pytest.mark.parametrize("measure", ["error_rate", "latency_seconds"])
def test_a_change_is_drift_from_its_first_week(
    warehouse: duckdb.DuckDBPyConnection, measure: str
) -> None:
    """Counts come from the reviews, levels from the runs."""
    found = findings(warehouse, measure)
    assert [row["is_drift"] for row in found] == [False] * DRIFT + [True] * (WEEKS - DRIFT)
    assert found[DRIFT]["direction"] == "worse"
    assert (found[DRIFT]["observations"], found[DRIFT]["reference_observations"]) == (20, 160)


def test_values_are_shares_medians_and_means(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Of the runs of the week."""
    shown = ("error_rate", "latency_seconds", "tokens_per_run", "cost_per_run")
    values = [findings(warehouse, measure)[0]["value"] for measure in shown]
    assert values == pytest.approx([0.05, 10.95, 1000, 0.5])


def test_costs_count_in_the_currency_that_ran_last(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Amounts of two currencies are never added."""
    add_run(warehouse, 0, 21, currency="USD")
    assert findings(warehouse, "cost_per_run")[0]["observations"] == 20
    add_run(warehouse, WEEKS + 1, 0, currency="USD")
    assert findings(warehouse, "cost_per_run")[0]["observations"] == 1


@pytest.mark.parametrize(
    ("concern", "first_reference"),
    [(None, 3), ("writer", 3), ("seo", 3), ("content", 3), ("leads", 1)],
)
def test_a_base_is_reset_by_annotations_that_concern_the_agent(
    warehouse: duckdb.DuckDBPyConnection, concern: str | None, first_reference: int
) -> None:
    """Its own, its workflow's, its function's, and those that concern everything."""
    warehouse.execute("insert into org.annotation values (1, ?, true)", [FIRST + timedelta(21)])
    if concern:
        warehouse.execute("insert into org.annotation_concern values (1, ?)", [concern])
    [last] = findings(warehouse, "error_rate")[-1:]
    assert last["reference_from_week"] == FIRST + timedelta(weeks=first_reference)
