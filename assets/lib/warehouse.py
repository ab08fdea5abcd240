"""The DuckDB file of the warehouse: the only place that opens it for writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from assets.lib.errors import UserError
from assets.lib.settings import Settings
from assets.streams import ORIGIN_COLUMNS, all_streams

_OPS_TABLES = """
create schema if not exists raw;
create schema if not exists ops;
create schema if not exists org;
create table if not exists ops.ingested_file (
    path varchar not null, file_id varchar not null, file_sequence bigint not null,
    connector varchar, account varchar, status varchar not null, reason varchar,
    reader varchar not null, bytes bigint not null, exported_at timestamp,
    records_read bigint not null, records_loaded bigint not null,
    records_quarantined bigint not null, records_skipped bigint not null,
    rows_loaded bigint not null, notes varchar, ingested_at timestamp not null,
    primary key (path, file_id)
);
create table if not exists ops.skipped_record (
    file_id varchar not null, reason varchar not null, records bigint not null
);
create table if not exists ops.quarantine (
    file_id varchar not null, path varchar not null, connector varchar not null,
    stream varchar not null, row_number bigint not null, column_name varchar not null,
    rule varchar not null, value varchar, quarantined_at timestamp not null
);
create table if not exists ops.stream (
    stream varchar primary key, version bigint not null
);
create table if not exists ops.check_result (
    run_id varchar not null, check_name varchar not null, asset varchar not null,
    severity varchar not null, passed boolean not null, description varchar, detail varchar,
    failing_rows bigint not null, checked_at timestamp not null
);
create table if not exists ops.notice (
    agent varchar not null, trigger_name varchar not null, week_start date not null,
    state varchar not null, expression varchar not null, detail varchar not null, owner varchar,
    run_id varchar not null, recorded_at timestamp not null, delivered_at timestamp,
    primary key (agent, trigger_name, week_start, state)
);
"""


class NoWarehouse(UserError):
    """No run has made a warehouse yet."""


class WarehouseBusy(UserError):
    """Another process has the warehouse open in a way that this one can't share."""


@contextmanager
def open_warehouse(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a writing connection, with every schema and table in place.

    Raises WarehouseBusy where another process holds the file.
    """
    settings.warehouse_folder.mkdir(parents=True, exist_ok=True)
    connection = _connect(settings, read_only=False)
    try:
        _ensure_tables(connection)
        yield connection
    finally:
        connection.close()


@contextmanager
def open_warehouse_for_reading(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a read-only connection.

    Raises NoWarehouse before the first run, WarehouseBusy while another process writes.
    """
    if not settings.warehouse_file.exists():
        raise NoWarehouse("there is no warehouse yet; `fullscore run` makes it")
    connection = _connect(settings, read_only=True)
    try:
        yield connection
    finally:
        connection.close()


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


def _connect(settings: Settings, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        connection = duckdb.connect(str(settings.warehouse_file), read_only=read_only)
    except duckdb.IOException as error:
        if "Could not set lock" not in str(error):
            raise
        raise WarehouseBusy(
            f"another process is using {settings.warehouse_file}; try again when it has ended"
        ) from error
    connection.execute("set timezone = 'UTC'")
    return connection


def _ensure_tables(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(_OPS_TABLES)
    present = dict(connection.execute("select stream, version from ops.stream").fetchall())
    outdated = [s for s in all_streams() if present.get(s.name) != s.version]
    for stream in outdated:
        columns = {c.name: c.duckdb_type for c in stream.columns} | ORIGIN_COLUMNS
        listed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
        with transaction(connection):
            connection.execute(f"create or replace table raw.{stream.name} ({listed})")
            connection.execute(
                "insert or replace into ops.stream values (?, ?)",
                [stream.name, stream.version],
            )
