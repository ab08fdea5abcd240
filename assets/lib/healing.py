"""Moves a damaged warehouse aside: the run that follows builds it anew from landing."""

from __future__ import annotations

from datetime import UTC, datetime

from assets.lib.settings import Settings
from assets.lib.warehouse import (
    NoWarehouse,
    WarehouseDamaged,
    open_warehouse_for_reading,
    tells_damage,
)
from assets.snapshot.reader import if_intact, read_last_run


def heal_warehouse(settings: Settings) -> str | None:
    """Move the warehouse aside where it is damaged; return what is to be said of that, or None.

    It is damaged where it can't be opened, or where the last run failed since a part of it could
    not be read. Call it under the home's lock. The ledger, sign-offs and withdrawals are not in
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
        with open_warehouse_for_reading(settings):
            return False
    except NoWarehouse:  # an older version's
        return False
    except WarehouseDamaged:
        return True
