"""A database in memory that no query gets out of: no file, no extension, no setting, no write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import Any

import duckdb

_CLOSED: dict[str, str | bool | int | float | list[str]] = {"enable_external_access": "false"}


class QueryRefused(Exception):
    """A query is not one select, doesn't run, takes too long, or gives too much."""


@contextmanager
def open_sandbox() -> Iterator[duckdb.DuckDBPyConnection]:
    """Give an empty database in memory, for tables to be put into and `ask` to read."""
    connection = duckdb.connect(config=_CLOSED)
    try:
        connection.execute("set python_enable_replacements = false; set timezone = 'UTC'")
        connection.execute("set lock_configuration = true")
        yield connection
    finally:
        connection.close()


def ask(
    connection: duckdb.DuckDBPyConnection, query: str, *, most_rows: int, seconds: float
) -> tuple[dict[str, str], list[tuple[Any, ...]]]:
    """Return the columns with their types, and the rows, of one select on a sandbox.

    Raises QueryRefused with one sentence that says what is wrong and what to do.
    """
    _refuse_all_but_one_select(connection, query)
    timer = Timer(seconds, connection.interrupt)
    connection.execute("begin transaction read only")
    timer.start()
    try:
        found = connection.execute(query)
        columns = {column[0]: str(column[1]) for column in found.description}
        rows = found.fetchmany(most_rows + 1)
    except duckdb.InterruptException as error:
        raise QueryRefused(f"it runs for more than {seconds:g} seconds; narrow it") from error
    except duckdb.Error as error:
        raise QueryRefused(f"it doesn't run on the published tables: {_said(error)}") from error
    finally:
        timer.cancel()
        connection.execute("rollback")
    if len(rows) > most_rows:
        raise QueryRefused(f"it gives more than {most_rows:,} rows; group or narrow them")
    return columns, rows


def _refuse_all_but_one_select(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    try:
        statements = connection.extract_statements(query)
    except duckdb.Error as error:
        raise QueryRefused(f"it is not SQL: {_said(error)}") from error
    if len(statements) != 1:
        raise QueryRefused(f"it has {len(statements)} statements; write one select")
    kind = statements[0].type
    if kind != duckdb.StatementType.SELECT:
        raise QueryRefused(f"it is a statement of kind {kind.name}; write one select")


def _said(error: duckdb.Error) -> str:
    """Return DuckDB's reason and hint in one line, without its picture of the query."""
    return " ".join(str(error).split("\n\n", maxsplit=1)[0].split())
