"""Finds ids that a spreadsheet has damaged, of which several records would share one."""

from __future__ import annotations

import polars as pl

from assets.lib.ingestion.connector import StreamRows
from assets.lib.ingestion.typing import ERROR_SCHEMA
from assets.lib.stream import ColumnType
from assets.streams import get_stream

_AS_NUMBER = r"(?i)^[0-9](?:[.,][0-9]+)?e\+[0-9]{2,3}$"
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_AS_DATE = f"^(?:[0-9]{{1,2}}-{_MONTH}|{_MONTH}-[0-9]{{2}})$"
"""As spreadsheets write a day or a month; MAR-10 and mar-10 are none."""
_LONG = r"^[0-9]{16,}$"
_ROUNDED = r"^[0-9]{15}0+$"
_KEPT_DIGITS = 15
_PROVING_ZEROS = 2
"""A single id of 16 digits ends in a zero by chance, one time in ten."""
_EXACT_IN_A_FLOAT = 2**53
_AGAIN = "; a spreadsheet {}: export it again, and do not open it with one before"


def damaged_ids(rows: StreamRows) -> pl.DataFrame:
    """Return an error for every id, own or of another record, that is no longer the tool's.

    Long ids are rounded where all of a column end in zeros behind their fifteenth digit.
    """
    contract = get_stream(rows.stream)
    found = [pl.DataFrame(schema=ERROR_SCHEMA)]
    for column in contract.columns:
        series = rows.frame.get_column(column.name, default=None)
        names_record = column.is_id or column.reference
        if series is None or column.type is not ColumnType.TEXT or not names_record:
            continue
        if series.dtype.is_float():
            rules = [("a whole id" + _AGAIN.format("rounds it"), series.abs() >= _EXACT_IN_A_FLOAT)]
        elif series.dtype == pl.String:
            is_key = column.name in contract.key
            rules = _rules_of(series.str.strip_chars(), rows.id_pattern if is_key else None)
        else:
            continue
        found += [_errors(rows.frame, series, column.name, rule, bad) for rule, bad in rules]
    return pl.concat(found).unique(["_row", "column"], keep="first", maintain_order=True)


def _rules_of(ids: pl.Series, pattern: str | None) -> list[tuple[str, pl.Series]]:
    rules = [
        ("a whole id" + _AGAIN.format("rounds it"), ids.str.contains(_AS_NUMBER)),
        ("an id, not a date" + _AGAIN.format("turned it into one"), _is_date(ids, pattern)),
    ]
    long = ids.filter(ids.str.contains(_LONG)).unique()
    zeros = int((long.str.len_chars() - _KEPT_DIGITS).sum())
    if len(long) and zeros >= _PROVING_ZEROS and long.str.contains(_ROUNDED).all():
        rules.append(("a whole id" + _AGAIN.format("rounds it"), ids.str.contains(_ROUNDED)))
    if pattern:
        rule = "an id as the tool writes it" + _AGAIN.format("may have changed it")
        rules.append((rule, ~ids.str.contains(f"^(?:{pattern})$")))
    return rules


def _is_date(ids: pl.Series, pattern: str | None) -> pl.Series:
    """Where the tool's pattern is known, an id that keeps it is no date: MAR-10 is one of Jira."""
    dates = ids.str.contains(_AS_DATE)
    return dates & ~ids.str.contains(f"^(?:{pattern})$") if pattern else dates


def _errors(
    frame: pl.DataFrame, series: pl.Series, name: str, rule: str, bad: pl.Series
) -> pl.DataFrame:
    broken = (bad & (series.cast(pl.String) != "")).fill_null(value=False)
    return pl.DataFrame(
        {
            "_row": frame["_row"].filter(broken).cast(pl.Int64),
            "value": series.filter(broken).cast(pl.String),
        }
    ).select("_row", pl.lit(name).alias("column"), pl.lit(rule).alias("rule"), "value")
