"""Holds the columns of a file that is not loaded against those of the newest loaded one.

Between loaded files the published table schema_drift does this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assets.lib.disclosure import create_shown_records, hides_people
from assets.lib.ingestion.connector import SeenColumn, SeenTable
from assets.lib.stream import WITHHELD

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class LoadedTable:
    """The columns of a loaded file by their header, and how file and headers may be shown."""

    path: str
    columns: Mapping[str, SeenColumn]
    hides_people: bool

    def shown(self, column: SeenColumn) -> str:
        is_shown = column.is_known or not self.hides_people
        return repr(column.name) if is_shown else WITHHELD


def newest_table(
    connection: duckdb.DuckDBPyConnection, connector: str, account: str, report: str
) -> LoadedTable | None:
    """Return the newest loaded file of a report, None where none is loaded."""
    create_shown_records(connection)
    newest = connection.execute(
        """
        select files.file_sequence, shown.path
        from ops.ingested_file as files
        inner join shown_file as shown using (file_sequence)
        where
            files.status = 'loaded'
            and files.connector = ?
            and files.account = ?
            and files.file_sequence in (select file_sequence from ops.file_column where report = ?)
        order by
            coalesce(files.exported_at, files.newest_event_at, files.modified_at) desc,
            files.file_sequence desc
        limit 1
        """,
        [connector, account, report],
    ).fetchall()
    if not newest:
        return None
    [(sequence, path)] = newest
    columns = connection.execute(
        "select column_name, kind, is_read, is_known from ops.file_column "
        "where file_sequence = ? and report = ?",
        [sequence, report],
    ).fetchall()
    seen = {name: SeenColumn(name, *rest) for name, *rest in columns}
    return LoadedTable(path, seen, hides_people(connection))


def describe_changes(before: LoadedTable, table: SeenTable) -> Iterator[str]:
    """Yield in words what is another in a table than in the loaded one."""
    now = {column.name: column for column in table.columns}
    for name, column in before.columns.items():
        if name not in now:
            yield f"{before.shown(column)} is gone{', which is read' if column.is_read else ''}"
        elif "empty" not in (kinds := (column.kind, now[name].kind)) and kinds[0] != kinds[1]:
            yield f"{before.shown(column)} was {column.kind} and is {now[name].kind}"
    for name, column in now.items():
        if name not in before.columns:
            yield f"{name!r} is new{'' if column.is_read else ' and not read'}"
