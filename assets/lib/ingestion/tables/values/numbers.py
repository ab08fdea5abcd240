"""Values that are numbers, durations and currencies, with a decimal point and no separators."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Literal

import polars as pl

from assets.lib.ingestion.numbers import DecimalSign, plain_number, without_currency
from assets.lib.ingestion.tables.values.value import (
    NOTHING,
    Found,
    Value,
    cell,
    currency_in,
    each_text,
)

_EXACT = pl.Decimal(28, 10)
_PER_HOUR: Mapping[str, Decimal] = {
    "milliseconds": Decimal(3_600_000),
    "seconds": Decimal(3600),
    "minutes": Decimal(60),
    "hours": Decimal(1),
}
_CLOCK = re.compile(r"(\d+):(\d\d)(?::(\d\d))?")

Unit = Literal["milliseconds", "seconds", "minutes", "hours", "clock"]


def number(*headers: str, sign: DecimalSign = ".") -> Value:
    """Read a number that the tool writes with this decimal sign, unless the account declares one.

    Separators and signs of currencies are taken off; what is no number stays as it is.
    """

    def read(found: Found) -> pl.Expr:
        return _plain(found.first, found, sign)

    return Value(headers, read, is_plain=True)


def total_of(*headers: str, sign: DecimalSign = ".") -> Value:
    """Add up the numbers below all of the headers; nothing where all are empty.

    A cell that is no number is passed on in place of the total.
    """

    def read(found: Found) -> pl.Expr:
        numbers = [_plain(c, found, sign) for c in found.all or [NOTHING]]
        values = [number.cast(_EXACT, strict=False) for number in numbers]
        wrong = [pl.when(v.is_null()).then(n) for n, v in zip(numbers, values, strict=True)]
        total = pl.sum_horizontal(values).cast(pl.String).str.replace(r"\.0+$", "")
        is_there = pl.any_horizontal(number.is_not_null() for number in numbers)
        return pl.coalesce(*wrong, pl.when(is_there).then(total))

    parts = tuple(cell(header) for header in headers)
    return Value(headers, read, takes_all=True, is_plain=True, parts=parts)


def divided(by: float, value: Value) -> Value:
    """Read a number that the tool writes in a smaller unit: cents, or millionths.

    What can't be divided is passed on as a division, which is no number: undivided, it might be
    read as one that is a million times too large.
    """
    exact = Decimal(str(by))

    def quotient(text: str) -> str:
        return _quotient(text, exact) or f"{text} / {by:g}"

    def read(found: Found) -> pl.Expr:
        number = value.read(found)
        return each_text(number if value.is_plain else _plain(number, found, "."), quotient)

    return replace(value, read=read, is_plain=True)


def hours(*headers: str, unit: Unit, sign: DecimalSign = ".") -> Value:
    """Read a duration as hours; a `clock` shows them as 01:30:00. What is none stays as it is."""

    def read(found: Found) -> pl.Expr:
        if unit == "clock":
            return each_text(found.first, _hours_of_clock)
        counted = _plain(found.first, found, sign)
        return each_text(counted, lambda text: _quotient(text, _PER_HOUR[unit]) or text)

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


def _plain(text: pl.Expr, found: Found, usual_sign: DecimalSign) -> pl.Expr:
    sign = found.account.decimal_sign or usual_sign
    return each_text(text, lambda written: _plain_text(written, sign))


def _plain_text(text: str, sign: DecimalSign) -> str:
    plain = plain_number(without_currency(text), sign)
    # Programs write small numbers with exponents, which can't be added up as text.
    return f"{Decimal(plain):f}" if plain and "e" in plain.lower() else plain or text


def _quotient(text: str, by: Decimal) -> str | None:
    """Exact, because a float's hour in milliseconds is a little less than an hour."""
    try:
        return f"{Decimal(text) / by:f}"
    except InvalidOperation:
        return None


def _hours_of_clock(text: str) -> str:
    found = _CLOCK.fullmatch(text)
    if not found:
        return text
    h, m, s = (int(part or 0) for part in found.groups())
    return f"{Decimal(h * 3600 + m * 60 + s) / _PER_HOUR['seconds']:f}"
