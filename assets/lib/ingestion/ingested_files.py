"""The record of ingested files, `ops.ingested_file`: one line per path and bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assets.lib.ingestion.masking import mask_text
from assets.lib.ingestion.tally import Tally
from assets.streams import STREAM_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb


@dataclass(frozen=True)
class IngestedFile:
    """What is known of a file before its records are."""

    path: str
    file_id: str
    file_sequence: int
    connector: str
    account: str
    parser_fingerprint: str
    bytes: int
    exported_at: datetime
    read_before: bool


@dataclass(frozen=True)
class KnownLine:
    """What the record says of bytes that were delivered before."""

    path: str
    parser_fingerprint: str
    status: str
    reason: str | None
    file_sequence: int


def read_known_lines(
    connection: duckdb.DuckDBPyConnection, file_id: str | None = None
) -> dict[str, list[KnownLine]]:
    """Return the lines of every file, or of one, by its bytes; those loaded earlier come first."""
    rows = connection.execute(
        """
        select file_id, path, parser_fingerprint, status, reason, file_sequence
        from ops.ingested_file
        where ? is null or file_id = ?
        order by file_sequence
        """,
        [file_id, file_id],
    ).fetchall()
    lines: dict[str, list[KnownLine]] = {}
    for known_id, *values in rows:
        lines.setdefault(known_id, []).append(KnownLine(*values))
    return lines


def next_sequence(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the number that a file which was never ingested gets."""
    [(sequence,)] = connection.execute(
        "select coalesce(max(file_sequence), 0) + 1 from ops.ingested_file"
    ).fetchall()
    return int(sequence)


def record_file(
    connection: duckdb.DuckDBPyConnection,
    file: IngestedFile,
    status: str,
    reason: str | None,
    tally: Tally,
) -> None:
    """Write the line of a file in ops.ingested_file, in the place of an earlier one."""
    connection.execute(
        "insert or replace into ops.ingested_file values "
        "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            file.path,
            file.file_id,
            file.file_sequence,
            file.connector,
            file.account,
            status,
            reason,
            file.parser_fingerprint,
            file.bytes,
            to_naive_utc(file.exported_at),
            tally.read,
            tally.loaded,
            tally.quarantined,
            sum(tally.skipped.values()),
            tally.rows_loaded,
            mask_text("; ".join(tally.all_notes if status == "loaded" else [])) or None,
            now(),
        ],
    )


def forget(connection: duckdb.DuckDBPyConnection, file_id: str) -> None:
    """Take back what the bytes gave when they were last read."""
    sequences = connection.execute(
        "select file_sequence from ops.ingested_file where file_id = ? and rows_loaded > 0",
        [file_id],
    ).fetchall()
    for (sequence,) in sequences:
        for stream in STREAM_NAMES:
            # the sequence ascends through a table, so its statistics spare most row groups
            connection.execute(
                f"delete from raw.{stream} where _file_sequence = ? and _file_id = ?",
                [sequence, file_id],
            )
    for table in ("quarantine", "skipped_record"):
        connection.execute(f"delete from ops.{table} where file_id = ?", [file_id])


def supersede(connection: duckdb.DuckDBPyConnection, file: IngestedFile) -> None:
    """Other landed files of the same bytes hold no rows from now on."""
    connection.execute(
        """
        update ops.ingested_file
        set status = 'duplicate', reason = ?, notes = null, records_read = 0, records_loaded = 0,
            records_quarantined = 0, records_skipped = 0, rows_loaded = 0
        where file_id = ? and path <> ? and status = 'loaded'
        """,
        [f"the same bytes as {file.path}", file.file_id, file.path],
    )


def drop_withdrawn(
    connection: duckdb.DuckDBPyConnection, delivered: Iterable[tuple[str, str]]
) -> None:
    """Delete the lines of failed files that are no longer delivered as they were.

    `delivered` are paths and bytes. A failed file has no rows, so nothing else is left of it.
    """
    failed = connection.execute(
        "select path, file_id from ops.ingested_file where status = 'failed'"
    ).fetchall()
    for path, file_id in set(failed) - set(delivered):
        connection.execute(
            "delete from ops.ingested_file where path = ? and file_id = ?", [path, file_id]
        )


def to_naive_utc(moment: datetime) -> datetime:
    """Return the instant as the warehouse keeps it: in UTC, without a zone."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def now() -> datetime:
    """Return this instant as the warehouse keeps it."""
    return to_naive_utc(datetime.now(tz=UTC))
