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
_EXACT = pl.Decimal(28, 10)
_PER_HOUR: Mapping[str, Decimal] = {
    "milliseconds": Decimal(3_600_000),
    "seconds": Decimal(3600),
    "minutes": Decimal(60),
    "hours": Decimal(1),
}
_CLOCK = re.compile(r"(\d+):(\d\d)(?::(\d\d))?")

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
    declared: Callable[[str], Value] | None = None
    needs: tuple[str, ...] = ()
    is_plain: bool = False
    in_every_file: bool = False

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


def filled_up(*parts: str | Value) -> Value:
    """Read a cell or a value, and the next one where it is empty."""
    values = tuple(_as_value(part) for part in parts)

    def read(found: Found) -> pl.Expr:
        return pl.coalesce([value.read(_part_of(found, value)) for value in values])

    return _composed(values, read, cell)


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


def listed(*headers: str) -> Value:
    """Read a list in one cell, `a, b` or `[a, b]`, as labels are written: `a;b`."""

    def read(found: Found) -> pl.Expr:
        return _elements(found.first).list.join(";").replace("", None)

    return Value(headers, read)


def replaced(value: Value, change: Callable[[pl.Expr], pl.Expr]) -> Value:
    """Read a value, and change what is read."""
    return replace(value, read=lambda found: change(value.read(found)))


def or_text(text: str, value: Value) -> Value:
    """Read a value, and this text where it is empty."""
    return replaced(value, lambda read: read.fill_null(text))


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


def person(*parts: str | Value, first_listed: bool = False) -> Value:
    """Read who it is, in the next part where one is empty or says that it is nobody.

    Of a list in one cell it is the one whom the tool names first.
    """
    values = tuple(_as_value(part) for part in parts)
    return _composed(
        values,
        lambda found: _person(found, values, first_listed=first_listed),
        lambda header: person(header, first_listed=first_listed),
    )


def actor_type(*parts: str | Value, knows_rules: bool = False, first_listed: bool = False) -> Value:
    """Tell from a name whether it is a declared agent, a declared rule or a person.

    Where a stream knows no rules, what a rule does is done by nobody.
    """
    values = tuple(_as_value(part) for part in parts)

    def read(found: Found) -> pl.Expr:
        rule = pl.lit("rule") if knows_rules else pl.lit(None, pl.String)
        named = _person(found, values, first_listed=first_listed)
        return _kind_of(named, found.account, rule)

    def declared(header: str) -> Value:
        return actor_type(header, knows_rules=knows_rules, first_listed=first_listed)

    return _composed(values, read, declared)


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


def total_of(*headers: str, sign: DecimalSign = ".") -> Value:
    """Add up the numbers below all of the headers; nothing where all are empty.

    A cell that is no number is passed on in place of the total.
    """

    def read(found: Found) -> pl.Expr:
        numbers = [_plain(c, found.account.decimal_sign or sign) for c in found.all]
        values = [number.cast(_EXACT, strict=False) for number in numbers]
        wrong = [pl.when(v.is_null()).then(n) for n, v in zip(numbers, values, strict=True)]
        total = pl.sum_horizontal(values).cast(pl.String).str.replace(r"\.0+$", "")
        is_there = pl.any_horizontal(number.is_not_null() for number in numbers)
        return pl.coalesce(*wrong, pl.when(is_there).then(total))

    return Value(headers, read, takes_all=True)


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

    `zone` is "UTC" where the tool writes times in UTC and does not say so in the cell. A day that
    no order is known of stays as it is.
    """

    def read(found: Found) -> pl.Expr:
        text = iso_text(found.first, found.account.date_order or order)
        if zone != "UTC":
            return text
        is_local = text.str.contains("T") & ~text.str.contains(_ZONE_OFFSET) & ~_ends_in_z(text)
        return pl.when(is_local).then(text + "Z").otherwise(text)

    return Value(headers, read)


def instant_of_parts(
    day: str | Value, time: str | Value, *, order: DateOrder | None = None
) -> Value:
    """Read a time whose day and time of day stand in two columns, with the order of `instant`."""
    values = (_as_value(day), _as_value(time))

    def read(found: Found) -> pl.Expr:
        parts = [value.read(_part_of(found, value)) for value in values]
        both = pl.concat_str(parts, separator=" ")
        return iso_text(both, found.account.date_order or order)

    return _composed(values, read, lambda header: instant(header, order=order))


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

    def read(found: Found) -> pl.Expr:
        return each_text(value.read(found), lambda text: _quotient(text, exact))

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
        if unit == "clock":
            return each_text(found.first, _hours_of_clock)
        plain = _plain(found.first, found.account.decimal_sign or sign)
        return each_text(plain, lambda text: _quotient(text, _PER_HOUR[unit]))

    return Value(headers, read, is_plain=True)


def fingerprint(*parts: str | Value) -> Value:
    """Make the id of a record that has none: a hash of what tells it from all others.

    Days and times that are written in another format make no other id.
    """
    values = tuple(_as_value(part) for part in parts)

    def read(found: Found) -> pl.Expr:
        texts = [value.read(_part_of(found, value)) for value in values]
        plain = [iso_text(text, found.account.date_order).fill_null("") for text in texts]
        whole = pl.concat_str(plain, separator="\x1f")
        return whole.map_batches(_digests, return_dtype=pl.String, is_elementwise=True)

    return _composed(values, read, cell)


def when(
    condition: Callable[[pl.Expr], pl.Expr], header: str | tuple[str, ...], then: Value
) -> Value:
    """Read a value of those rows alone whose cell below the header meets the condition."""
    tested = cell(*((header,) if isinstance(header, str) else header))

    def read(found: Found) -> pl.Expr:
        part = _part_of(found, tested)
        if not part.names:
            return _NOTHING
        return pl.when(condition(part.first)).then(then.read(_part_of(found, then)))

    whole = _composed((tested, then), read, then.under)
    return replace(whole, needs=tested.headers, is_plain=then.is_plain)


def at_stage(
    meaning: str, stages: Mapping[str, str], header: str | tuple[str, ...], then: Value
) -> Value:
    """Read a value of those records whose stage means this: to the tool, or as is declared.

    What an organisation calls its own stages stands in sources.yml, under values: stage.
    """

    def read(found: Found) -> pl.Expr:
        own = found.account.values.get("stage", {})
        known = {name.lower(): stage for name, stage in (*stages.items(), *own.items())}

        def means(stage: pl.Expr) -> pl.Expr:
            named = stage.str.to_lowercase().replace_strict(
                known, default=None, return_dtype=pl.String
            )
            return (named == meaning).fill_null(value=False)

        return when(means, header, then).read(found)

    value = when(lambda stage: stage.is_not_null(), header, then)
    return replace(value, read=read)


def is_true(text: pl.Expr) -> pl.Expr:
    """Return whether a text says yes, as tools write it."""
    return text.str.to_lowercase().is_in(["true", "1", "yes", "ja", "oui", "sí"])


def is_false(text: pl.Expr) -> pl.Expr:
    """Return whether a text says no, as tools write it."""
    return text.str.to_lowercase().is_in(["false", "0", "no", "nein", "non"])


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


def _as_value(part: str | Value) -> Value:
    return cell(part) if isinstance(part, str) else part


def _composed(values: Collection[Value], read: Reader, declared: Callable[[str], Value]) -> Value:
    headers = tuple(header for value in values for header in value.headers)
    return Value(headers, read, takes_all=True, declared=declared)


def _part_of(found: Found, value: Value) -> Found:
    """Return those columns of a composed value that one of its parts is read from."""
    columns = {header_key(name): (name,) for name in found.names}
    return replace(found, names=value.names_in(columns))


def currency_in(header: str, key: str) -> str | None:
    """Return the currency that the key of a file's header names in the place of {currency}."""
    if _CODE not in header:
        return None
    before, behind = (re.escape(header_key(part)) for part in header.split(_CODE))
    found = re.fullmatch(rf"{before} ?{_CODE_PATTERN} ?{behind}", key)
    return found["currency"] if found else None


def _person(found: Found, values: Collection[Value], *, first_listed: bool) -> pl.Expr:
    texts = [value.read(_part_of(found, value)) for value in values]
    names = [_elements(text).list.first() if first_listed else text for text in texts]
    return pl.coalesce([someone(name) for name in names] or [_NOTHING])


def _elements(text: pl.Expr) -> pl.Expr:
    """The elements of a list, without blanks and empty ones; null where there is no text."""
    parts = text.str.strip_chars("[]").str.split(",")
    trimmed = parts.list.eval(pl.element().str.strip_chars())
    return trimmed.list.eval(pl.element().filter(pl.element() != ""))


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


def _quotient(text: str, by: Decimal) -> str:
    """Exact, because a float's hour in milliseconds is a little less than an hour."""
    try:
        return f"{Decimal(text) / by:f}"
    except InvalidOperation:
        return text


def _hours_of_clock(text: str) -> str:
    found = _CLOCK.fullmatch(text)
    if not found:
        return text
    h, m, s = (int(part or 0) for part in found.groups())
    return _quotient(str(h * 3600 + m * 60 + s), _PER_HOUR["seconds"])


def _ends_in_z(text: pl.Expr) -> pl.Expr:
    return text.str.contains("Z$")


def _digests(texts: pl.Series) -> pl.Series:
    digests = [sha256(text.encode()).hexdigest()[:_DIGEST_LENGTH] for text in texts]
    return pl.Series(digests, dtype=pl.String)
