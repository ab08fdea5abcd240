"""What may be shown of ingestion's own records and of failures, where people are hidden.

What of the exports' words may be published the dbt project decides, by `Column.worded`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assets.lib.stream import WITHHELD
from assets.lib.table import quoted
from assets.streams import all_streams

if TYPE_CHECKING:
    import duckdb

FILE_DIGITS = 12
"""So many digits of the hash of its bytes stand for the name of a file."""

CAME_IN = "the record came in from "
SAME_BYTES = "the same bytes as "
"""What stands before the path of another file. Reasons quote nothing else of files."""


@dataclass(frozen=True)
class _ShownRecords:
    """A view of ingestion's records: what of them may be shown.

    `left_out` are columns that nobody is shown, `withheld` what stands for others where people are
    hidden.
    """

    name: str
    query: str
    left_out: Sequence[str]
    withheld: Mapping[str, str]


def hides_people(connection: duckdb.DuckDBPyConnection) -> bool:
    """Return whether the organisation hid its people when it was last written to the warehouse."""
    known = connection.execute(
        "select 1 from duckdb_columns() where schema_name = 'org' and table_name = 'reporting' "
        "and column_name = 'hides_people'"
    ).fetchall()
    return (
        bool(known)
        and (True,) in connection.execute("select hides_people from org.reporting").fetchall()
    )


def create_shown_records(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the temporary views shown_file, shown_quarantine and shown_skipped.

    They are what may be shown of ops.ingested_file, ops.quarantine and ops.skipped_record.
    """
    hides = hides_people(connection)
    for records in _shown_records():
        replaced = ", ".join(f"{shown} as {name}" for name, shown in records.withheld.items())
        columns = f"* exclude ({', '.join(records.left_out)})"
        if hides:
            columns += f" replace ({replaced})"
        connection.execute(
            f"create or replace temp view {records.name} as "
            f"select {columns} from ({records.query}) as record"
        )


def shown_path(path: str, connector: str, file_id: str, *, hides: bool) -> str:
    """Return how a file is named: by its path, or by the hash of its bytes."""
    return f"{_known(connector)}/{_digits(file_id)}" if hides else path


def _known(connector: str) -> str:
    from assets.lib.ingestion.discover import discover_connectors  # which imports them all

    return connector if connector in discover_connectors() else "unknown"


def _digits(file_id: str) -> str:
    return file_id[:FILE_DIGITS] if _is_hash(file_id) else "unreadable"


def _is_hash(file_id: str) -> bool:
    return ":" not in file_id


def _shown_records() -> tuple[_ShownRecords, ...]:
    from assets.lib.ingestion.discover import discover_connectors  # as above

    connectors = ", ".join(map(quoted, discover_connectors()))
    known = f"case when connector in ({connectors}) then connector else 'unknown' end"
    file_id = "case when contains(file_id, ':') then 'unreadable' else file_id end"
    columns = ", ".join(quoted(c.name) for stream in all_streams() for c in stream.columns)
    file = {
        "path": f"{known} || '/' || substring({file_id}, 1, {FILE_DIGITS})",
        "connector": known,
    }
    account = "case when account = 'default' then account else " + f"{quoted(WITHHELD)} end"
    return (
        _ShownRecords(
            "shown_file",
            "from ops.ingested_file",
            ("parser_fingerprint",),
            file
            | {
                "file_id": file_id,
                "account": account,
                "reason": f"case when starts_with(reason, {quoted(SAME_BYTES)}) "
                f"then {quoted(SAME_BYTES + 'another file')} else reason end",
                "notes": _withheld("notes"),
                "download_name": quoted(WITHHELD),
            },
        ),
        _ShownRecords(
            "shown_quarantine",
            "select quarantined.*, files.file_id from ops.quarantine as quarantined "
            "left join ops.ingested_file as files using (file_sequence)",
            ("record", "file_id"),
            file
            | {
                "account": account,
                "column_name": f"case when column_name in ('(whole row)', {columns}) "
                f"then column_name else {quoted(WITHHELD)} end",
                "value": _withheld("value"),
                "resolution": f"case when starts_with(resolution, {quoted(CAME_IN)}) "
                f"then {quoted(CAME_IN + 'another file')} else resolution end",
            },
        ),
        _ShownRecords(
            "shown_skipped",
            "select files.path, files.connector, files.file_id, skipped.reason, skipped.records "
            "from ops.skipped_record as skipped "
            "inner join ops.ingested_file as files using (file_sequence) "
            "where files.status = 'loaded'",
            ("file_id",),
            file,
        ),
    )


def _withheld(column: str) -> str:
    return f"case when {column} is not null then {quoted(WITHHELD)} end"
