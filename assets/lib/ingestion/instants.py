"""Turns columns of days and times, typed or text, into days and instants."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import polars as pl

from assets.lib.ingestion.dates import iso_time
from assets.lib.ingestion.locale import Locale

_PLAIN_FORMATS = {
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$": "%Y-%m-%dT%H:%M:%SZ",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$": "%Y-%m-%dT%H:%M:%S",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$": "%Y-%m-%d %H:%M:%S",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "%Y-%m-%d",
}
"""How a column is read whose times are all written alike, as its pattern makes sure of."""
_ZONED = "%Y-%m-%dT%H:%M:%S%.f%:z"
_LOCAL_FORMATS = ("%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d")
_HAS_ZONE = re.compile(r"[+-][0-9]{2}:[0-9]{2}$")
_DAY_LENGTH = len("2026-03-02")


def to_instants(given: pl.Series, locale: Locale) -> pl.Series:
    """Return instants in UTC; null where a value is none.

    A time without zone is the account's; one that happens twice is the first, one that the clock
    skipped is null. A day alone is its first instant.
    """
    if given.dtype == pl.String:
        plain = _plain_text(given, locale.timezone)
        return _any_text(given, locale) if plain is None else plain
    if given.dtype == pl.Date:
        return _any_text(given.cast(pl.String), locale)
    if isinstance(given.dtype, pl.Datetime) and given.dtype.time_zone:
        return given.dt.convert_time_zone("UTC").dt.cast_time_unit("us")
    return _in_zone(given.cast(pl.Datetime("us"), strict=False), locale.timezone)


def to_days(given: pl.Series, locale: Locale) -> pl.Series:
    """Return days; null where a value is none. The day of a local time is its own."""
    if given.dtype != pl.String:
        return given.dt.date()
    days = given.str.to_date("%Y-%m-%d", strict=False)
    unread = given.filter(days.is_null() & given.is_not_null()).unique()
    if unread.is_empty():
        return days
    found = {text: _day_of(iso_time(text, locale.date_order)) for text in unread}
    return days.zip_with(
        days.is_not_null(), given.replace_strict(found, default=None, return_dtype=pl.Date)
    )


def _day_of(iso: str | None) -> date | None:
    """The day of an instant with a zone is another one elsewhere, but for its midnight."""
    if iso is None or (_HAS_ZONE.search(iso) and "T00:00:00" not in iso):
        return None
    return date.fromisoformat(iso[:_DAY_LENGTH])


def _plain_text(given: pl.Series, timezone: str) -> pl.Series | None:
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


def _any_text(given: pl.Series, locale: Locale) -> pl.Series:
    """Read ISO 8601 in all its shapes, and what is left value by value."""
    text = (
        given.str.replace(r"^([0-9]{4}-[0-9]{2}-[0-9]{2}) ", "${1}T")
        .str.replace(r"(?:[Zz]| ?UTC)$", "+00:00")
        .str.replace(r"(T.*[+-][0-9]{2})([0-9]{2})$", "${1}:${2}")
        .str.replace(r"(T.*[+-][0-9]{2})$", "${1}:00")
        .str.replace(r"(T[0-9]{2}:[0-9]{2})([+-][0-9]{2}:[0-9]{2})$", "${1}:00${2}")
    )
    result = text.str.to_datetime(_ZONED, time_unit="us", time_zone="UTC", strict=False)
    for local_format in _LOCAL_FORMATS:
        if result.null_count() == given.null_count():
            return result
        local = text.str.to_datetime(local_format, time_unit="us", strict=False)
        result = result.zip_with(result.is_not_null(), _in_zone(local, locale.timezone))
    unread = given.filter(result.is_null() & given.is_not_null()).unique()
    instants = {value: _instant(iso_time(value, locale.date_order), locale) for value in unread}
    if not instants:
        return result
    found = given.replace_strict(instants, default=None, return_dtype=result.dtype)
    return result.zip_with(result.is_not_null(), found)


def _instant(iso: str | None, locale: Locale) -> datetime | None:
    if iso is None:
        return None
    try:
        moment = datetime.fromisoformat(iso)
        if moment.tzinfo:
            return moment.astimezone(UTC)
        instant = moment.replace(tzinfo=ZoneInfo(locale.timezone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    shown = instant.astimezone(ZoneInfo(locale.timezone)).replace(tzinfo=None)
    if len(iso) == _DAY_LENGTH:
        return instant if shown.date() == moment.date() else None
    return instant if shown == moment else None


def _in_zone(local: pl.Series, timezone: str) -> pl.Series:
    """A time that happens twice is read as the first; one that the clock skipped is null."""
    in_zone = local.dt.replace_time_zone(timezone, ambiguous="earliest", non_existent="null")
    return in_zone.dt.convert_time_zone("UTC")
