"""The published tables without their rows: what a declared query is held against."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import duckdb

from assets.analysis.discover import discover_analyses
from assets.dbt_runner import ensure_manifest
from assets.sandbox import open_sandbox
from assets.settings import DBT_PROJECT, Settings

PublishedSchema = Mapping[str, Mapping[str, str]]
"""The published tables by name; of each, the columns with their DuckDB types."""


def read_published_schema(settings: Settings) -> PublishedSchema:
    """Return every table of marts, seeds and analyses that a run publishes; needs no warehouse.

    Raises DbtFailed where the dbt project has to be parsed first, and doesn't parse.
    """
    manifest = json.loads(ensure_manifest(settings).read_text(encoding="utf-8"))
    nodes: list[dict[str, Any]] = list(manifest["nodes"].values())
    marts = {
        node["name"]: {name: column["data_type"] for name, column in node["columns"].items()}
        for node in nodes
        if node["resource_type"] == "model" and node["schema"] == "marts"
    }
    with duckdb.connect() as connection:
        seeds = {
            node["name"]: _of_seed(connection, node)
            for node in nodes
            if node["resource_type"] == "seed"
        }
    analyses = {
        table.name: {column.name: column.duckdb_type for column in table.columns}
        for analysis in discover_analyses()
        for table in analysis.tables
    }
    return seeds | marts | analyses


def _of_seed(connection: duckdb.DuckDBPyConnection, node: dict[str, Any]) -> dict[str, str]:
    """Return the columns of a seed, of the types that are declared or that dbt would give."""
    declared: dict[str, str] = node["config"]["column_types"]
    relation = connection.read_csv(
        str(DBT_PROJECT / node["original_file_path"]), header=True, dtype=declared or None
    )
    found = dict(zip(relation.columns, map(str, relation.types), strict=True))
    return {
        name: "INTEGER" if kind == "BIGINT" and name not in declared else kind
        for name, kind in found.items()
    }


@contextmanager
def open_published_schema(schema: PublishedSchema) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a sandbox in which every published table stands empty, named as in the snapshot."""
    with open_sandbox() as connection:
        for name, columns in schema.items():
            listed = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
            connection.execute(f'create table "{name}" ({listed})')
        yield connection
