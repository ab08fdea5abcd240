"""A table that a tool exports, as a connector declares it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from assets.lib.ingestion.dates import DateOrder
from assets.lib.ingestion.headers import header_key
from assets.lib.ingestion.tables.values import Value, currency_in

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


@dataclass(frozen=True)
class Remark:
    """A record of one field that is the tool's own and no data, known by a pattern of its text."""

    reason: str
    pattern: str


@dataclass(frozen=True)
class Stated:
    """A day that a line above the header states: the group `day` of the pattern.

    `order` is the tool's own order of days in numbers.
    """

    pattern: str
    order: DateOrder | None = None


@dataclass(frozen=True)
class Refused:
    """A line above the header, known by a pattern, that makes the table another one."""

    reason: str
    pattern: str


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
    `unless`; `also` are usual headers from which nothing is read: they tell its tables from others.
    `nulls` are texts by which the tool says that a cell is empty. Lines above the header are
    allowed `below_preamble`, and a last line without an end is an error where the tool
    `ends_lines`. A file that lacks all of an `advised` header is read with a note.

    `period` are the headers of the first and the last day that a record is of: one of several days
    is skipped, because a period is no day. `first_day` and `last_day` are stated above the header,
    where `refused` lines may stand; between the two a table by week, by month or of the whole time
    is told from one by day.
    """

    title: str
    known_by: tuple[OneOf, ...]
    rows: tuple[Rows, ...]
    unless: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    skips: tuple[Skip, ...] = ()
    remarks: tuple[Remark, ...] = ()
    nulls: tuple[str, ...] = ()
    period: tuple[OneOf, OneOf] | None = None
    first_day: Stated | None = None
    last_day: Stated | None = None
    refused: tuple[Refused, ...] = ()
    below_preamble: bool = False
    ends_lines: bool = True
    advised: tuple[Advised, ...] = ()
    is_declared: bool = False

    @property
    def report(self) -> str:
        """The title, where that is ours."""
        return "table" if self.is_declared else self.title

    def is_known_by(self, keys: frozenset[str]) -> bool:
        """Return whether the keys of a header are those of this table."""
        return all(
            any(_is_among(header, keys) for header in headers) for headers in self.known_by
        ) and not any(header_key(header) in keys for header in self.unless)

    def knows(self, key: str) -> bool:
        """Return whether a header with this key is known, whatever currency it names."""
        return any(_is_among(header, (key,)) for header in self.headers)

    def own_words(self, keys: Collection[str]) -> frozenset[str]:
        """Return those keys of a header that are the tool's, not the organisation's choice."""
        if self.is_declared:
            return frozenset()
        headers = self.headers
        known = {header_key(header) for header in headers}
        return frozenset(
            key for key in keys if key in known or any(currency_in(h, key) for h in headers)
        )

    @property
    def headers(self) -> frozenset[str]:
        """Every header that is known of the table, read or not."""
        read = (h for rows in self.rows for value in rows.columns.values() for h in value.headers)
        known = (h for headers in (*self.known_by, *(self.period or ())) for h in headers)
        return frozenset(
            (*read, *known, *self.also, *(h for skip in self.skips for h in skip.header))
        )


def _is_among(header: str, keys: Iterable[str]) -> bool:
    """Return whether a header is one of the keys, whatever currency that names."""
    own = header_key(header)
    return any(own == key or currency_in(header, key) for key in keys)
