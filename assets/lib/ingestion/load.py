"""Writes one export into the warehouse: its rows, its rejects and its manifest line, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import duckdb
import polars as pl

from assets.lib.ingestion.connector import Batch
from assets.lib.ingestion.privacy import mask_text
from assets.lib.ingestion.validate import Verdict
from assets.lib.warehouse import transaction
from assets.streams import STREAM_NAMES


class RecordsLost(Exception):
    """A connector returned fewer or more records than it read: a fault in the connector."""


@dataclass(frozen=True)
class Manifest:
    """What is known of a file before its records are."""

    path: str
    file_id: str
    file_sequence: int
    connector: str
    account: str
    reader: str
    bytes: int
    exported_at: datetime
    read_before: bool


@dataclass
class Tally:
    """Where every record of a file went: read = loaded + quarantined + skipped.

    A record of which any row was quarantined counts as quarantined; its rows of other streams load.
    """

    read: int = 0
    rows_loaded: int = 0
    loaded: int = 0
    quarantined: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    notes: dict[str, None] = field(default_factory=dict)

    def add(self, batch: Batch, verdicts: list[Verdict]) -> None:
        """Count a batch; raises RecordsLost where its records don't add up."""
        passed = _numbers(v.good.get_column("_row") for v in verdicts)
        failed = _numbers(v.faults.get_column("_row") for v in verdicts)
        failed |= {fault.row for fault in batch.faults}
        skipped = {skip.row for skip in batch.skipped}
        loaded = passed - failed
        self.read += batch.records
        self.loaded += len(loaded)
        self.quarantined += len(failed)
        self.skipped.update(skip.reason for skip in batch.skipped)
        self.rows_loaded += sum(v.good.height for v in verdicts)
        self.notes.update(dict.fromkeys(batch.notes))
        told = len(loaded | failed | skipped)
        if (
            told != batch.records
            or len(batch.skipped) != len(skipped)
            or (skipped & (loaded | failed))
        ):
            raise RecordsLost(
                f"{batch.records} records were read, but {len(loaded)} loaded, {len(failed)} "
                f"quarantined and {len(batch.skipped)} skipped; this is a fault in the connector"
            )


def load_export(
    connection: duckdb.DuckDBPyConnection,
    manifest: Manifest,
    batches: Iterable[tuple[Batch, list[Verdict]]],
) -> Tally:
    """Write the batches in one transaction, in the place of what the same bytes gave before.

    Whatever the batches raise leaves the warehouse as it was.
    """
    tally = Tally()
    loaded_at = _now()
    with transaction(connection):
        if manifest.read_before:
            forget(connection, manifest.file_id)
            _supersede(connection, manifest)
        for batch, verdicts in batches:
            tally.add(batch, verdicts)
            for verdict in verdicts:
                _insert_rows(connection, manifest, verdict, loaded_at)
                _insert_faults(connection, manifest, verdict.stream, verdict.faults)
            own = pl.DataFrame(
                [(f.row, f.column, f.rule, "(masked)" if f.value else None) for f in batch.faults],
                schema=["_row", "column", "rule", "value"],
                orient="row",
            )
            _insert_faults(connection, manifest, "(file)", own)
        for reason, records in tally.skipped.items():
            connection.execute(
                "insert into ops.skipped_record values (?, ?, ?)",
                [manifest.file_id, reason, records],
            )
        record_file(connection, manifest, "loaded", None, tally)
    return tally


def record_file(
    connection: duckdb.DuckDBPyConnection,
    manifest: Manifest,
    status: str,
    reason: str | None,
    tally: Tally,
) -> None:
    """Write the manifest line of a file, in the place of an earlier one."""
    connection.execute(
        "insert or replace into ops.ingested_file values "
        "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            manifest.path,
            manifest.file_id,
            manifest.file_sequence,
            manifest.connector,
            manifest.account,
            status,
            reason,
            manifest.reader,
            manifest.bytes,
            _naive(manifest.exported_at),
            tally.read,
            tally.loaded,
            tally.quarantined,
            sum(tally.skipped.values()),
            tally.rows_loaded,
            mask_text("; ".join(tally.notes)) or None,
            _now(),
        ],
    )


def forget(connection: duckdb.DuckDBPyConnection, file_id: str) -> None:
    """Take back what the bytes gave when they were last read."""
    for stream in STREAM_NAMES:
        connection.execute(f"delete from raw.{stream} where _file_id = ?", [file_id])
    for table in ("quarantine", "skipped_record"):
        connection.execute(f"delete from ops.{table} where file_id = ?", [file_id])


def _supersede(connection: duckdb.DuckDBPyConnection, manifest: Manifest) -> None:
    """Other deliveries of the same bytes hold no rows from now on."""
    connection.execute(
        """
        update ops.ingested_file
        set status = 'duplicate', reason = ?, notes = null, records_read = 0, records_loaded = 0,
            records_quarantined = 0, records_skipped = 0, rows_loaded = 0
        where file_id = ? and path <> ? and status = 'loaded'
        """,
        [f"the same bytes as {manifest.path}", manifest.file_id, manifest.path],
    )


def _insert_rows(
    connection: duckdb.DuckDBPyConnection,
    manifest: Manifest,
    verdict: Verdict,
    loaded_at: datetime,
) -> None:
    rows = verdict.good.with_columns(  # noqa: F841  # read by name in the query
        pl.lit(manifest.connector).alias("_source"),
        pl.lit(manifest.file_id).alias("_file_id"),
        pl.lit(manifest.file_sequence).alias("_file_sequence"),
        pl.lit(_naive(manifest.exported_at)).alias("_exported_at"),
        pl.lit(loaded_at).alias("_loaded_at"),
    ).to_arrow()
    connection.execute(f"insert into raw.{verdict.stream} by name select * from rows")


def _insert_faults(
    connection: duckdb.DuckDBPyConnection,
    manifest: Manifest,
    stream: str,
    faults: pl.DataFrame,
) -> None:
    if faults.is_empty():
        return
    rejects = faults.to_arrow()  # noqa: F841  # read by name in the query
    connection.execute(
        'insert into ops.quarantine select ?, ?, ?, ?, _row, "column", rule, value, ? from rejects',
        [manifest.file_id, manifest.path, manifest.connector, stream, _now()],
    )


def _numbers(columns: Iterable[pl.Series]) -> set[int]:
    numbers: set[int] = set()
    for column in columns:
        numbers.update(column.to_list())
    return numbers


def _now() -> datetime:
    return datetime.now(tz=UTC).replace(tzinfo=None)


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
