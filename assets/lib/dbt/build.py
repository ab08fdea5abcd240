"""Builds compiled models: one `create or replace table` each, in order, on one connection."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb as engine

from assets.lib.dbt.project import CompiledProject, Model, Seed
from assets.lib.disclosure import hides_people
from assets.lib.errors import UserError
from assets.lib.keys import verify_key
from assets.lib.outcome import CheckOutcome
from assets.lib.settings import DBT_PROJECT

if TYPE_CHECKING:
    import duckdb


class ModelFailed(UserError):
    """A model's query fails, or its rows break its contract; the message names model and reason."""


@dataclass(frozen=True)
class BuiltTable:
    """A table that was made: its rows, how long that took, and whether its key is unique.

    `rows` is None for a view, and `key` where no key is declared.
    """

    full_name: str
    rows: int | None
    seconds: float
    key: CheckOutcome | None


def build_tables(
    connection: duckdb.DuckDBPyConnection,
    project: CompiledProject,
    selected: Collection[str] | None = None,
    folder: Path = DBT_PROJECT,
) -> Iterator[BuiltTable]:
    """Replace the selected seeds and models (by full name; None is all), and yield each.

    Raises ModelFailed at the first that fails; those before it stay built.
    """
    for schema in sorted({table.full_name.split(".")[0] for table in project.tables}):
        connection.execute(f"create schema if not exists {schema}")
    _drop_changed_kinds(connection, project)
    for table in project.tables:
        if selected is None or table.full_name in selected:
            started = time.perf_counter()
            try:
                rows = (
                    _load_seed(connection, table, folder)
                    if isinstance(table, Seed)
                    else _build_model(connection, table)
                )
            except engine.Error as error:
                reason = _in_words(error, hides=hides_people(connection))
                raise ModelFailed(f"{table.full_name}: {reason}") from error
            key = verify(connection, table)
            yield BuiltTable(table.full_name, rows, time.perf_counter() - started, key)


def _in_words(error: engine.Error, *, hides: bool) -> str:
    """Say what is wrong; DuckDB quotes values, which is too much where people are hidden."""
    if isinstance(error, engine.OutOfMemoryException):
        return "out of memory; give it more with FULLSCORE_MEMORY, such as 4GB"
    return (
        type(error).__name__ if hides else " ".join(str(error).split("\n\n", maxsplit=1)[0].split())
    )


def verify(connection: duckdb.DuckDBPyConnection, table: Seed | Model) -> CheckOutcome | None:
    """Verify a declared key; what a view ranks down to one row a key is verified where it is read.

    Verifying the view itself would rank every raw row once more.
    """
    if not table.key or (isinstance(table, Model) and table.is_view):
        return None
    return verify_key(connection, table.full_name, table.key)


def _load_seed(connection: duckdb.DuckDBPyConnection, seed: Seed, folder: Path) -> int:
    connection.execute(f"drop table if exists {seed.full_name}")
    types = {column.name: column.type for column in seed.columns}
    connection.read_csv(str(folder / seed.path), header=True, dtype=types).create(seed.full_name)
    return _count(connection, seed.full_name)


def _build_model(connection: duckdb.DuckDBPyConnection, model: Model) -> int | None:
    if model.is_view:
        connection.execute(f"create or replace view {model.full_name} as {model.sql}")
        return None
    if not model.columns:
        connection.execute(f"create or replace table {model.full_name} as {model.sql}")
        return _count(connection, model.full_name)
    declared = ", ".join(
        f'"{c.name}" {c.type}{" not null" if c.is_required else ""}' for c in model.columns
    )
    names = ", ".join(f'"{c.name}"' for c in model.columns)
    connection.execute(f"create or replace table {model.full_name} ({declared})")
    connection.execute(f"insert into {model.full_name} select {names} from ({model.sql})")
    return _count(connection, model.full_name)


def _drop_changed_kinds(connection: duckdb.DuckDBPyConnection, project: CompiledProject) -> None:
    """Drop every table that has become a view, and every view that has become a table."""
    found = dict(
        connection.execute(
            "select table_schema || '.' || table_name, table_type = 'VIEW' "
            "from information_schema.tables where table_catalog = current_database()"
        ).fetchall()
    )
    for model in project.models:
        was_view = found.get(model.full_name, model.is_view)
        if was_view != model.is_view:
            connection.execute(f"drop {'view' if was_view else 'table'} {model.full_name}")


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    [(rows,)] = connection.execute(f"select count(*) from {table}").fetchall()
    return int(rows)
