"""Renders the sources of the dbt project from the contracts of streams and declarations.

`python -m tests.dbt_project.sources` writes them; a test holds the file against them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import duckdb

from assets.lib.organisation.tables import list_org_tables
from assets.lib.settings import DBT_PROJECT
from assets.lib.stream import Wording
from assets.lib.warehouse_schema import OPS_TABLES
from assets.streams import ORIGIN_COLUMNS, all_streams

SOURCES = DBT_PROJECT / "models" / "staging" / "sources.yml"

_RAW = "What ingestion accepted, append-only; the contracts are in assets/streams."
_OPS = "What ingestion records of its own work."
_FILES = "One row per path and bytes that ever landed."
_ACCOUNTS = "One row per loaded file and account of its rows."
_COLUMNS = "One row per loaded file, report and column of it; tables alone have columns."
_PERSON_KEY = "At most one row: a hash of the key of the personal hashes."
_ORG = "What the organisation declares in data/org, as tables."


def render_sources() -> str:
    """Return the text of sources.yml with every table, its grain and the types of its columns."""
    return "\n".join(
        (
            "# Written by python -m tests.dbt_project.sources; change the contracts instead.",
            "sources:",
            *_source("raw", _RAW),
            *(
                line
                for stream in sorted(all_streams(), key=lambda s: s.name)
                for line in _table(
                    stream.name,
                    stream.meaning,
                    {c.name: c.duckdb_type for c in stream.columns} | ORIGIN_COLUMNS,
                    {c.name: c.worded for c in stream.columns if c.worded is not Wording.FIXED},
                )
            ),
            *_source("ops", _OPS),
            *_table("ingested_file", _FILES, _ops_types("ingested_file")),
            *_table("file_account", _ACCOUNTS, _ops_types("file_account")),
            *_table("file_column", _COLUMNS, _ops_types("file_column")),
            *_table("person_key", _PERSON_KEY, _ops_types("person_key")),
            *_source("org", _ORG),
            *(
                line
                for declared in list_org_tables()
                for line in _table(
                    declared.table.name,
                    f"Grain - {declared.table.grain[0].lower()}{declared.table.grain[1:]}",
                    {c.name: c.duckdb_type for c in declared.table.columns},
                )
            ),
            "",
        )
    )


def _source(name: str, description: str) -> Iterator[str]:
    yield f"  - name: {name}"
    yield f"    description: {description}"
    yield "    tables:"


def _table(
    name: str,
    description: str,
    types: Mapping[str, str],
    wordings: Mapping[str, Wording] = MappingProxyType({}),
) -> Iterator[str]:
    yield f"      - name: {name}"
    yield f"        description: {_quoted(description)}"
    yield "        columns:"
    for column, kind in types.items():
        wording = wordings.get(column)
        meta = f", config: {{meta: {{wording: {wording.value}}}}}" if wording else ""
        yield f'          - {{name: {column}, data_type: "{kind}"{meta}}}'


def _ops_types(table: str) -> Mapping[str, str]:
    with duckdb.connect() as connection:
        connection.execute(OPS_TABLES)
        return dict(
            connection.execute(
                "select column_name, lower(data_type) from duckdb_columns() "
                "where table_name = ? order by column_index",
                [table],
            ).fetchall()
        )


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "'") + '"'


def write_sources(path: Path = SOURCES) -> None:
    """Write sources.yml anew."""
    path.write_text(render_sources(), encoding="utf-8")


if __name__ == "__main__":
    write_sources()
