"""Records which of the ingested files are still in landing, and as of when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assets.lib.ingestion.ingested_files import delete_rows, to_naive_utc

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from assets.lib.ingestion.inputs import Input


def record_presence(connection: duckdb.DuckDBPyConnection, items: Sequence[Input]) -> None:
    """Mark every ingested file as present, replaced (other bytes at its path) or gone.

    The rows of replaced and gone files stay. Those of a file that was moved to another account's
    folder go: the same bytes give them to the account where they lie now.
    """
    connection.execute(
        "create or replace temp table landed "
        "(path varchar, file_id varchar, connector varchar, account varchar, modified timestamp)"
    )
    if items:
        connection.executemany(
            "insert into landed values (?, ?, ?, ?, ?)",
            [
                (
                    item.landed.path,
                    item.file_id,
                    item.landed.connector or "",
                    item.account.name,
                    to_naive_utc(item.landed.modified_at),
                )
                for item in items
            ],
        )
    _drop_moved(connection)
    connection.execute(
        """
        update ops.ingested_file as file
        set presence = case
            when exists (
                from landed
                where
                    landed.file_id = file.file_id
                    and landed.connector = file.connector
                    and landed.account = file.account
            ) then 'present'
            when exists (from landed where landed.path = file.path) then 'replaced'
            else 'gone'
        end
        """
    )
    connection.execute(
        """
        update ops.ingested_file as file
        set modified_at = landed.modified
        from landed
        where
            landed.path = file.path
            and landed.file_id = file.file_id
            and landed.modified <> file.modified_at
        """
    )
    connection.execute("drop table landed")


def _drop_moved(connection: duckdb.DuckDBPyConnection) -> None:
    moved = connection.execute(
        """
        select path, file_id, file_sequence
        from ops.ingested_file as file
        where
            exists (
                from ops.ingested_file as other
                inner join landed on landed.path = other.path and landed.file_id = other.file_id
                where other.file_id = file.file_id and other.status = 'loaded'
            )
            and not exists (
                from landed
                where
                    landed.file_id = file.file_id
                    and landed.connector = file.connector
                    and landed.account = file.account
            )
        """
    ).fetchall()
    for path, file_id, sequence in moved:
        delete_rows(connection, sequence)
        connection.execute(
            "delete from ops.ingested_file where path = ? and file_id = ?", [path, file_id]
        )
