"""Moves a damaged warehouse aside: the run that follows builds it anew from landing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assets.lib.settings import Settings
from assets.lib.warehouse import (
    NoWarehouse,
    WarehouseDamaged,
    open_warehouse_for_reading,
    tells_damage,
)
from assets.snapshot.reader import if_intact, read_last_run

if TYPE_CHECKING:
    import duckdb


def heal_warehouse(settings: Settings) -> str | None:
    """Move the warehouse aside where it is damaged; return what is to be said of that, or None.

    It is damaged where it can't be opened, where the last run failed since a part of it could not
    be read, and where it has rows of files that it has no line of: read again, they would be there
    twice. Call it under the home's lock. The ledger, sign-offs and withdrawals are not in
    the warehouse. Raises WarehouseBusy where another process holds it.
    """
    if not settings.warehouse_file.exists() or not _is_damaged(settings):
        return None
    aside = settings.warehouse_file.with_name(
        f"{settings.warehouse_file.stem}.damaged-{datetime.now(tz=UTC):%Y%m%dT%H%M%S%f}.duckdb"
    )
    settings.warehouse_file.rename(aside)
    log = settings.warehouse_file.with_name(f"{settings.warehouse_file.name}.wal")
    if log.exists():
        log.rename(aside.with_name(f"{aside.name}.wal"))
    return (
        f"the warehouse was damaged and is now {aside}; it is built anew from landing "
        "(rows of files that are gone from landing, and the record of alerts, are only in there)"
    )


def _is_damaged(settings: Settings) -> bool:
    last = if_intact(read_last_run, settings.published)
    if last and last.state == "failed" and any(map(tells_damage, last.reasons)):
        return True  # by blocks that opening the file does not read
    try:
        with open_warehouse_for_reading(settings) as connection:
            return any(_has_rows_of_unknown_files(connection, n) for n in _raw_tables(connection))
    except NoWarehouse:  # an older version's
        return False
    except WarehouseDamaged:
        return True


def _raw_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the raw tables that are there: a stream may be newer than the warehouse."""
    found = connection.execute(
        "select table_name from duckdb_tables() where schema_name = 'raw'"
    ).fetchall()
    return [name for (name,) in found]


def _has_rows_of_unknown_files(connection: duckdb.DuckDBPyConnection, stream: str) -> bool:
    found = connection.execute(
        f"select 1 from raw.{stream} as rows "
        "anti join ops.ingested_file as files on rows._file_sequence = files.file_sequence limit 1"
    )
    return found.fetchone() is not None
