"""The record of ingested files, `ops.ingested_file`: one line per path and bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Literal

from assets.lib.disclosure import SAME_BYTES
from assets.lib.ingestion.connector import SeenTable
from assets.lib.ingestion.export_time import read_download_number
from assets.lib.ingestion.masking import mask_text
from assets.lib.ingestion.tally import Tally
from assets.streams import STREAM_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb

WITHOUT_RECORDS = (
    "notes = null, records_read = 0, records_loaded = 0, records_quarantined = 0, "
    "records_skipped = 0, rows_loaded = 0"
)
"""What is set in the line of a file that holds no rows any more."""

Status = Literal["loaded", "duplicate", "failed", "withdrawn"]


@dataclass(frozen=True)
class IngestedFile:
    """What is known of a file before its records are.

    `exported_at` is the time that the export states, None where it states none; `last_day` is the
    end of the range of days that a report states, in `timezone`.
    """

    path: str
    file_id: str
    file_sequence: int
    connector: str
    account: str
    parser_fingerprint: str
    bytes: int
    exported_at: datetime | None
    modified_at: datetime
    timezone: str
    last_day: date | None
    read_before: bool

    @property
    def written_before(self) -> datetime:
        """Return when the file was written at the latest."""
        return self.exported_at or self.modified_at


@dataclass(frozen=True)
class KnownLine:
    """What the record says of bytes that landed before."""

    path: str
    connector: str
    account: str
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
        select file_id, path, connector, account, parser_fingerprint, status, reason, file_sequence
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
    status: Status,
    reason: str | None,
    tally: Tally,
) -> None:
    """Write the line of a file in ops.ingested_file, in the place of an earlier one."""
    download = read_download_number(file.path)
    newest = [c.newest_event_at for c in tally.coverage if c.newest_event_at]
    values = {
        "path": file.path,
        "file_id": file.file_id,
        "file_sequence": file.file_sequence,
        "connector": file.connector,
        "account": file.account,
        "status": status,
        "reason": reason,
        "parser_fingerprint": file.parser_fingerprint,
        "bytes": file.bytes,
        "exported_at": file.exported_at and to_naive_utc(file.exported_at),
        "newest_event_at": max(newest, default=None),
        "modified_at": to_naive_utc(file.modified_at),
        "download_name": download.name,
        "download_number": download.number,
        "presence": "present",
        "records_read": tally.read,
        "records_loaded": tally.loaded,
        "records_quarantined": tally.quarantined,
        "records_skipped": sum(tally.skipped.values()),
        "rows_loaded": tally.rows_loaded,
        "notes": mask_text("; ".join(tally.all_notes if status == "loaded" else [])) or None,
        "ingested_at": now(),
    }
    names, marks = ", ".join(values), ", ".join("?" for _ in values)
    connection.execute(
        f"insert or replace into ops.ingested_file ({names}) values ({marks})",
        list(values.values()),
    )
    for covered in tally.coverage:
        connection.execute(
            "insert into ops.file_account values (?, ?, ?, ?, ?)",
            [
                file.file_sequence,
                file.connector,
                covered.account,
                covered.newest_event_at,
                covered.covered_until,
            ],
        )


def record_columns(
    connection: duckdb.DuckDBPyConnection, file: IngestedFile, seen: SeenTable
) -> None:
    """Write which columns the file has: their headers and kinds, and nothing that is below them."""
    connection.execute(
        """
        insert into ops.file_column
        select ?, ?, unnest(?::varchar[]), unnest(?::varchar[]), unnest(?::boolean[]),
            unnest(?::boolean[])
        """,
        [
            file.file_sequence,
            seen.report,
            [column.name for column in seen.columns],
            [column.kind for column in seen.columns],
            [column.is_read for column in seen.columns],
            [column.is_known for column in seen.columns],
        ],
    )


def forget(connection: duckdb.DuckDBPyConnection, file: IngestedFile) -> None:
    """Take back what the same bytes gave the same account when they were last read."""
    sequences = connection.execute(
        "select file_sequence from ops.ingested_file "
        "where file_id = ? and connector = ? and account = ?",
        [file.file_id, file.connector, file.account],
    ).fetchall()
    for (sequence,) in sequences:
        delete_rows(connection, sequence)


def take_back(connection: duckdb.DuckDBPyConnection, file_sequence: int) -> None:
    """Delete everything that a file gave, and its line in the record of files."""
    delete_rows(connection, file_sequence)
    connection.execute("delete from ops.ingested_file where file_sequence = ?", [file_sequence])


def delete_rows(connection: duckdb.DuckDBPyConnection, file_sequence: int) -> dict[str, int]:
    """Delete everything that a file gave; return the number of its raw rows by stream."""
    deleted = {}
    for stream in STREAM_NAMES:
        # the sequence ascends through a table, so its statistics spare most row groups
        [(rows,)] = connection.execute(
            f"delete from raw.{stream} where _file_sequence = ?", [file_sequence]
        ).fetchall()
        if rows:
            deleted[stream] = int(rows)
    for table in ("quarantine", "skipped_record", "file_account", "file_column"):
        connection.execute(f"delete from ops.{table} where file_sequence = ?", [file_sequence])
    return deleted


def supersede(connection: duckdb.DuckDBPyConnection, file: IngestedFile) -> None:
    """Other landed files of the same bytes and account hold no rows from now on."""
    connection.execute(
        f"""
        update ops.ingested_file
        set status = 'duplicate', reason = ?, {WITHOUT_RECORDS}
        where
            file_id = ? and connector = ? and account = ? and path <> ? and status = 'loaded'
        """,
        [f"{SAME_BYTES}{file.path}", file.file_id, file.connector, file.account, file.path],
    )


def drop_gone_failures(
    connection: duckdb.DuckDBPyConnection, landed: Iterable[tuple[str, str]]
) -> None:
    """Delete the lines of failed files that are no longer in landing as they were.

    `landed` are paths and bytes. A failed file has no rows, so nothing else is left of it.
    """
    failed = connection.execute(
        "select path, file_id from ops.ingested_file where status = 'failed'"
    ).fetchall()
    for path, file_id in set(failed) - set(landed):
        connection.execute(
            "delete from ops.ingested_file where path = ? and file_id = ?", [path, file_id]
        )


def to_naive_utc(moment: datetime) -> datetime:
    """Return the instant as the warehouse keeps it: in UTC, without a zone."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def now() -> datetime:
    """Return this instant as the warehouse keeps it."""
    return to_naive_utc(datetime.now(tz=UTC))
