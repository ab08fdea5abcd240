"""Turns text into the types of a stream, and tells every value that could not be turned."""

from __future__ import annotations

import re

import polars as pl

from assets.lib.stream import Column, ColumnType, Stream

ERROR_SCHEMA = {
    "_row": pl.Int64,
    "column": pl.String,
    "rule": pl.String,
    "value": pl.String,
}
"""One broken rule: record number, column, rule, the offending value."""

_PLAIN_FORMATS = {
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$": "%Y-%m-%dT%H:%M:%SZ",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$": "%Y-%m-%dT%H:%M:%S",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$": "%Y-%m-%d %H:%M:%S",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "%Y-%m-%d",
}
"""How a column is read whose times are all written alike, as its pattern makes sure of."""
_ZONED = "%Y-%m-%dT%H:%M:%S%.f%:z"
_LOCAL_FORMATS = ("%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d")
_TRUE = ("true", "t", "yes", "1")
_FALSE = ("false", "f", "no", "0")


def type_columns(
    frame: pl.DataFrame, stream: Stream, timezone: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return `_row` and every column of the stream in its type, and the errors found.

    A column that the frame lacks is null throughout. Times without a zone are read in `timezone`.
    A value that can't be read is null in the frame and a row of the errors.
    """
    typed = [frame.get_column("_row").cast(pl.Int64)]
    errors = [pl.DataFrame(schema=ERROR_SCHEMA)]
    for column in stream.columns:
        if column.name not in frame.columns:
            typed.append(pl.Series(column.name, [None] * frame.height, column.polars_type))
            continue
        given = _cleaned(frame.get_column(column.name), column.type)
        series = _cast(given, column, timezone)
        typed.append(series.alias(column.name))
        if series.null_count() > given.null_count():
            errors.append(_unreadable_values(frame, given, series, column, timezone))
    return pl.DataFrame(typed), pl.concat(errors)


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
    return text.str.replace(r"\.0+$", "") if column_type is ColumnType.COUNT else text


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


def _cast(given: pl.Series, column: Column, timezone: str) -> pl.Series:
    if _is_no_value(given.dtype):
        return pl.Series(column.name, [None] * len(given), column.polars_type)
    if column.type is ColumnType.INSTANT:
        return _to_instant(given, timezone)
    if column.type is ColumnType.FLAG and given.dtype == pl.String:
        lower = given.str.to_lowercase()
        return lower.replace_strict(
            {**dict.fromkeys(_TRUE, True), **dict.fromkeys(_FALSE, False)},
            default=None,
            return_dtype=pl.Boolean,
        )
    if column.type is ColumnType.DAY:
        text = given.dtype == pl.String
        return given.str.to_date("%Y-%m-%d", strict=False) if text else given.dt.date()
    series = given.cast(column.polars_type, strict=False)
    if column.type is ColumnType.NUMBER:
        finite = series.is_finite().fill_null(value=False)
        return series.zip_with(finite, pl.Series([None], dtype=pl.Float64))
    return series


def _to_instant(given: pl.Series, timezone: str) -> pl.Series:
    if given.dtype == pl.String:
        return _text_to_instant(given, timezone)
    if isinstance(given.dtype, pl.Datetime) and given.dtype.time_zone:
        return given.dt.convert_time_zone("UTC").dt.cast_time_unit("us")
    local = given.cast(pl.Datetime("us"), strict=False)
    return _in_zone(local, timezone)


def _text_to_instant(given: pl.Series, timezone: str) -> pl.Series:
    plain = _plain_text_to_instant(given, timezone)
    return _any_text_to_instant(given, timezone) if plain is None else plain


def _plain_text_to_instant(given: pl.Series, timezone: str) -> pl.Series | None:
    """Read the column in the one plain format that its first value has.

    Returns None where a value is written otherwise, or can't be read; those need the general way,
    which costs twenty times as much.
    """
    first = str(given.first(ignore_nulls=True))
    for pattern, plain_format in _PLAIN_FORMATS.items():
        if not re.match(pattern, first):
            continue
        if not given.str.contains(pattern).all():
            return None
        read = given.str.to_datetime(plain_format, time_unit="us", strict=False)
        zone = "UTC" if plain_format.endswith("Z") else timezone
        instants = _in_zone(read, zone)
        return instants if instants.null_count() == given.null_count() else None
    return None


def _any_text_to_instant(given: pl.Series, timezone: str) -> pl.Series:
    text = (
        given.str.replace(r"^(\d{4}-\d\d-\d\d) ", "${1}T")
        .str.replace(r"(?:[Zz]| ?UTC)$", "+00:00")
        .str.replace(r"(T.*[+-]\d\d)(\d\d)$", "${1}:${2}")
        .str.replace(r"(T.*[+-]\d\d)$", "${1}:00")
        .str.replace(r"(T\d\d:\d\d)([+-]\d\d:\d\d)$", "${1}:00${2}")
    )
    result = text.str.to_datetime(_ZONED, time_unit="us", time_zone="UTC", strict=False)
    for local_format in _LOCAL_FORMATS:
        if result.null_count() == given.null_count():
            break
        local = text.str.to_datetime(local_format, time_unit="us", strict=False)
        result = result.zip_with(result.is_not_null(), _in_zone(local, timezone))
    return result


def _in_zone(local: pl.Series, timezone: str) -> pl.Series:
    """A time that happens twice is read as the first; one that the clock skipped is null."""
    in_zone = local.dt.replace_time_zone(timezone, ambiguous="earliest", non_existent="null")
    return in_zone.dt.convert_time_zone("UTC")


def _unreadable_values(
    frame: pl.DataFrame,
    given: pl.Series,
    series: pl.Series,
    column: Column,
    timezone: str,
) -> pl.DataFrame:
    broken = series.is_null() & given.is_not_null()
    values = given.filter(broken)
    unnamed = [f"({values.dtype})"] * len(values)
    shown = pl.Series(unnamed) if _is_no_value(values.dtype) else values.cast(pl.String)
    return pl.DataFrame(
        {
            "_row": frame.get_column("_row").filter(broken).cast(pl.Int64),
            "value": shown,
        }
    ).select(
        "_row",
        pl.lit(column.name).alias("column"),
        pl.lit(_rule(column, timezone)).alias("rule"),
        "value",
    )


def _rule(column: Column, timezone: str) -> str:
    if column.type is ColumnType.INSTANT:
        return f"a time (ISO 8601; without zone: {timezone}, and one that its clock shows)"
    return {
        ColumnType.DAY: "a day (YYYY-MM-DD)",
        ColumnType.MONEY: "an amount (decimal point, no thousands separator)",
        ColumnType.NUMBER: "a finite number (decimal point)",
        ColumnType.COUNT: "a whole number",
        ColumnType.FLAG: "true or false",
        ColumnType.TEXT: "text",
    }[column.type]
