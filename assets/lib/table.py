"""The type of a table that Python writes into the warehouse: its grain, its key, its columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from assets.lib.stream import Column

if TYPE_CHECKING:
    import duckdb
    import polars as pl


_ROWS_PER_INSERT = 250
"""An insert costs about as much for one row as for a hundred."""


class ContractBroken(Exception):
    """Rows break the contract of their table."""


@dataclass(frozen=True)
class Table:
    """One table. `grain` says what a row is; `key` are the columns that identify a row."""

    schema: str
    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def full_name(self) -> str:
        return f"{self.schema}.{self.name}"

    def create(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Create or replace the table, empty, with its constraints and descriptions."""
        columns = ", ".join(
            f"{c.name} {c.duckdb_type}{' not null' if c.required else ''}" for c in self.columns
        )
        connection.execute(f"create schema if not exists {self.schema}")
        connection.execute(f"create or replace table {self.full_name} ({columns})")
        connection.execute(f"comment on table {self.full_name} is {quoted(self.grain)}")
        for column in self.columns:
            place = f"{self.full_name}.{column.name}"
            connection.execute(f"comment on column {place} is {quoted(column.meaning)}")

    def write_rows(
        self, connection: duckdb.DuckDBPyConnection, rows: Iterable[Sequence[Any]]
    ) -> None:
        """Replace the table by these rows, whose values are in the order of the columns.

        Raises ContractBroken naming a repeated key.
        """
        self.create(connection)
        one_row = f"({', '.join('?' for _ in self.columns)})"
        remaining = iter(rows)
        while chunk := list(islice(remaining, _ROWS_PER_INSERT)):
            connection.execute(
                f"insert into {self.full_name} values {', '.join([one_row] * len(chunk))}",
                [value for row in chunk for value in row],
            )
        self._refuse_repeated_keys(connection)

    def write_frame(self, connection: duckdb.DuckDBPyConnection, frame: pl.DataFrame) -> None:
        """Replace the table by a frame that has exactly its columns.

        Raises ContractBroken naming missing or unexpected columns, or a repeated key.
        """
        expected = [column.name for column in self.columns]
        if sorted(frame.columns) != sorted(expected):
            found = ", ".join(sorted(set(frame.columns) ^ set(expected)))
            raise ContractBroken(f"{self.full_name}: missing or unexpected columns: {found}")
        self.create(connection)
        casts = ", ".join(f"cast({c.name} as {c.duckdb_type})" for c in self.columns)
        connection.register("written_frame", frame)
        connection.execute(f"insert into {self.full_name} select {casts} from written_frame")
        connection.unregister("written_frame")
        self._refuse_repeated_keys(connection)

    def _refuse_repeated_keys(self, connection: duckdb.DuckDBPyConnection) -> None:
        if not self.key:
            return
        key = ", ".join(self.key)
        repeated = connection.execute(
            f"select {key} from {self.full_name} group by {key} having count(*) > 1 limit 1"
        ).fetchall()
        if repeated:
            raise ContractBroken(f"{self.full_name}: the key {key} is repeated: {repeated[0]}")


def quoted(text: str) -> str:
    """Return the text as an SQL literal, for statements that can't bind values."""
    return "'" + text.replace("'", "''") + "'"
