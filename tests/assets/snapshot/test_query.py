"""The queries over the snapshot, and the one way to run them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from assets.lib.settings import DBT_PROJECT
from assets.snapshot import query
from assets.snapshot.query import QUERIES, NotInSnapshot, query_names, read_query, run_query


@pytest.fixture
def connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection with one table, and one query on it."""
    (tmp_path / "kpi").mkdir()
    text = "-- Which?\nselect week from weeks where week >= getvariable('first_week')\n"
    (tmp_path / "kpi" / "weeks.sql").write_text(text)
    monkeypatch.setattr(query, "QUERIES", tmp_path)
    read_query.cache_clear()
    connection = duckdb.connect()
    connection.execute("create table weeks as select unnest([1, 2, 3]) as week")
    yield connection
    read_query.cache_clear()


def test_parameters_are_bound_to_the_variables_of_the_query(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """The answer has its columns and rows."""
    found = run_query(connection, "kpi/weeks", first_week=2)
    assert (found.columns, found.fetchall()) == (["week"], [(2,), (3,)])


@pytest.mark.parametrize("parameters", [{}, {"first_week": 1, "last_week": 2}, {"week": 1}])
def test_a_missing_or_unknown_parameter_is_refused(
    connection: duckdb.DuckDBPyConnection, parameters: dict[str, int]
) -> None:
    """An unset variable would be null to DuckDB, and the answer empty."""
    with pytest.raises(ValueError, match="needs \\['first_week'\\]"):
        run_query(connection, "kpi/weeks", **parameters)


def test_an_unknown_query_is_refused(connection: duckdb.DuckDBPyConnection) -> None:
    """The error names those that there are."""
    with pytest.raises(ValueError, match="no query is named 'kpi/week'; there are kpi/weeks"):
        run_query(connection, "kpi/week")


@pytest.mark.parametrize(
    "statement", ["drop table weeks", "alter table weeks rename column week to week_start"]
)
def test_an_older_snapshot_is_recognized(
    connection: duckdb.DuckDBPyConnection, statement: str
) -> None:
    """A missing table or column has an error of its own, whose message says what to do."""
    connection.execute(statement)
    with pytest.raises(NotInSnapshot, match="`fullscore run` publishes a new one"):
        run_query(connection, "kpi/weeks", first_week=1)


@pytest.mark.parametrize("name", query_names())
def test_a_query_begins_with_the_question_that_it_answers(name: str) -> None:
    """Whoever opens the file, or reads a list of them, knows what it is for."""
    first = (QUERIES / f"{name}.sql").read_text(encoding="utf-8").splitlines()[0]
    assert re.fullmatch(r"-- [A-Z].*\?", first)


@pytest.mark.parametrize("name", query_names())
def test_no_query_names_a_kpi_or_a_segment_type(name: str) -> None:
    """KPIs and segment types are data; a query on one KPI's own mart is recognised by its table."""
    with (DBT_PROJECT / "seeds" / "kpi_segment.csv").open(encoding="utf-8", newline="") as seed:
        rows = list(csv.DictReader(seed))
    names = {row["kpi_id"] for row in rows} | {row["segment_type"] for row in rows}
    text = (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
    assert not names & set(re.findall(r"'(\w+)'", text))
