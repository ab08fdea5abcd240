"""Keeps expensive results of an analysis, by a hash of everything that they depend on.

A changed input, parameter or line of code gives another hash, so an outdated result is never
found; results that a computation did not use are deleted after it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from assets.lib.stream import Column, ColumnType
from assets.lib.table import Table
from assets.lib.warehouse import transaction

if TYPE_CHECKING:
    import duckdb

Name = TypeVar("Name", bound=Hashable)
Json = dict[str, Any]
Inputs = Any
"""Everything that a result depends on, as lists, dicts, strings and numbers."""


def compute_once(
    connection: duckdb.DuckDBPyConnection,
    analysis: str,
    code: Iterable[Path],
    inputs: Mapping[Name, Inputs],
    compute: Callable[[list[Name]], Mapping[Name, Json]],
) -> dict[Name, Json]:
    """Return the result of each input: the stored one, or else what `compute` returns.

    `code` are the source files and folders that compute it. `compute` is called with the names of
    all inputs without a stored result, if there are any, and returns one result for each.
    """
    version = _version(code)
    keys = {name: _digest([version, value]) for name, value in inputs.items()}
    table = _table(analysis)
    stored = _read(connection, table)
    missing = [name for name, key in keys.items() if key not in stored]
    computed = compute(missing) if missing else {}
    results = {name: computed[name] if name in computed else stored[keys[name]] for name in keys}
    used = {key: results[name] for name, key in keys.items()}
    if used.keys() != stored.keys():
        _replace(connection, table, used)
    return results


def _version(code: Iterable[Path]) -> str:
    files = sorted(file for path in code for file in _source_files(path))
    return _digest([np.__version__, [_digest(file.read_text("utf-8")) for file in files]])


def _source_files(path: Path) -> Iterable[Path]:
    return path.rglob("*.py") if path.is_dir() else [path]


def _digest(value: Inputs) -> str:
    return sha256(json.dumps(value, default=str, sort_keys=True).encode()).hexdigest()


def _table(analysis: str) -> Table:
    return Table(
        "analysis_cache",
        analysis,
        "One row per result that the last computation used.",
        ("key",),
        (
            Column("key", ColumnType.TEXT, "Hash of all that the result depends on", required=True),
            Column("result", ColumnType.TEXT, "The result as JSON", required=True),
        ),
    )


def _read(connection: duckdb.DuckDBPyConnection, table: Table) -> dict[str, Json]:
    found = connection.execute(
        "select 1 from duckdb_tables() where schema_name = ? and table_name = ?",
        [table.schema, table.name],
    ).fetchall()
    if not found:
        return {}
    rows = connection.execute(f"select key, result from {table.full_name}").fetchall()
    return {key: json.loads(result) for key, result in rows}


def _replace(
    connection: duckdb.DuckDBPyConnection, table: Table, results: Mapping[str, Json]
) -> None:
    with transaction(connection):
        table.write_rows(connection, [(key, json.dumps(of)) for key, of in results.items()])
