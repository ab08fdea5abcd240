"""The project's compiled models, built in memory on one organisation after the other."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

import duckdb
import polars as pl

from assets.lib.dbt.build import build_tables
from assets.lib.dbt.project import WAREHOUSE_NAME, CompiledProject
from assets.lib.organisation.tables import write_declarations
from assets.lib.warehouse_schema import OPS_TABLES
from assets.streams import ORIGIN_COLUMNS, all_streams, get_stream
from tests.dbt_project.organisation import RandomOrganisation, Row

_ORIGIN_TYPES: dict[str, Any] = {
    "varchar": pl.String,
    "bigint": pl.Int64,
    "timestamp": pl.Datetime("us"),
}


_COMPLETE: Row = {"_account": "default"}
_UNREAD: Row = {
    "parser_fingerprint": "",
    "bytes": 0,
    "presence": "present",
    "records_read": 0,
    "records_loaded": 0,
    "records_quarantined": 0,
    "records_skipped": 0,
    "rows_loaded": 0,
    "ingested_at": datetime(2026, 1, 1),
}
"""What no model reads of a file's line."""


class Warehouse:
    """A warehouse in memory that holds one organisation at a time."""

    def __init__(self, project: CompiledProject) -> None:
        self.project = project
        self.connection = duckdb.connect()
        self.connection.execute(f"attach ':memory:' as {WAREHOUSE_NAME}; use {WAREHOUSE_NAME}")
        self.connection.execute("set timezone = 'UTC'")
        self.connection.execute("set threads = 1")  # on few rows, handing out work costs more
        for schema in ("raw", "ops", "org", "seeds", "staging", "intermediate", "marts"):
            self.connection.execute(f"create schema {schema}")
        for stream in all_streams():
            columns = {c.name: c.duckdb_type for c in stream.columns} | ORIGIN_COLUMNS
            listed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
            self.connection.execute(f"create table raw.{stream.name} ({listed})")
        self.connection.execute(OPS_TABLES)
        seeds = {seed.full_name for seed in project.seeds}
        list(build_tables(self.connection, project, seeds))

    def build(self, organisation: RandomOrganisation, *marts: str) -> tuple[list[Row], ...]:
        """Load the organisation in the place of the one before; return the rows of these marts."""
        self.load(organisation)
        needed = {model.full_name for model in self.project.ancestry(marts)}
        list(build_tables(self.connection, self.project, needed))
        return tuple(self.rows(mart) for mart in marts)

    def load(self, organisation: RandomOrganisation) -> None:
        """Put the organisation in the place of the one before."""
        write_declarations(self.connection, organisation.declared)
        for stream in all_streams():
            self.connection.execute(f"delete from raw.{stream.name}")
            if rows := organisation.rows(stream.name):
                self._insert(stream.name, rows)
        self._insert_files(organisation)
        self.connection.execute("delete from seeds.work_kind_rule")
        for rule in organisation.rules:
            values = asdict(rule)
            self.connection.execute(
                f"insert into seeds.work_kind_rule ({', '.join(values)}) "
                f"values ({', '.join('?' for _ in values)})",
                list(values.values()),
            )

    def _insert_files(self, organisation: RandomOrganisation) -> None:
        files = organisation.files()
        for table in ("ingested_file", "file_account"):
            self.connection.execute(f"delete from ops.{table}")
        for covered in organisation.coverage():
            self.connection.execute(
                f"insert into ops.file_account ({', '.join(covered)}) values (?, ?, ?, ?)",
                list(covered.values()),
            )
        for file in files:
            line = _UNREAD | file | {"file_id": file["path"]}
            self.connection.execute(
                f"insert into ops.ingested_file ({', '.join(line)}) "
                f"values ({', '.join('?' for _ in line)})",
                list(line.values()),
            )

    def rows(self, mart: str) -> list[Row]:
        """Return the rows of a mart."""
        cursor = self.connection.execute(f"from marts.{mart}")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _insert(self, stream: str, rows: list[Row]) -> None:
        own = [column.name for column in get_stream(stream).columns]
        schema: dict[str, Any] = {c.name: c.polars_type for c in get_stream(stream).columns}
        schema |= {name: _ORIGIN_TYPES[kind] for name, kind in ORIGIN_COLUMNS.items()}
        naive = {
            n: pl.Datetime("us") if isinstance(t, pl.Datetime) else t for n, t in schema.items()
        }
        complete = [_COMPLETE | {"_columns": f",{','.join(own)},"} | row for row in rows]
        frame = pl.DataFrame(  # noqa: F841  # read by name
            [{name: row.get(name) for name in naive} for row in complete], schema=naive
        ).to_arrow()
        self.connection.execute(f"insert into raw.{stream} by name select * from frame")
