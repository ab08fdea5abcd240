"""What a column of a stream is read from: headers of a table, and how the cells below are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Literal
from zoneinfo import ZoneInfo

import polars as pl

from assets.lib.ingestion.connector import Account
from assets.lib.ingestion.dates import DateOrder, iso_text
from assets.lib.ingestion.headers import header_key
from assets.lib.ingestion.nobody import someone
from assets.lib.ingestion.numbers import DecimalSign, plain_number, without_currency

_CODE = "{currency}"
"""Stands in a header for the ISO 4217 code of a currency."""
_CODE_PATTERN = "(?P<currency>[a-z]{3})"
_VERSION = r"@v?\d+(?:[.-]\d+)*$"
_ZONE_OFFSET = r"[+-]\d\d:\d\d$"
_DIGEST_LENGTH = 20
_SECONDS: Mapping[str, float] = {"milliseconds": 0.001, "seconds": 1, "minutes": 60, "hours": 3600}

Unit = Literal["milliseconds", "seconds", "minutes", "hours", "clock"]


@dataclass(frozen=True)
class Found:
    """The columns of a file that a value is read from, best first, and the account of the file."""

    names: tuple[str, ...]
    account: Account

    @property
    def first(self) -> pl.Expr:
        """The cells of the first column, null where they are empty."""
        return _cell(self.names[0]) if self.names else _NOTHING

    @property
    def all(self) -> list[pl.Expr]:
        return [_cell(name) for name in self.names]


Reader = Callable[[Found], pl.Expr]


@dataclass(frozen=True)
class Value:
    """The headers that a value may stand below, in any language, best first; and how it is read.

    It is there where the file has one of the headers, or where it has none. `takes_all` says that
    every column of the headers is read, not just the best one. An `is_assumed` value may come from
    what is declared for the account, and counts as assumed where the file has none of the headers.
    An `is_plain` number has a decimal point, whatever the account declares; what is `in_every_file`
    is there in every file.
    """

    headers: tuple[str, ...]
    read: Reader
    takes_all: bool = False
    is_assumed: bool = False
    is_plain: bool = False
    in_every_file: bool = False

    def names_in(self, columns: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Return the file's columns that are read, given those of each header's key."""
        found = [name for header in self.headers for name in _columns_of(header, columns)]
        return tuple(dict.fromkeys(found)) if self.takes_all else tuple(found[:1])

    def under(self, header: str) -> Value:
        """Return the same value below the header that an account declares in place of the usual."""
        return replace(self, headers=(header,))


def cell(*headers: str) -> Value:
    """Read a cell as it is written; ingestion reads times and numbers in it."""
    return Value(headers, lambda found: found.first)


def filled_up(*headers: str) -> Value:
    """Read a cell, and below the next header where it is empty."""
    return Value(headers, lambda found: pl.coalesce(found.all), takes_all=True)


def has_none(*headers: str) -> Value:
    """Tell whether a record has nothing below any of the headers, or the file none of them."""

    def read(found: Found) -> pl.Expr:
        cells = [c.is_null() for c in found.all]
        return pl.all_horizontal(pl.lit(value=True), *cells).cast(pl.String)

    return Value(headers, read, takes_all=True, in_every_file=True)


def bare_id(*headers: str) -> Value:
    """Read an id, and below the next header where it is empty, without brackets around a number.

    Tools write them so that no spreadsheet rounds it.
    """

    def read(found: Found) -> pl.Expr:
        return pl.coalesce(found.all).str.replace(r"^\[([0-9]+)\]$", "${1}")

    return Value(headers, read, takes_all=True)


def joined(*headers: str, separator: str = ";") -> Value:
    """Read the cells of every column that has one of the headers, as one text."""

    def read(found: Found) -> pl.Expr:
        return pl.concat_str(found.all, separator=separator, ignore_nulls=True).replace("", None)

    return Value(headers, read, takes_all=True)


def constant(value: str) -> Value:
    """Give every row the same value."""
    return Value((), lambda _: pl.lit(value))


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


def person(*headers: str) -> Value:
    """Read who it is, below the next header where a cell is empty or says that it is nobody."""
    return Value(headers, _person, takes_all=True)


def actor_type(*headers: str, knows_rules: bool = False) -> Value:
    """Tell from a name whether it is a declared agent, a declared rule or a person.

    Where a stream knows no rules, what a rule does is done by nobody.
    """

    def read(found: Found) -> pl.Expr:
        rule = pl.lit("rule") if knows_rules else pl.lit(None, pl.String)
        return _kind_of(_person(found), found.account, rule)

    return Value(headers, read, takes_all=True)


def actor_of_change(*headers: str, tool: Collection[str] = ()) -> Value:
    """Tell what kind of actor changed something: who isn't named is unknown.

    Under the names of the `tool` it acts by itself, as a rule.
    """
    named = actor_type(*headers, knows_rules=True)

    def read(found: Found) -> pl.Expr:
        account = replace(found.account, rules=found.account.rules | set(tool))
        return named.read(replace(found, account=account)).fill_null("unknown")

    return replace(named, read=read)


def number(*headers: str, sign: DecimalSign = ".") -> Value:
    """Read a number that the tool writes with this decimal sign, unless the account declares one.

    Separators and signs of currencies are taken off; what is no number stays as it is.
    """

    def read(found: Found) -> pl.Expr:
        return _plain(found.first, found.account.decimal_sign or sign)

    return Value(headers, read, is_plain=True)


def currency(*headers: str) -> Value:
    """Read the code of a currency from a cell, a header with {currency} in it, or the account."""

    def read(found: Found) -> pl.Expr:
        declared = pl.lit(found.account.currency, pl.String)
        if not found.names:
            return declared
        code = next((c for h in headers if (c := currency_in(h, found.names[0]))), None)
        return pl.lit(code.upper()) if code else pl.coalesce(found.first, declared)

    return Value(headers, read, is_assumed=True)


def instant(*headers: str, order: DateOrder | None = None, zone: str | None = None) -> Value:
    """Read a time in the tool's own order of days, unless the account declares one.

    `zone` is "UTC" where the tool writes times in UTC and does not say so in the cell.
    """

    def read(found: Found) -> pl.Expr:
        text = iso_text(found.first, found.account.date_order or order)
        if zone != "UTC":
            return text
        is_local = text.str.contains("T") & ~text.str.contains(_ZONE_OFFSET) & ~_ends_in_z(text)
        return pl.when(is_local).then(text + "Z").otherwise(text)

    return Value(headers, read)


def instant_of_parts(day: str, time: str, *, order: DateOrder | None = None) -> Value:
    """Read a time whose day and time of day stand in two columns."""

    def read(found: Found) -> pl.Expr:
        both = pl.concat_str(found.all, separator=" ")
        return iso_text(
            both if len(found.names) > 1 else _NOTHING, found.account.date_order or order
        )

    return Value((day, time), read, takes_all=True)


def end_of_day(*headers: str, order: DateOrder | None = None) -> Value:
    """Read a last day as its last second: midnight would be the end of the day before."""

    def read(found: Found) -> pl.Expr:
        text = iso_text(found.first, found.account.date_order or order)
        is_day = text.str.contains(r"^\d{4}-\d\d-\d\d$")
        return pl.when(is_day).then(text + "T23:59:59").otherwise(text)

    return Value(headers, read)


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


def day_of(value: Value) -> Value:
    """Read the day of a time, on the clock of the account."""

    def read(found: Found) -> pl.Expr:
        return each_text(value.read(found), lambda text: _local_day(text, found.account.timezone))

    return replace(value, read=read)


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


def divided(by: float, value: Value) -> Value:
    """Read a number that the tool writes in a smaller unit: cents, or millionths."""
    exact = Decimal(str(by))

    def quotient(text: str) -> str:
        try:
            return f"{Decimal(text) / exact:f}"
        except InvalidOperation:
            return text

    def read(found: Found) -> pl.Expr:
        return each_text(value.read(found), quotient)

    return replace(value, read=read)


def epoch(*headers: str, unit: Literal["milliseconds", "seconds"]) -> Value:
    """Read a time that is counted from 1970 in UTC; what is no count stays as it is."""

    def read(found: Found) -> pl.Expr:
        text = found.first
        count = text.cast(pl.Int64, strict=False) * (1 if unit == "milliseconds" else 1000)
        moment = pl.from_epoch(count, time_unit="ms").dt.strftime("%Y-%m-%dT%H:%M:%S%.3fZ")
        return pl.coalesce(moment, text)

    return Value(headers, read)


def hours(*headers: str, unit: Unit, sign: DecimalSign = ".") -> Value:
    """Read a duration as hours; a `clock` shows them as 01:30:00. What is none stays as it is."""

    def read(found: Found) -> pl.Expr:
        text = found.first
        if unit == "clock":
            parts = text.str.extract_groups(r"^(\d+):(\d\d)(?::(\d\d))?$")
            h, m, s = (parts.struct[i].cast(pl.Float64, strict=False) for i in range(3))
            counted = h + m / 60 + s.fill_null(0) / 3600
        else:
            plain = _plain(text, found.account.decimal_sign or sign)
            counted = plain.cast(pl.Float64, strict=False) * (_SECONDS[unit] / 3600)
        return pl.coalesce(counted.cast(pl.String), text)

    return Value(headers, read, is_plain=True)


def fingerprint(*headers: str) -> Value:
    """Make the id of a record that has none: a hash of the cells that tell it from all others."""

    def read(found: Found) -> pl.Expr:
        cells = [c.fill_null("") for c in found.all]
        whole = pl.concat_str(cells, separator="\x1f")
        return whole.map_batches(_digests, return_dtype=pl.String, is_elementwise=True)

    return Value(headers, read, takes_all=True)


def when(condition: Callable[[pl.Expr], pl.Expr], header: str, then: Value) -> Value:
    """Read a value of those rows alone whose cell below the header meets the condition."""

    def read(found: Found) -> pl.Expr:
        tested = [n for n in found.names if header_key(n) == header_key(header)]
        rest = tuple(n for n in found.names if n not in tested)
        if not tested:
            return _NOTHING
        chosen = rest if then.takes_all else rest[:1]
        return pl.when(condition(_cell(tested[0]))).then(then.read(Found(chosen, found.account)))

    return Value((header, *then.headers), read, takes_all=True, is_plain=then.is_plain)


def at_stage(meaning: str, stages: Mapping[str, str], header: str, then: Value) -> Value:
    """Read a value of those records whose stage means this: to the tool, or as is declared.

    What an organisation calls its own stages stands in sources.yml, under values: stage.
    """

    def read(found: Found) -> pl.Expr:
        own = found.account.values.get("stage", {})
        known = {name.lower(): stage for name, stage in (*stages.items(), *own.items())}

        def means(stage: pl.Expr) -> pl.Expr:
            named = stage.str.to_lowercase().replace_strict(known, default=None)
            return (named == meaning).fill_null(value=False)

        return when(means, header, then).read(found)

    return Value((header, *then.headers), read, takes_all=True, is_plain=then.is_plain)


def as_name(text: pl.Expr) -> pl.Expr:
    """Return a text as a name: lower case, words joined by an underscore."""
    words = text.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "_")
    return words.str.strip_chars("_")


_NOTHING = pl.lit(None, pl.String)


def _cell(column: str) -> pl.Expr:
    return pl.col(column).str.strip_chars().replace("", None)


def _columns_of(header: str, columns: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    if _CODE not in header:
        return columns.get(header_key(header), ())
    return tuple(n for key, names in columns.items() if currency_in(header, key) for n in names)


def currency_in(header: str, key: str) -> str | None:
    """Return the currency that the key of a file's header names in the place of {currency}."""
    if _CODE not in header:
        return None
    before, behind = (re.escape(header_key(part)) for part in header.split(_CODE))
    found = re.fullmatch(rf"{before} ?{_CODE_PATTERN} ?{behind}", key)
    return found["currency"] if found else None


def _person(found: Found) -> pl.Expr:
    return pl.coalesce([someone(c) for c in found.all] or [_NOTHING])


def _kind_of(named: pl.Expr, account: Account, rule: pl.Expr) -> pl.Expr:
    """The version behind the name of an agent may be undeclared."""
    lower = named.str.to_lowercase()
    unversioned = lower.str.replace(_VERSION, "")

    def is_among(names: frozenset[str]) -> pl.Expr:
        known = sorted(n.strip().lower() for n in names)
        return lower.is_in(known) | unversioned.is_in(known)

    return (
        pl.when(named.is_null())
        .then(_NOTHING)
        .when(is_among(account.agents))
        .then(pl.lit("agent"))
        .when(is_among(account.rules))
        .then(rule)
        .otherwise(pl.lit("human"))
    )


def _plain(text: pl.Expr, sign: DecimalSign) -> pl.Expr:
    return each_text(text, lambda written: _plain_text(written, sign))


def each_text(text: pl.Expr, change: Callable[[str], str]) -> pl.Expr:
    """Return the texts changed one by one, each distinct one once; nulls stay."""

    def read(texts: pl.Series) -> pl.Series:
        found = {t: change(t) for t in texts.unique() if t is not None}
        return texts.replace_strict(found, default=None, return_dtype=pl.String)

    return text.map_batches(read, return_dtype=pl.String, is_elementwise=True)


def _plain_text(text: str, sign: DecimalSign) -> str:
    plain = plain_number(without_currency(text), sign)
    # Programs write small numbers with exponents, which can't be added up as text.
    return f"{Decimal(plain):f}" if plain and "e" in plain.lower() else plain or text


def _local_day(text: str, timezone: str) -> str:
    """A text that is no time stays as it is."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (moment.astimezone(ZoneInfo(timezone)) if moment.tzinfo else moment).date().isoformat()


def _ends_in_z(text: pl.Expr) -> pl.Expr:
    return text.str.contains("Z$")


def _digests(texts: pl.Series) -> pl.Series:
    digests = [sha256(text.encode()).hexdigest()[:_DIGEST_LENGTH] for text in texts]
    return pl.Series(digests, dtype=pl.String)
