"""The published tables without their rows: what readers may ask, and what each column means."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb

from assets.lib.analysis import discover_analyses
from assets.lib.dbt.runner import ensure_manifest
from assets.lib.sandbox import open_sandbox
from assets.lib.settings import DBT_PROJECT, Settings
from assets.lib.table import Table


@dataclass(frozen=True)
class PublishedColumn:
    """A column: its DuckDB type, and what it means."""

    type: str
    meaning: str


@dataclass(frozen=True)
class PublishedTable:
    """A table of the warehouse that a run publishes.

    `key` are the columns that name a row; empty where none are declared.
    """

    schema: str
    name: str
    description: str
    key: frozenset[str]
    columns: Mapping[str, PublishedColumn]


PublishedSchema = Mapping[str, PublishedTable]
"""The published tables by name."""


def read_published_schema(settings: Settings) -> PublishedSchema:
    """Return every table of marts, seeds and analyses that a run publishes; needs no warehouse.

    Raises DbtFailed where the dbt project has to be parsed first, and doesn't parse.
    """
    manifest = json.loads(ensure_manifest(settings).read_text(encoding="utf-8"))
    nodes: list[dict[str, Any]] = list(manifest["nodes"].values())
    keys = {test["attached_node"]: _tested_key(test) for test in nodes if _tests_a_key(test)}
    with duckdb.connect() as connection:
        seeds = [
            _of_node(node, _types_of_seed(connection, node), keys)
            for node in nodes
            if node["resource_type"] == "seed"
        ]
    marts = [
        _of_node(node, {name: c["data_type"] for name, c in node["columns"].items()}, keys)
        for node in nodes
        if node["resource_type"] == "model" and node["schema"] == "marts"
    ]
    analyses = [_of_analysis(table) for a in discover_analyses() for table in a.tables]
    return {table.name: table for table in (*seeds, *marts, *analyses)}


def _tests_a_key(node: dict[str, Any]) -> bool:
    return (node.get("test_metadata") or {}).get("name") in ("unique_combination", "unique")


def _tested_key(test: dict[str, Any]) -> frozenset[str]:
    arguments = test["test_metadata"]["kwargs"]
    return frozenset(arguments.get("columns") or [arguments["column_name"]])


def _of_node(
    node: dict[str, Any], types: Mapping[str, str], keys: Mapping[str, frozenset[str]]
) -> PublishedTable:
    described = node["columns"]
    return PublishedTable(
        schema=node["schema"],
        name=node["name"],
        description=" ".join(node["description"].split()),
        key=keys.get(node["unique_id"], frozenset()),
        columns={
            name: PublishedColumn(kind, described.get(name, {}).get("description", ""))
            for name, kind in types.items()
        },
    )


def _types_of_seed(connection: duckdb.DuckDBPyConnection, node: dict[str, Any]) -> dict[str, str]:
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


def _of_analysis(table: Table) -> PublishedTable:
    return PublishedTable(
        schema=table.schema,
        name=table.name,
        description=f"Grain - {table.grain[0].lower()}{table.grain[1:]}",
        key=frozenset(table.key),
        columns={c.name: PublishedColumn(c.duckdb_type, c.meaning) for c in table.columns},
    )


@contextmanager
def open_published_schema(schema: PublishedSchema) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a sandbox in which every published table stands empty, named as in the snapshot."""
    with open_sandbox() as connection:
        for name, table in schema.items():
            listed = ", ".join(f'"{column}" {c.type}' for column, c in table.columns.items())
            connection.execute(f'create table "{name}" ({listed})')
        yield connection
