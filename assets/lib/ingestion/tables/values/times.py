"""Values that are days and times."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

import polars as pl

from assets.lib.ingestion.dates import DateOrder, iso_text
from assets.lib.ingestion.tables.values.value import (
    Found,
    Value,
    as_value,
    composed,
    each_text,
    part_of,
)

_ZONE_OFFSET = r"[+-]\d\d:\d\d$"


def instant(*headers: str, order: DateOrder | None = None, zone: str | None = None) -> Value:
    """Read a time in the tool's own `order` of days, "dmy" or "mdy", unless the account has one.

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
    values = (as_value(day), as_value(time))

    def read(found: Found) -> pl.Expr:
        parts = [value.read(part_of(found, value)) for value in values]
        both = pl.concat_str(parts, separator=" ")
        return iso_text(both, found.account.date_order or order)

    return composed(values, read, lambda header: instant(header, order=order))


def end_of_day(*headers: str, order: DateOrder | None = None) -> Value:
    """Read a last day as its last second: midnight would be the end of the day before."""

    def read(found: Found) -> pl.Expr:
        text = iso_text(found.first, found.account.date_order or order)
        is_day = text.str.contains(r"^\d{4}-\d\d-\d\d$")
        return pl.when(is_day).then(text + "T23:59:59").otherwise(text)

    return Value(headers, read)


def day_of(value: Value) -> Value:
    """Read the day of a time, on the clock of the account."""

    def read(found: Found) -> pl.Expr:
        return each_text(value.read(found), lambda text: _local_day(text, found.account.timezone))

    return replace(value, read=read)


def epoch(*headers: str, unit: Literal["milliseconds", "seconds"]) -> Value:
    """Read a time that is counted from 1970 in UTC; what is no count stays as it is."""

    def read(found: Found) -> pl.Expr:
        text = found.first
        count = text.cast(pl.Int64, strict=False) * (1 if unit == "milliseconds" else 1000)
        moment = pl.from_epoch(count, time_unit="ms").dt.strftime("%Y-%m-%dT%H:%M:%S%.3fZ")
        return pl.coalesce(moment, text)

    return Value(headers, read)


def _local_day(text: str, timezone: str) -> str:
    """A text that is no time stays as it is."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (moment.astimezone(ZoneInfo(timezone)) if moment.tzinfo else moment).date().isoformat()


def _ends_in_z(text: pl.Expr) -> pl.Expr:
    return text.str.contains("Z$")
