"""A table that a tool exports, as a connector declares it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from assets.lib.ingestion.headers import header_key
from assets.lib.ingestion.tables.values import Value

OneOf = tuple[str, ...]
"""The ways to write one header: in the tool's languages, older and newer."""


@dataclass(frozen=True)
class Skip:
    """Records that are the tool's own and no data: those for which the cell meets the condition.

    The condition may be asked of a null, where the cell is empty. The cells below the headers
    `and_empty` have to be empty, too, or not there.
    """

    reason: str
    header: OneOf
    condition: Callable[[pl.Expr], pl.Expr]
    and_empty: tuple[OneOf, ...] = ()


@dataclass(frozen=True)
class Advised:
    """A header that a file can do without, and what a note says of one that does.

    No note is given where the account declares the header of the stream's `column`.
    """

    column: str
    header: OneOf
    note: str


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of one stream that a table gives: what each column is read from.

    `only` are the columns that must be there in a record for it to give a row. Rows with one key
    are added up over the file where they are `summed`: the export has a finer grain than the
    stream. `id_pattern` is how the tool writes the ids of the stream's key. What stands in columns
    of `assumed` counts where no other export says anything of the record. Of several records with
    one key the first stays, sorted by `first_by`, where that is given.
    """

    stream: str
    columns: Mapping[str, Value]
    only: tuple[str, ...] = ()
    summed: tuple[str, ...] = ()
    id_pattern: str | None = None
    assumed: tuple[str, ...] = ()
    first_by: tuple[pl.Expr, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table that a tool exports: the headers it is known by, and the rows that it gives.

    It is a table of this kind where one of each of `known_by` is in its header and none of
    `unless`. `nulls` are texts by which the tool says that a cell is empty. Lines above the header
    are allowed `below_preamble`, and a last line without an end is an error where the tool
    `ends_lines`. `also` are headers that the tool writes and nothing is read from: they tell its
    tables from others. A file that lacks all of an `advised` header is read with a note.
    """

    title: str
    known_by: tuple[OneOf, ...]
    rows: tuple[Rows, ...]
    unless: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    skips: tuple[Skip, ...] = ()
    nulls: tuple[str, ...] = ()
    below_preamble: bool = False
    ends_lines: bool = True
    advised: tuple[Advised, ...] = ()

    def is_known_by(self, keys: frozenset[str]) -> bool:
        """Return whether the keys of a header are those of this table."""
        return all(
            any(header_key(header) in keys for header in headers) for headers in self.known_by
        ) and not any(header_key(header) in keys for header in self.unless)

    @property
    def headers(self) -> frozenset[str]:
        """Every header that is known of the table, read or not."""
        read = (h for rows in self.rows for value in rows.columns.values() for h in value.headers)
        known = (h for headers in self.known_by for h in headers)
        skipped = (h for skip in self.skips for h in skip.header)
        return frozenset((*read, *known, *skipped, *self.also))
