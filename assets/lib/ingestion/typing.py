"""Turns text into the types of a stream, and tells every value that could not be turned."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

import polars as pl

from assets.lib.ingestion.dates import is_ambiguous as is_ambiguous_day
from assets.lib.ingestion.instants import to_days, to_instants
from assets.lib.ingestion.locale import Locale
from assets.lib.ingestion.numbers import currency_of, plain_number, without_currency
from assets.lib.ingestion.numbers import is_ambiguous as is_ambiguous_number
from assets.lib.stream import Column, ColumnType, Stream

ERROR_SCHEMA = {
    "_row": pl.Int64,
    "column": pl.String,
    "rule": pl.String,
    "value": pl.String,
}
"""One broken rule: record number, column, rule, the offending value."""

_DECLARE = "{}; declare {} for its account in sources.yml"
_NUMBERS = (ColumnType.MONEY, ColumnType.NUMBER, ColumnType.COUNT, ColumnType.WHOLE)
_TRUE = ("true", "t", "yes", "1")
_FALSE = ("false", "f", "no", "0")


def type_columns(
    frame: pl.DataFrame, stream: Stream, locale: Locale, plain: Collection[str] = ()
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return `_row` and every column of the stream in its type, and the errors found.

    Numbers of `plain` columns have a decimal point, whatever the locale says. A column that the
    frame lacks is null throughout. A value that can't be read is null in the
    frame and a row of the errors.
    """
    typed = [frame.get_column("_row").cast(pl.Int64)]
    errors = [pl.DataFrame(schema=ERROR_SCHEMA)]
    for column in stream.columns:
        if column.name not in frame.columns:
            typed.append(pl.Series(column.name, [None] * frame.height, column.polars_type))
            continue
        given = _cleaned(frame.get_column(column.name), column.type)
        own = locale.plain if column.name in plain else locale
        series = _cast(given, column, own)
        if column.type is ColumnType.MONEY and given.dtype == pl.String:
            series = series.zip_with(~_is_other_currency(given, frame), _nulls(column, given))
        typed.append(series.alias(column.name))
        if series.null_count() > given.null_count():
            errors.append(_unreadable_values(frame, given, series, column, own))
    return pl.DataFrame(typed), pl.concat(errors)


def _nulls(column: Column, given: pl.Series) -> pl.Series:
    return pl.Series(column.name, [None] * len(given), column.polars_type)


def _is_other_currency(given: pl.Series, frame: pl.DataFrame) -> pl.Series:
    """Whether an amount bears the sign of a currency that is not the one of its row."""
    own = frame.get_column("currency", default=None)
    marked = given.str.contains(r"[A-Z€£₹]").fill_null(value=False)
    if own is None or not marked.any():
        return pl.repeat(value=False, n=len(given), eager=True, dtype=pl.Boolean)
    pairs = zip(given, own.cast(pl.String), strict=True)
    return pl.Series(
        [bool(c and text and (mark := currency_of(text)) and mark != c) for text, c in pairs],
        dtype=pl.Boolean,
    )


def _cleaned(given: pl.Series, column_type: ColumnType) -> pl.Series:
    """Text without blanks around it; values of a type that suits the column stay as they are.

    Any other type becomes text, so that a whole number is no time and 12.5 is no count.
    """
    if given.dtype == pl.String:
        trimmed = given.str.strip_chars()
        return trimmed.replace("", None) if (trimmed == "").any() else trimmed
    if _is_no_value(given.dtype) or _suits(given.dtype, column_type):
        return given
    text = given.cast(pl.String)
    return text.str.replace(r"\.0+$", "") if given.dtype.is_numeric() else text


def _is_no_value(dtype: pl.DataType) -> bool:
    """Lists, records, bytes and durations are no value of any type of column."""
    return dtype.is_nested() or isinstance(dtype, pl.Binary | pl.Time | pl.Duration | pl.Object)


def _suits(dtype: pl.DataType, column_type: ColumnType) -> bool:
    suitable = {
        ColumnType.INSTANT: isinstance(dtype, pl.Date | pl.Datetime),
        ColumnType.DAY: isinstance(dtype, pl.Date | pl.Datetime),
        ColumnType.MONEY: dtype.is_integer() or dtype.is_decimal(),
        ColumnType.NUMBER: dtype.is_numeric(),
        ColumnType.COUNT: dtype.is_integer(),
        ColumnType.FLAG: dtype == pl.Boolean,
        ColumnType.TEXT: False,
    }
    return suitable[column_type]


def _cast(given: pl.Series, column: Column, locale: Locale) -> pl.Series:
    if _is_no_value(given.dtype):
        return _nulls(column, given)
    if column.type is ColumnType.INSTANT:
        return to_instants(given, locale)
    if column.type is ColumnType.DAY:
        return to_days(given, locale)
    if column.type is ColumnType.FLAG and given.dtype == pl.String:
        lower = given.str.to_lowercase().str.replace(r"^([01])\.0+$", "${1}")
        return lower.replace_strict(
            {**dict.fromkeys(_TRUE, True), **dict.fromkeys(_FALSE, False)},
            default=None,
            return_dtype=pl.Boolean,
        )
    if given.dtype == pl.String and column.type in _NUMBERS:
        series = _text_to_numbers(given, column, locale)
    else:
        series = given.cast(column.polars_type, strict=False)
    if column.type is ColumnType.NUMBER:
        finite = series.is_finite().fill_null(value=False)
        return series.zip_with(finite, pl.Series([None], dtype=pl.Float64))
    return series


def _text_to_numbers(given: pl.Series, column: Column, locale: Locale) -> pl.Series:
    """Read plain numbers at once, and the others as people and spreadsheets write them."""
    if locale.decimal_sign == ",":
        series = _nulls(column, given)
    else:
        series = given.str.strip_prefix("+").cast(column.polars_type, strict=False)
    unread = given.filter(series.is_null() & given.is_not_null()).unique()
    if unread.is_empty():
        return series
    plain = {text: _plain_number(text, column, locale) for text in unread}
    found = given.replace_strict(plain, default=None, return_dtype=pl.String)
    return series.zip_with(series.is_not_null(), found.cast(column.polars_type, strict=False))


def _plain_number(text: str, column: Column, locale: Locale) -> str | None:
    if column.type is ColumnType.MONEY:
        text = without_currency(text)
    share = column.type is ColumnType.NUMBER and text.endswith("%")
    number = plain_number(text.removesuffix("%").rstrip() if share else text, locale.decimal_sign)
    if number is None:
        return None
    value = Decimal(number) / 100 if share else Decimal(number)
    if column.type in (ColumnType.COUNT, ColumnType.WHOLE) and value == value.to_integral_value():
        value = value.to_integral_value()
    return f"{value:f}"


def _unreadable_values(
    frame: pl.DataFrame,
    given: pl.Series,
    series: pl.Series,
    column: Column,
    locale: Locale,
) -> pl.DataFrame:
    broken = series.is_null() & given.is_not_null()
    values = given.filter(broken)
    unnamed = [f"({values.dtype})"] * len(values)
    shown = pl.Series(unnamed) if _is_no_value(values.dtype) else values.cast(pl.String)
    rules = [_rule(column, value, locale) for value in shown]
    rows = frame.get_column("_row").filter(broken).cast(pl.Int64)
    return pl.DataFrame(
        {"_row": rows, "column": [column.name] * len(rows), "rule": rules, "value": shown},
        schema=ERROR_SCHEMA,
    )


def _rule(column: Column, value: str, locale: Locale) -> str:
    if column.type in (ColumnType.INSTANT, ColumnType.DAY) and is_ambiguous_day(value):
        return _DECLARE.format(
            "a day that can be read in one order alone", "date_order: dmy or mdy"
        )
    if column.type in _NUMBERS and is_ambiguous_number(without_currency(value)):
        return _DECLARE.format("a number that can be read in one way", "decimal_sign: '.' or ','")
    if column.type is ColumnType.INSTANT:
        return f"a time (ISO 8601; without zone: {locale.timezone}, and one that its clock shows)"
    return {
        ColumnType.DAY: "a day (YYYY-MM-DD)",
        ColumnType.MONEY: "an amount, in the currency of its row",
        ColumnType.NUMBER: "a finite number",
        ColumnType.COUNT: "a whole number",
        ColumnType.WHOLE: "a whole number",
        ColumnType.FLAG: "true or false",
        ColumnType.TEXT: "text",
    }[column.type]
