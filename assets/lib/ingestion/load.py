"""Writes one export into the warehouse: its rows, its rejects and its manifest line, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl

from assets.lib.ingestion.manifest import (
    Manifest,
    forget,
    now,
    record_file,
    supersede,
    to_naive_utc,
)
from assets.lib.ingestion.parse import ParsedBatch
from assets.lib.ingestion.privacy import MASK
from assets.lib.ingestion.tally import Tally
from assets.lib.ingestion.typing import FAULT_SCHEMA
from assets.lib.warehouse import transaction

if TYPE_CHECKING:
    import duckdb

WRITER_MEMORY = "128MB"
"""DuckDB would keep in memory what it has written, up to most of what the machine has."""
LONG_ROW_BYTES = 1024
"""A group of 122,880 rows is built in memory, which rows of this length would fill."""


def load_export(
    connection: duckdb.DuckDBPyConnection,
    manifest: Manifest,
    batches: Iterable[ParsedBatch],
    confirm: Callable[[], None] = lambda: None,
) -> Tally:
    """Write the batches in one transaction, in the place of what the same bytes gave before.

    Whatever the batches raise, or `confirm` before the commit, leaves the warehouse as it was.
    """
    tally = Tally()
    origin = _Origin(manifest, now())
    with _bounded_memory(connection), transaction(connection):
        if manifest.read_before:
            forget(connection, manifest.file_id)
            supersede(connection, manifest)
        for parsed in batches:
            tally.add(parsed.batch, parsed.verdicts)
            origin.insert(connection, parsed)
        confirm()
        for reason, records in tally.skipped.items():
            connection.execute(
                "insert into ops.skipped_record values (?, ?, ?)",
                [manifest.file_id, reason, records],
            )
        record_file(connection, manifest, "loaded", None, tally)
    return tally


@contextmanager
def _bounded_memory(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    connection.execute(f"set memory_limit = '{WRITER_MEMORY}'")
    try:
        yield
    finally:
        connection.execute("reset memory_limit")


@dataclass(frozen=True)
class _Origin:
    """Where the rows of one loading come from, which every row of them carries."""

    manifest: Manifest
    loaded_at: datetime

    def insert(self, connection: duckdb.DuckDBPyConnection, parsed: ParsedBatch) -> None:
        for verdict in parsed.verdicts:
            self._insert_rows(connection, verdict.stream, verdict.good)
            self._insert_faults(connection, verdict.stream, verdict.faults)
        own = [(f.row, f.column, f.rule, MASK if f.value else None) for f in parsed.batch.faults]
        self._insert_faults(
            connection, "(file)", pl.DataFrame(own, schema=FAULT_SCHEMA, orient="row")
        )

    def _insert_rows(
        self, connection: duckdb.DuckDBPyConnection, stream: str, good: pl.DataFrame
    ) -> None:
        if good.is_empty():
            return
        filled = [column.name for column in good if column.null_count() < good.height]
        rows = good.select(filled).to_arrow()  # read by name in the query
        if rows.nbytes > rows.num_rows * LONG_ROW_BYTES:
            connection.execute("reset memory_limit")
        connection.execute(
            f"""
            insert into raw.{stream} by name
            select
                *, ? as _source, ? as _file_id, ? as _file_sequence, ? as _exported_at,
                ? as _loaded_at
            from rows
            """,
            [
                self.manifest.connector,
                self.manifest.file_id,
                self.manifest.file_sequence,
                to_naive_utc(self.manifest.exported_at),
                self.loaded_at,
            ],
        )

    def _insert_faults(
        self, connection: duckdb.DuckDBPyConnection, stream: str, faults: pl.DataFrame
    ) -> None:
        if faults.is_empty():
            return
        rejects = faults.to_arrow()  # noqa: F841  # read by name in the query
        connection.execute(
            """
            insert into ops.quarantine
            select ?, ?, ?, ?, _row, "column", rule, value, ? from rejects
            """,
            [
                self.manifest.file_id,
                self.manifest.path,
                self.manifest.connector,
                stream,
                self.loaded_at,
            ],
        )
