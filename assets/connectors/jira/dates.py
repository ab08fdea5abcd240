"""Reads the dates that Jira writes in the language of the person who exports."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

MONTHS: Mapping[str, str] = {
    "en": "jan feb mar apr may jun jul aug sep|sept oct nov dec",
    "fr": "janv févr|fevr mars avr mai juin juil août|aout sept oct nov déc|dec",
    "es": "ene feb mar abr may jun jul ago sep|sept oct nov dic",
    "de": "jan|jän feb mär|märz|mrz apr mai jun|juni jul|juli aug sep|sept okt nov dez",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "pt": "jan fev mar abr mai jun jul ago set out nov dez",
    "nl": "jan feb mrt apr mei jun jul aug sep okt nov dec",
}
"""The twelve short names of the months, in order; `|` parts ways to write one."""

MONTH_NUMBERS: Mapping[str, str] = {
    name: f"{number:02}"
    for language in MONTHS.values()
    for number, names in enumerate(language.split(), 1)
    for name in names.split("|")
}

_DATE = (
    r"^(?P<day>\d{1,2})[/ .-]+(?P<month>\p{L}+)[/ .-]+(?P<year>\d{4}|\d{2})"
    r"(?:[,\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"(?:\s*(?P<half>[ap])\.?\s?m\.?)?)?$"
)
_ISO = "%Y-%m-%dT%H:%M:%S"
_NOON = 12


def to_iso(text: pl.Expr) -> pl.Expr:
    """Return `22/Sep/25 9:26 AM` as `2025-09-22T09:26:00`, and what is no such date as it is."""
    written = text.str.normalize("NFC").str.to_lowercase().str.strip_chars()
    part = written.str.extract_groups(_DATE).struct
    year = part.field("year").str.replace(r"^(\d\d)$", "20${1}")
    month = part.field("month").replace_strict(
        dict(MONTH_NUMBERS), default=None, return_dtype=pl.String
    )
    hour = _on_24_hours(part.field("hour").cast(pl.Int64), part.field("half"))
    iso = pl.format(
        "{}-{}-{}T{}:{}:{}",
        year,
        month,
        part.field("day"),
        pl.when(part.field("hour").is_null()).then(0).otherwise(hour),
        part.field("minute").fill_null("00"),
        part.field("second").fill_null("00"),
    )
    # A day or an hour that no calendar has must show as it was found, not as it was taken apart.
    return pl.coalesce(iso.str.to_datetime(_ISO, strict=False).dt.strftime(_ISO), text)


def _on_24_hours(hour: pl.Expr, half: pl.Expr) -> pl.Expr:
    after_midnight = hour % _NOON + pl.when(half == "p").then(_NOON).otherwise(0)
    on_the_dial = hour.is_between(1, _NOON)
    return pl.when(half.is_null()).then(hour).when(on_the_dial).then(after_midnight)
