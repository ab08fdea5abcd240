"""Tells which quarantined records still wait, and what became of the others since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assets.lib.disclosure import CAME_IN
from assets.streams import get_stream

if TYPE_CHECKING:
    import duckdb

_REPLACED = """
    update ops.quarantine as waiting
    set resolution = 'the file was replaced by a newer version'
    from ops.ingested_file as file
    where
        file.file_sequence = waiting.file_sequence
        and file.presence = 'replaced'
        and exists (
            from ops.ingested_file as newer
            where
                newer.path = file.path
                and newer.status = 'loaded'
                and newer.presence = 'present'
        )
"""


def resolve_quarantine(connection: duckdb.DuckDBPyConnection) -> None:
    """Set the resolution of every quarantined value anew; it stays null where the record waits.

    A record waits no longer where its file was replaced by a version that loaded, or where the
    same record came in from a file that was ingested later.
    """
    connection.execute("update ops.quarantine set resolution = null where resolution is not null")
    connection.execute(_REPLACED)
    streams = connection.execute(
        "select distinct stream from ops.quarantine where record is not null and resolution is null"
    ).fetchall()
    for (stream,) in streams:
        _resolve_stream(connection, stream)


def _resolve_stream(connection: duckdb.DuckDBPyConnection, stream: str) -> None:
    contract = get_stream(stream)
    key = " || '|' || ".join(f"cast(found.{name} as varchar)" for name in contract.key)
    connection.execute(
        f"""
        create or replace temp table came_in as
        select
            waiting.file_sequence,
            waiting.row_number,
            min_by(file.path, file.file_sequence) as path
        from (
            select distinct file_sequence, row_number, connector, account, record
            from ops.quarantine
            where stream = ? and record is not null and resolution is null
        ) as waiting
        inner join raw.{stream} as found
            on
                found._source = waiting.connector
                and found._account = waiting.account
                and {key} = waiting.record
                and found._file_sequence > waiting.file_sequence
        inner join ops.ingested_file as file on file.file_sequence = found._file_sequence
        group by waiting.file_sequence, waiting.row_number
        """,
        [stream],
    )
    connection.execute(
        """
        update ops.quarantine as waiting
        set resolution = ? || came_in.path
        from came_in
        where
            waiting.stream = ?
            and waiting.file_sequence = came_in.file_sequence
            and waiting.row_number = came_in.row_number
        """,
        [CAME_IN, stream],
    )
    connection.execute("drop table came_in")
