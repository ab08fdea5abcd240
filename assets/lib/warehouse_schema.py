"""The tables of the warehouse, and how one of an older version becomes one of this version."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from assets.lib.errors import UserError
from assets.streams import ORIGIN_COLUMNS, STREAM_NAMES, all_streams

WAREHOUSE_VERSION = 3
"""Counts the changes of the tables below; older warehouses have no version at all."""

READ_AGAIN = "to be read again"
"""In place of a parser fingerprint: no parser has it, so the next run reads the file."""

OPS_TABLES = """
create schema if not exists raw;
create schema if not exists ops;
create schema if not exists org;
create table if not exists ops.ingested_file (
    path varchar not null, file_id varchar not null, file_sequence bigint not null,
    connector varchar, account varchar, status varchar not null, reason varchar,
    parser_fingerprint varchar not null, bytes bigint not null, exported_at timestamp,
    newest_event_at timestamp, modified_at timestamp not null, download_name varchar not null,
    download_number integer not null, presence varchar not null,
    records_read bigint not null, records_loaded bigint not null,
    records_quarantined bigint not null, records_skipped bigint not null,
    rows_loaded bigint not null, notes varchar, ingested_at timestamp not null,
    primary key (path, file_id)
);
create table if not exists ops.file_account (
    file_sequence bigint not null, source varchar not null, account varchar not null,
    newest_event_at timestamp, covered_until timestamp
);
create table if not exists ops.file_column (
    file_sequence bigint not null, report varchar not null, column_name varchar not null,
    kind varchar not null, is_read boolean not null, is_known boolean not null
);
create table if not exists ops.skipped_record (
    file_sequence bigint not null, reason varchar not null, records bigint not null
);
create table if not exists ops.quarantine (
    file_sequence bigint not null, path varchar not null, connector varchar not null,
    stream varchar not null, row_number bigint not null, column_name varchar not null,
    rule varchar not null, value varchar, quarantined_at timestamp not null,
    account varchar, record varchar, resolution varchar
);
create table if not exists ops.person_key (fingerprint varchar not null);
create table if not exists ops.warehouse_version (version bigint not null);
create table if not exists ops.stream (
    stream varchar primary key, version bigint not null
);
create table if not exists ops.check_result (
    run_id varchar not null, check_name varchar not null, asset varchar not null,
    severity varchar not null, passed boolean not null, description varchar, detail varchar,
    failing_rows bigint not null, checked_at timestamp not null
);
create table if not exists ops.alert (
    agent varchar not null, trigger_name varchar not null, week_start date not null,
    state varchar not null, expression varchar not null, detail varchar not null, owner varchar,
    run_id varchar not null, recorded_at timestamp not null, delivered_at timestamp,
    primary key (agent, trigger_name, week_start, state)
);
"""

_RENAMED = {"reader": "parser_fingerprint"}
_NEEDED_ORIGIN = ("_source", "_account", "_file_sequence", "_columns")
_CARRIED = ("ingested_file", "skipped_record", "quarantine", "check_result", "alert")
_FORMER_NAMES = {"alert": "notice"}


class RowsNotKept(UserError):
    """Rows of files that are gone from landing don't fit the tables of this version."""


class WarehouseTooNew(UserError):
    """A newer version of this program wrote the warehouse."""


@dataclass(frozen=True)
class _Rebuilt:
    """What became of an older warehouse."""

    files: int
    missing: tuple[str, ...]
    not_carried: tuple[str, ...]

    def describe(self) -> str:
        text = (
            f"the warehouse was written by an older version: all {self.files} files are read "
            "again from landing"
        )
        if self.missing:
            text += (
                f"; {len(self.missing)} are no longer there, and what they gave before was kept "
                f"({', '.join(self.missing)})"
            )
        if self.not_carried:
            text += f"; not carried over: {', '.join(self.not_carried)}"
        return text


def read_version(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the version of the warehouse; 0 where it states none."""
    if not _columns(connection, "ops", "warehouse_version"):
        return 0
    [(version,)] = connection.execute(
        "select coalesce(max(version), 0) from ops.warehouse_version"
    ).fetchall()
    return int(version)


def refuse_newer(version: int) -> None:
    """Raise WarehouseTooNew where a newer version than ours wrote the warehouse."""
    if version > WAREHOUSE_VERSION:
        raise WarehouseTooNew(
            f"the warehouse has version {version}, and this program knows {WAREHOUSE_VERSION}; "
            "update the program, or give it a home of its own"
        )


def put_in_place(connection: duckdb.DuckDBPyConnection, landing: Path) -> str | None:
    """Create what is missing, within the transaction of the caller.

    An older warehouse is rebuilt: every file is to be read again, and what can't be read again is
    carried over. Returns what is to be said of that, None where nothing is.
    """
    version = read_version(connection)
    refuse_newer(version)
    rebuilt = None
    if version < WAREHOUSE_VERSION and _columns(connection, "ops", "ingested_file"):
        rebuilt = _rebuild(connection, landing)
    connection.execute(OPS_TABLES)
    if version < WAREHOUSE_VERSION:
        connection.execute("delete from ops.warehouse_version")
        connection.execute("insert into ops.warehouse_version values (?)", [WAREHOUSE_VERSION])
    _renew_raw_tables(connection, landing)
    return rebuilt.describe() if rebuilt else None


def _rebuild(connection: duckdb.DuckDBPyConnection, landing: Path) -> _Rebuilt:
    for table in _CARRIED:
        for name in (table, _FORMER_NAMES.get(table, table)):
            if _columns(connection, "ops", name):
                connection.execute(f"create temp table kept_{table} as from ops.{name}")
                connection.execute(f"drop table ops.{name}")
    connection.execute(OPS_TABLES)
    lost = [f"ops.{table}" for table in _CARRIED if not _carry(connection, table)]
    if "ops.ingested_file" in lost:  # rows whose file nothing is known of
        for stream in STREAM_NAMES:
            connection.execute(f"drop table if exists raw.{stream}")
        for table in ("file_account", "file_column"):
            connection.execute(f"delete from ops.{table}")
        lost.append("raw")
    connection.execute("update ops.ingested_file set parser_fingerprint = ?", [READ_AGAIN])
    files = connection.execute(
        "select path, status from ops.ingested_file order by path"
    ).fetchall()
    missing = [p for p, status in files if status == "loaded" and not (landing / p).exists()]
    return _Rebuilt(len(files), tuple(missing), tuple(lost))


def _carry(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Copy what was kept of a table; returns False where it lacks a column that must be filled."""
    kept = _columns(connection, "main", f"kept_{table}")
    if not kept:
        return True
    target = _columns(connection, "ops", table)
    sources = {_RENAMED.get(name, name): name for name in kept}
    common = [name for name in target if name in sources]
    complete = all(name in sources for name, nullable in target.items() if not nullable)
    if complete:
        chosen = ", ".join(f"{sources[name]} as {name}" for name in common)
        connection.execute(f"insert into ops.{table} by name select {chosen} from kept_{table}")
    connection.execute(f"drop table kept_{table}")
    return complete


def _columns(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> dict[str, bool]:
    """Return the columns of a table, and whether each may be null; none where there is no table."""
    return dict(
        connection.execute(
            "select column_name, is_nullable from duckdb_columns() "
            "where schema_name = ? and table_name = ? order by column_index",
            [schema, table],
        ).fetchall()
    )


def _renew_raw_tables(connection: duckdb.DuckDBPyConnection, landing: Path) -> None:
    """Create anew the table of every stream whose version or columns are others by now.

    Files in landing fill it again; the rows of the others are carried over by the names of their
    columns. Raises RowsNotKept where that would leave a needed column empty.
    """
    present = dict(connection.execute("select stream, version from ops.stream").fetchall())
    found: dict[str, list[str]] = dict(
        connection.execute(
            "select table_name, list(column_name order by column_index) from duckdb_columns() "
            "where schema_name = 'raw' group by table_name"
        ).fetchall()
    )
    for stream in all_streams():
        columns = {c.name: c.duckdb_type for c in stream.columns} | ORIGIN_COLUMNS
        before = found.get(stream.name, [])
        if present.get(stream.name) == stream.version and before == list(columns):
            continue
        gone = _gone_files(connection, landing, stream.name) if before else {}
        needed = [c.name for c in stream.columns if c.required] + list(_NEEDED_ORIGIN)
        if gone and (lacking := [name for name in needed if name not in before]):
            raise RowsNotKept(_describe_not_kept(stream.name, lacking, list(gone)))
        kept = ", ".join(name for name in columns if name in before)
        sequences = ", ".join(map(str, gone.values())) or "null"
        if before:
            connection.execute(
                f"create temp table kept as select {kept} from raw.{stream.name} "
                f"where _file_sequence in ({sequences})"
            )
        listed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
        connection.execute(f"create or replace table raw.{stream.name} ({listed})")
        if before:
            connection.execute(f"insert into raw.{stream.name} by name from kept")
            connection.execute("drop table kept")
        connection.execute(
            "insert or replace into ops.stream values (?, ?)", [stream.name, stream.version]
        )


def _gone_files(
    connection: duckdb.DuckDBPyConnection, landing: Path, stream: str
) -> dict[str, int]:
    """Return path and sequence of every file with rows of the stream that can't be read again."""
    files = connection.execute(
        f"""
        select file.path, file.file_sequence, file.bytes
        from ops.ingested_file as file
        where
            file.status = 'loaded'
            and file.file_sequence in (select _file_sequence from raw.{stream})
        order by file.path
        """
    ).fetchall()
    return {path: sequence for path, sequence, _ in files if not (landing / path).is_file()}


def _describe_not_kept(stream: str, lacking: list[str], paths: list[str]) -> str:
    return (
        f"this version needs {', '.join(lacking)} of {stream}, which an older one did not keep, "
        f"and can't read {', '.join(paths)} again: put these files back into landing, or delete "
        "the warehouse to go on without them"
    )
