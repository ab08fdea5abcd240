"""What a value is: headers that it may stand below, and how the cells below them are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

import polars as pl

from assets.lib.ingestion.connector import Account
from assets.lib.ingestion.headers import header_key

_CODE = "{currency}"
"""Stands in a header for the ISO 4217 code of a currency."""
_CODE_PATTERN = "(?P<currency>[a-z]{3})"
NOTHING = pl.lit(None, pl.String)


@dataclass(frozen=True)
class Found:
    """The columns of a file that a value is read from, best first, and the account of the file."""

    names: tuple[str, ...]
    account: Account

    @property
    def first(self) -> pl.Expr:
        """The cells of the first column, null where they are empty."""
        return cell_of(self.names[0]) if self.names else NOTHING

    @property
    def all(self) -> list[pl.Expr]:
        return [cell_of(name) for name in self.names]


Reader = Callable[[Found], pl.Expr]


@dataclass(frozen=True)
class Value:
    """The headers that a value may stand below, in any language, best first; and how it is read.

    It is there where the file has one of the headers, or where it has none. `takes_all` says that
    every column of the headers is read, not just the best one. An `is_assumed` value may come from
    what is declared for the account, and counts as assumed where the file has none of the headers.
    An `is_plain` number has a decimal point, whatever the account declares; what is `in_every_file`
    is there in every file. `parts` are the values that a composed one is read from.
    """

    headers: tuple[str, ...]
    read: Reader
    takes_all: bool = False
    is_assumed: bool = False
    declared: Callable[[str], Value] | None = None
    needs: tuple[str, ...] = ()
    is_plain: bool = False
    in_every_file: bool = False
    parts: tuple[Value, ...] = ()

    def lacks_part(self, columns: Mapping[str, tuple[str, ...]]) -> bool:
        """Return whether the file has not all of the headers that the value is read from."""
        return any(
            part.lacks_part(columns) or (part.headers and not part.names_in(columns))
            for part in self.parts
        )

    def names_in(self, columns: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Return the file's columns that are read, given those of each header's key."""
        if self.needs and not any(_columns_of(header, columns) for header in self.needs):
            return ()
        found = [name for header in self.headers for name in _columns_of(header, columns)]
        return tuple(dict.fromkeys(found)) if self.takes_all else tuple(found[:1])

    def under(self, header: str) -> Value:
        """Return the same value below the header that an account declares in place of the usual."""
        return self.declared(header) if self.declared else replace(self, headers=(header,))


def cell(*headers: str) -> Value:
    """Read a cell as it is written; ingestion reads times and numbers in it."""
    return Value(headers, lambda found: found.first)


def currency_in(header: str, key: str) -> str | None:
    """Return the currency that the key of a file's header names in the place of {currency}."""
    if _CODE not in header:
        return None
    before, behind = (re.escape(header_key(part)) for part in header.split(_CODE))
    found = re.fullmatch(rf"{before} ?{_CODE_PATTERN} ?{behind}", key)
    return found["currency"] if found else None


def each_text(text: pl.Expr, change: Callable[[str], str]) -> pl.Expr:
    """Return the texts changed one by one, each distinct one once; nulls stay."""

    def read(texts: pl.Series) -> pl.Series:
        found = {t: change(t) for t in texts.unique() if t is not None}
        return texts.replace_strict(found, default=None, return_dtype=pl.String)

    return text.map_batches(read, return_dtype=pl.String, is_elementwise=True)


def as_value(part: str | Value) -> Value:
    """Return a part of a composed value: a header alone is short for its cell."""
    return cell(part) if isinstance(part, str) else part


def composed(values: Collection[Value], read: Reader, declared: Callable[[str], Value]) -> Value:
    """Return the value that is read from several others.

    `declared` makes it from the header that an account declares in place of all of theirs.
    """
    headers = tuple(header for value in values for header in value.headers)
    is_plain = bool(values) and all(value.is_plain for value in values)
    return Value(
        headers, read, takes_all=True, declared=declared, is_plain=is_plain, parts=tuple(values)
    )


def part_of(found: Found, value: Value) -> Found:
    """Return those columns of a composed value that one of its parts is read from."""
    columns = {header_key(name): (name,) for name in found.names}
    return replace(found, names=value.names_in(columns))


def cell_of(column: str) -> pl.Expr:
    """Return the trimmed cells of a column, null where they are empty."""
    return pl.col(column).str.strip_chars().replace("", None)


def _columns_of(header: str, columns: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    if _CODE not in header:
        return columns.get(header_key(header), ())
    return tuple(n for key, names in columns.items() if currency_in(header, key) for n in names)
