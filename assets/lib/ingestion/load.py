"""Writes one export into the warehouse: its rows, its rejects and its line, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl

from assets.lib.ingestion.coverage import CoverageReader
from assets.lib.ingestion.ingested_files import (
    IngestedFile,
    forget,
    now,
    record_columns,
    record_file,
    supersede,
    to_naive_utc,
)
from assets.lib.ingestion.parse import ParsedBatch
from assets.lib.ingestion.tally import Tally
from assets.lib.ingestion.validate import ValidatedRows
from assets.lib.settings import WORKING_MEMORY
from assets.lib.warehouse import set_memory, transaction

if TYPE_CHECKING:
    import duckdb

WRITER_MEMORY = "128MB"
"""DuckDB would keep in memory what it has written, up to most of what the machine has."""
LONG_ROW_BYTES = 1024
"""A group of 122,880 rows is built in memory, which rows of this length would fill."""
LONG_ROWS_MEMORY = "4GB"


def load_export(
    connection: duckdb.DuckDBPyConnection,
    file: IngestedFile,
    batches: Iterable[ParsedBatch],
    confirm: Callable[[], None] = lambda: None,
    memory: str = WORKING_MEMORY,
) -> Tally:
    """Write the batches in one transaction, in the place of what the same bytes gave before.

    Whatever the batches raise, or `confirm` before the commit, leaves the warehouse as it was.
    The database may hold `memory` again when this is done.
    """
    tally = Tally()
    origin = _Origin(file, now())
    coverage = CoverageReader(file)
    with _bounded_memory(connection, memory), transaction(connection):
        if file.read_before:
            forget(connection, file)
            supersede(connection, file)
        for parsed in batches:
            tally.add(parsed.batch, parsed.validated)
            origin.insert(connection, parsed)
            if parsed.batch.seen:
                record_columns(connection, file, parsed.batch.seen)
            for rows in parsed.validated:
                coverage.add(rows)
        confirm()
        for reason, records in tally.skipped.items():
            connection.execute(
                "insert into ops.skipped_record values (?, ?, ?)",
                [file.file_sequence, reason, records],
            )
        tally.coverage = coverage.result()
        record_file(connection, file, "loaded", None, tally)
    return tally


@contextmanager
def _bounded_memory(connection: duckdb.DuckDBPyConnection, memory: str) -> Iterator[None]:
    set_memory(connection, WRITER_MEMORY)
    try:
        yield
    finally:
        set_memory(connection, memory)


def _said(result: ValidatedRows, filled: Collection[str]) -> str:
    """Return the SQL of the columns that a row says something of, as `,name,...,`."""
    said = [name for name in result.columns if name in filled or name not in result.partial]
    columns = f"',{','.join(said)},'"
    for name in said:
        if name in result.partial:
            without = f"replace({columns}, ',{name},', ',')"
            columns = f"case when {name} is null then {without} else {columns} end"
    return columns


@dataclass(frozen=True)
class _Origin:
    """Where the rows of one loading come from, which every row of them carries."""

    file: IngestedFile
    loaded_at: datetime

    def insert(self, connection: duckdb.DuckDBPyConnection, parsed: ParsedBatch) -> None:
        for result in parsed.validated:
            self._insert_rows(connection, result)
        for rejected in parsed.rejected:
            named = rejected.errors.join(rejected.records, on="_row", how="left")
            self._insert_errors(connection, rejected.stream, named)

    def _insert_rows(self, connection: duckdb.DuckDBPyConnection, result: ValidatedRows) -> None:
        good = result.good
        if good.is_empty():
            return
        filled = [column.name for column in good if column.null_count() < good.height]
        rows = good.select(filled).to_arrow()  # read by name in the query
        if rows.nbytes > rows.num_rows * LONG_ROW_BYTES:
            set_memory(connection, LONG_ROWS_MEMORY)
        said = _said(result, filled)
        connection.execute(
            f"""
            insert into raw.{result.stream} by name
            select
                *, ? as _source, ? as _file_id, ? as _file_sequence, {said} as _columns,
                ? as _exported_at, ? as _loaded_at
            from rows
            """,
            [
                self.file.connector,
                self.file.file_id,
                self.file.file_sequence,
                to_naive_utc(self.file.written_before),
                self.loaded_at,
            ],
        )

    def _insert_errors(
        self, connection: duckdb.DuckDBPyConnection, stream: str, errors: pl.DataFrame
    ) -> None:
        if errors.is_empty():
            return
        rejects = errors.to_arrow()  # noqa: F841  # read by name in the query
        connection.execute(
            """
            insert into ops.quarantine
            select ?, ?, ?, ?, _row, "column", rule, value, ?, _account, _record, null from rejects
            """,
            [
                self.file.file_sequence,
                self.file.path,
                self.file.connector,
                stream,
                self.loaded_at,
            ],
        )
