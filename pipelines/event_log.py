"""Dagster's SQLite event log, with connections that are kept: a run stores over a thousand events.

The stock storage opens a file, and waits for the disk, at every one of them, which took a fifth of
a run. Stands on an internal that the exact pin of Dagster holds; a test fails when it changes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as db
from dagster._core.storage.event_log.sqlite.sqlite_event_log import SqliteEventLogStorage
from dagster._serdes import ConfigurableClassData

_BUSY_TIMEOUT_SECONDS = 60
_ENGINES_KEPT = 8
"""A server lives through many runs, each with a file of its own."""


class KeptSqliteEventLogStorage(SqliteEventLogStorage):
    """Stores as its base does, with one engine per file and no wait for the disk at each commit.

    The files are in WAL mode: a process that dies loses nothing that was committed.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._engines: dict[str, db.Engine] = {}
        self._asset_key_columns: frozenset[str] = frozenset()
        self._tables: set[str] = set()
        super().__init__(*arguments, **options)

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, config_value: Any
    ) -> "KeptSqliteEventLogStorage":
        """Make the storage that dagster.yaml asks for; the base would make one of its own kind."""
        return cls(inst_data=inst_data, **config_value)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[db.Connection]:
        with self._db_lock:
            engine = self._engine(shard)
            with engine.connect() as connection, connection.begin():
                yield connection

    def _has_asset_key_col_on_connection(self, conn: db.Connection, column_name: str) -> bool:
        """Look the columns up once: the base inspects the schema for every asset event."""
        if not self._asset_key_columns:
            columns = db.inspect(conn).get_columns("asset_keys")
            self._asset_key_columns = frozenset(column["name"] for column in columns)
        return column_name in self._asset_key_columns

    def has_asset_key_col(self, column_name: str) -> bool:
        """Tell whether the table of asset keys has the column."""
        if self._asset_key_columns:
            return column_name in self._asset_key_columns
        with self.index_connection() as connection:
            return self._has_asset_key_col_on_connection(connection, column_name)

    def has_table(self, table_name: str) -> bool:
        """Tell whether the table exists; one that has been seen is not looked up again."""
        if table_name not in self._tables and super().has_table(table_name):
            self._tables.add(table_name)
        return table_name in self._tables

    def _engine(self, shard: str) -> db.Engine:
        if shard not in self._engines:
            engine = db.create_engine(
                self.conn_string_for_shard(shard),
                connect_args={"timeout": _BUSY_TIMEOUT_SECONDS, "check_same_thread": False},
            )
            db.event.listen(engine, "connect", _commit_without_waiting)
            if shard not in self._initialized_dbs:
                self._initdb(engine)
                self._initialized_dbs.add(shard)
            while len(self._engines) >= _ENGINES_KEPT:
                self._engines.pop(next(iter(self._engines))).dispose()
            self._engines[shard] = engine
        return self._engines[shard]

    def dispose(self) -> None:
        """Close the connections."""
        for engine in self._engines.values():
            engine.dispose()
        self._engines.clear()
        super().dispose()


def _commit_without_waiting(connection: Any, _record: Any) -> None:
    connection.execute("pragma synchronous = normal")
