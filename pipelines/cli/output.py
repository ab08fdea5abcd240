"""How rows leave the command line: as a table for people, as JSON or CSV for programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assets.snapshot.query import Parameter, run_query

if TYPE_CHECKING:
    import duckdb


class Format(StrEnum):
    """The shapes that rows come out in."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


Shape = Annotated[Format, typer.Option("--format", help="How rows come out.")]
"""The option that every command with rows has."""


_WORDS_OF_A_PHRASE = 4
_PADDING = 3


@dataclass(frozen=True)
class Rows:
    """The answer to a query."""

    columns: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]

    @property
    def records(self) -> list[dict[str, Any]]:
        """The rows with their columns' names."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.values]

    def where(self, column: str, value: object) -> Rows:
        """Return the rows that have this value in this column."""
        position = self.columns.index(column)
        return Rows(self.columns, tuple(row for row in self.values if row[position] == value))


def answer(connection: duckdb.DuckDBPyConnection, query_name: str, **parameters: Parameter) -> Rows:
    """Return the answer to one of the queries in `assets/snapshot/queries`."""
    return _rows(run_query(connection, query_name, **parameters))


def answer_sql(connection: duckdb.DuckDBPyConnection, sql: str) -> Rows:
    """Return the answer to SQL that a person has written; what returns no rows has none."""
    found = connection.sql(sql)
    return _rows(found) if found is not None else Rows((), ())


def _rows(found: duckdb.DuckDBPyRelation) -> Rows:
    return Rows(tuple(found.columns), tuple(found.fetchall()))


def print_rows(rows: Rows, shape: Format) -> None:
    """Write the rows to standard output."""
    if shape is Format.JSON:
        sys.stdout.write(json.dumps(rows.records, default=_plain, indent=2) + "\n")
    elif shape is Format.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(rows.columns)
        writer.writerows(rows.values)
    else:
        print_table(rows.columns, [[_cell(value) for value in row] for row in rows.values])


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], title: str = "") -> None:
    """Write a table for people; where it is too wide sentences wrap first, and nothing is cut."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if not console.is_terminal:
        console.width = 1000  # a pipe has no width: nothing is cut or wrapped
    table = Table(box=SIMPLE_HEAD, title=title or None, title_justify="left")
    for name, is_rigid in zip(columns, _rigid(columns, rows, console.width), strict=True):
        table.add_column(name, no_wrap=is_rigid, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def _rigid(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[bool]:
    """Tell of each column whether its cells stay on one line.

    Those of few words do where there is room, else those of one word, else none.
    """
    cells = list(zip(columns, *rows, strict=True))
    for words in (_WORDS_OF_A_PHRASE, 1):
        rigid = [all(len(cell.split()) <= words for cell in column) for column in cells]
        needed = (
            max(len(part) for cell in column for part in ([cell] if is_rigid else cell.split()))
            for column, is_rigid in zip(cells, rigid, strict=True)
        )
        if sum(needed) + _PADDING * len(columns) <= width:
            return rigid
    return [False] * len(columns)


def _plain(value: Any) -> Any:
    isoformat = getattr(value, "isoformat", None)
    return isoformat() if isoformat else str(value)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:,.4g}" if isinstance(value, float) else str(value)
