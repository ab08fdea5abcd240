"""The DuckDB file of the warehouse: the only place that opens it for writing."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from assets.lib.errors import UserError
from assets.lib.settings import Settings
from assets.lib.warehouse_schema import (
    WAREHOUSE_VERSION,
    put_in_place,
    read_version,
    refuse_newer,
)

_LOG = logging.getLogger(__name__)
_HELD = ("Could not set lock", "different configuration")
"""What DuckDB says where another process, or this one, has the file open for writing."""
_DAMAGED = (
    "not a valid DuckDB database file",
    "Corrupt database file",
    "Could not read enough bytes",
    "Failure while replaying WAL",
    "Failed to deserialize",
    "Failed to load metadata pointer",
)
"""What DuckDB says where bytes of the file are not what it wrote."""


class WarehouseBusy(UserError):
    """Another process has the warehouse open in a way that this one can't share."""


class WarehouseDamaged(UserError):
    """The file is no database, or part of it can't be read any more."""


class NoWarehouse(UserError):
    """There is nothing to read, or nothing that this version can read."""


@contextmanager
def open_warehouse(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a writing connection, with every schema and table in place.

    Rebuilds a warehouse of an older version as `prepare_warehouse` does, and logs what that
    returns. Raises WarehouseBusy where another process holds the file, WarehouseDamaged where
    it can't be read, and WarehouseTooNew where a newer version wrote it.
    """
    settings.warehouse_folder.mkdir(parents=True, exist_ok=True)
    with _connected(settings, read_only=False) as connection:
        said = _put_in_place(connection, settings)
        if said:
            _LOG.warning("%s", said)
        yield connection


@contextmanager
def open_warehouse_for_reading(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection that can't write, and creates nothing.

    Raises NoWarehouse where there is none yet or an older version wrote it, WarehouseBusy where a
    process writes to it, and WarehouseTooNew where a newer version wrote it.
    """
    if not settings.warehouse_file.exists():
        raise NoWarehouse("there is no warehouse yet; `fullscore run` makes it")
    with _connected(settings, read_only=True) as connection:
        version = read_version(connection)
        refuse_newer(version)
        if version < WAREHOUSE_VERSION:
            raise NoWarehouse("an older version wrote the warehouse; the next run rebuilds it")
        yield connection


@contextmanager
def kept_open(settings: Settings) -> Iterator[None]:
    """Keep the database of this process open meanwhile, so that its steps open it at no cost.

    Raises WarehouseBusy where another process holds the file.
    """
    settings.warehouse_folder.mkdir(parents=True, exist_ok=True)
    with _connected(settings, read_only=False):
        yield


def prepare_warehouse(settings: Settings) -> str | None:
    """Put every table in place, and return what a run is to say of that: None for nothing.

    A warehouse of an older version is rebuilt in one transaction: what can't be read again from
    landing is carried over, and the next ingestion reads every file. Raises as `open_warehouse`.
    """
    settings.warehouse_folder.mkdir(parents=True, exist_ok=True)
    with _connected(settings, read_only=False) as connection:
        return _put_in_place(connection, settings)


def tells_damage(said: str) -> bool:
    """Tell whether an error, as DuckDB words it, is about bytes that are not what it wrote."""
    return any(part in said for part in _DAMAGED)


def set_memory(connection: duckdb.DuckDBPyConnection, size: str) -> None:
    """Let the database hold this much in memory, such as '1.25GB', before it spills to the disk."""
    connection.execute(f"set memory_limit = '{size}'")


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit what happens inside together, or nothing of it."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


@contextmanager
def _connected(settings: Settings, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    with _in_words(settings):
        connection = duckdb.connect(str(settings.warehouse_file), read_only=read_only)
        try:
            connection.execute("set timezone = 'UTC'")
            set_memory(connection, settings.memory)
            yield connection
        finally:
            connection.close()


@contextmanager
def _in_words(settings: Settings) -> Iterator[None]:
    """Raise what a person can act on in place of DuckDB's error about the file as such."""
    try:
        yield
    except duckdb.Error as error:
        said = str(error)
        if isinstance(error, duckdb.IOException | duckdb.ConnectionException) and any(
            part in said for part in _HELD
        ):
            raise WarehouseBusy(
                f"another process is using {settings.warehouse_file}; try again when it has ended"
            ) from error
        if tells_damage(said):
            raise WarehouseDamaged(
                f"the warehouse {settings.warehouse_file} is damaged; `fullscore run` moves it "
                f"aside and builds it anew from landing ({said.splitlines()[0]})"
            ) from error
        raise


def _put_in_place(connection: duckdb.DuckDBPyConnection, settings: Settings) -> str | None:
    with transaction(connection):
        return put_in_place(connection, settings.landing)
