"""Has files read anew whose records did not all get in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assets.lib.disclosure import create_shown_records
from assets.lib.warehouse_schema import READ_AGAIN

if TYPE_CHECKING:
    import duckdb


def request_replay(connection: duckdb.DuckDBPyConnection, path: str | None = None) -> list[str]:
    """Mark the files with quarantined or failed records, so that the next run reads them again.

    A file is named by its path or, where people are hidden, by what is shown in its place.
    Returns their paths. Until then, what they gave stays as it is. Files that are no longer in
    landing can't be read again.
    """
    create_shown_records(connection)
    marked = connection.execute(
        """
        update ops.ingested_file
        set parser_fingerprint = ?
        where
            (records_quarantined > 0 or status = 'failed')
            and presence = 'present'
            and (
                ? is null
                or path = ?
                or file_sequence in (select file_sequence from shown_file where path = ?)
            )
        returning path
        """,
        [READ_AGAIN, path, path, path],
    ).fetchall()
    return sorted(row[0] for row in marked)
