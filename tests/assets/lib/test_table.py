"""Tables that Python writes keep what they promise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb
import polars as pl
import pytest

from assets.lib.stream import Column, ColumnType
from assets.lib.table import ContractBroken, Table

READING = Table(
    "org",
    "reading",
    "One row per number's day.",
    ("number", "day"),
    (
        Column("number", ColumnType.WHOLE, "A number", required=True),
        Column("day", ColumnType.DAY, "It's day"),
        Column("share", ColumnType.NUMBER, "A share"),
    ),
)


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


@pytest.mark.parametrize("count", [0, 1, 250, 601])
def test_rows_replace_the_table(connection: duckdb.DuckDBPyConnection, count: int) -> None:
    """All of them, however many there are, in their order and types."""
    READING.write_rows(connection, [(-1, None, None)])
    rows = [(number, date(2026, 1, 5), number / 4) for number in range(count)]
    READING.write_rows(connection, iter(rows))
    assert connection.sql("from org.reading").fetchall() == rows


def test_a_repeated_key_is_refused(connection: duckdb.DuckDBPyConnection) -> None:
    """The message names the key and its values."""
    with pytest.raises(ContractBroken, match=r"org.reading: the key number, day is repeated: \(1,"):
        READING.write_rows(connection, [(1, None, 0.5), (1, None, 0.25)])


def test_a_frame_needs_exactly_the_columns(connection: duckdb.DuckDBPyConnection) -> None:
    """In any order; what is missing or unexpected is named."""
    READING.write_frame(connection, pl.DataFrame({"share": [0.5], "day": [None], "number": [1]}))
    assert connection.sql("from org.reading").fetchall() == [(1, None, 0.5)]
    with pytest.raises(ContractBroken, match="unexpected columns: day, week"):
        READING.write_frame(connection, pl.DataFrame({"number": [1], "week": [1], "share": [0.5]}))


def test_descriptions_are_comments_of_the_table(connection: duckdb.DuckDBPyConnection) -> None:
    """Quotes in them included."""
    READING.create(connection)
    assert connection.execute(
        "select comment from duckdb_columns() where table_name = 'reading' and column_name = 'day'"
    ).fetchall() == [("It's day",)]
