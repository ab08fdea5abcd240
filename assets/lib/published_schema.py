"""The published tables without their rows: what readers may ask, and what each column means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from assets.lib.analysis import discover_analyses
from assets.lib.dbt.project import Model, Seed, read_project
from assets.lib.sandbox import open_sandbox
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


def read_published_schema() -> PublishedSchema:
    """Return every table of marts, seeds and analyses that a run publishes; needs no warehouse.

    Raises DbtFailed where the dbt project has to be compiled first, and doesn't compile.
    """
    project = read_project()
    tables = [
        *map(_of_node, project.seeds),
        *(_of_node(model) for model in project.models if model.is_published),
        *(_of_analysis(table) for analysis in discover_analyses() for table in analysis.tables),
    ]
    return {table.name: table for table in tables}


def _of_node(node: Model | Seed) -> PublishedTable:
    return PublishedTable(
        schema=node.full_name.split(".")[0],
        name=node.name,
        description=node.description,
        key=frozenset(node.key),
        columns={c.name: PublishedColumn(c.type, c.meaning) for c in node.columns},
    )


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
