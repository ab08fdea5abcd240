"""Values that are texts: cells, names, choices, lists, and ids of records without one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from hashlib import sha256

import polars as pl

from assets.lib.ingestion.dates import iso_text
from assets.lib.ingestion.headers import header_key
from assets.lib.ingestion.tables.values.value import (
    NOTHING,
    Found,
    Value,
    as_value,
    cell,
    composed,
    part_of,
)

_DIGEST_LENGTH = 20


def constant(value: str) -> Value:
    """Give every row the same value."""
    return Value((), lambda _: pl.lit(value))


def filled_up(*parts: str | Value) -> Value:
    """Read a cell or a value, and the next one where it is empty."""
    values = tuple(as_value(part) for part in parts)

    def read(found: Found) -> pl.Expr:
        return pl.coalesce([value.read(part_of(found, value)) for value in values])

    return composed(values, read, cell)


def one_of(*values: Value) -> Value:
    """Read the first of the values whose header the file has, else as the last is read.

    Days in numbers have the tool's own order in its own language, and none in a translation.
    """

    def read(found: Found) -> pl.Expr:
        key = header_key(found.names[0]) if found.names else ""
        chosen = (v for v in values if key in {header_key(header) for header in v.headers})
        return next(chosen, values[-1]).read(found)

    headers = tuple(header for value in values for header in value.headers)
    return Value(headers, read, is_plain=all(value.is_plain for value in values))


def or_else(text: str, value: Value) -> Value:
    """Read a value, and this text where there is none."""

    def read(found: Found) -> pl.Expr:
        return pl.coalesce(value.read(found), pl.lit(text))

    return replace(value, read=read, in_every_file=True)


def unless(texts: Collection[str], value: Value) -> Value:
    """Read a value, but nothing where the tool writes one of the texts: `Ongoing` for an end."""
    words = sorted(text.lower() for text in texts)

    def read(found: Found) -> pl.Expr:
        is_word = found.first.str.to_lowercase().is_in(words)
        return pl.when(~is_word).then(value.read(found))

    return replace(value, read=read)


def replaced(value: Value, change: Callable[[pl.Expr], pl.Expr]) -> Value:
    """Read a value, and change what is read."""
    return replace(value, read=lambda found: change(value.read(found)))


def name(*headers: str) -> Value:
    """Read a cell as a name in lower case: `Paid Social` is paid_social."""
    return Value(headers, lambda found: as_name(found.first))


def choice(values: Mapping[str, str], *headers: str, other: str | None = None) -> Value:
    """Translate what the tool writes, whatever its case; the rest is `other`, or stays as it is."""
    known = {key.lower(): meaning for key, meaning in values.items()}

    def read(found: Found) -> pl.Expr:
        text = found.first
        rest = text if other is None else pl.when(text.is_not_null()).then(pl.lit(other))
        lower = text.str.to_lowercase()
        return pl.coalesce(lower.replace_strict(known, default=None, return_dtype=pl.String), rest)

    return Value(headers, read)


def joined(*headers: str, separator: str = ";") -> Value:
    """Read the cells of every column that has one of the headers, as one text."""

    def read(found: Found) -> pl.Expr:
        cells = found.all or [NOTHING]  # a part of another value may have none of its headers
        return pl.concat_str(cells, separator=separator, ignore_nulls=True).replace("", None)

    return Value(headers, read, takes_all=True)


def listed(*headers: str) -> Value:
    """Read a list in one cell, `a, b` or `[a, b]`, as labels are written: `a;b`."""

    def read(found: Found) -> pl.Expr:
        return elements(found.first).list.join(";").replace("", None)

    return Value(headers, read)


def has_none(*headers: str) -> Value:
    """Read true where all cells below the headers are empty, or the file has none of them."""

    def read(found: Found) -> pl.Expr:
        cells = [c.is_null() for c in found.all]
        return pl.all_horizontal(pl.lit(value=True), *cells).cast(pl.String)

    return Value(headers, read, takes_all=True, in_every_file=True)


def bare_id(*headers: str) -> Value:
    """Read an id, and below the next header where it is empty, without brackets around a number.

    Tools write them so that no spreadsheet rounds it.
    """

    def read(found: Found) -> pl.Expr:
        return pl.coalesce(found.all or [NOTHING]).str.replace(r"^\[([0-9]+)\]$", "${1}")

    return Value(headers, read, takes_all=True)


def fingerprint(*parts: str | Value) -> Value:
    """Make an id for a record without one: a hash of the cells that identify it.

    Days and times that are written in another format make no other id.
    """
    values = tuple(as_value(part) for part in parts)

    def read(found: Found) -> pl.Expr:
        texts = [value.read(part_of(found, value)) for value in values]
        plain = [iso_text(text, found.account.date_order).fill_null("") for text in texts]
        whole = pl.concat_str(plain, separator="\x1f")
        return whole.map_batches(_digests, return_dtype=pl.String, is_elementwise=True)

    return composed(values, read, cell)


def as_name(text: pl.Expr) -> pl.Expr:
    """Return a text as a name: lower case, words joined by an underscore."""
    words = text.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "_")
    return words.str.strip_chars("_")


def elements(text: pl.Expr) -> pl.Expr:
    """The elements of a list, without blanks and empty ones; null where there is no text."""
    parts = text.str.strip_chars("[]").str.split(",")
    trimmed = parts.list.eval(pl.element().str.strip_chars())
    return trimmed.list.eval(pl.element().filter(pl.element() != ""))


def _digests(texts: pl.Series) -> pl.Series:
    digests = [sha256(text.encode()).hexdigest()[:_DIGEST_LENGTH] for text in texts]
    return pl.Series(digests, dtype=pl.String)
