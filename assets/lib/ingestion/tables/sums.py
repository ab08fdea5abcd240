"""Adds up records that are finer than their stream: ads of a campaign, devices of a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from assets.lib.ingestion.connector import Account, SkippedRecord, ValidationError
from assets.lib.ingestion.dates import iso_text, prove_order
from assets.lib.ingestion.numbers import DecimalSign, plain_number, without_currency
from assets.lib.ingestion.tables.table import Rows
from assets.lib.ingestion.tables.values import each_text
from assets.lib.stream import ColumnType
from assets.streams import get_stream

_EXACT = pl.Decimal(38, 10)
_ADDABLE = r"^[+-]?(?:\d{1,18}(?:\.\d*)?|\.\d+)$"
_WHOLE = r"^\+?\d{1,18}(?:\.0*)?$"
_RULE = "a number that can be added to others of its key"


@dataclass(frozen=True)
class Sums:
    """Rows that were added up, which records are in the row of another, and which in none."""

    frame: pl.DataFrame
    skipped: tuple[SkippedRecord, ...] = ()
    errors: tuple[ValidationError, ...] = ()


def add_up(rows: Rows, frame: pl.DataFrame, account: Account) -> Sums:
    """Return one row a key and currency, exact to ten decimal places.

    A record with a number that can't be read is an error: beside the sum of the others, a row of
    its own would be a second one of its key. A record without a key goes on as it is.
    """
    stream = get_stream(rows.stream)
    numbers = [name for name in rows.summed if name in frame.columns]
    key = [name for name in stream.key if name in frame.columns]
    plain = _with_plain_texts(frame, rows, account)
    whole = {c.name for c in stream.columns if c.type is ColumnType.COUNT}
    patterns = {name: _WHOLE if name in whole else _ADDABLE for name in numbers}
    errors = _errors(rows.stream, plain, patterns)
    readable = plain.filter(~pl.col("_row").is_in([error.row for error in errors]))
    has_key = pl.all_horizontal(pl.col(name).is_not_null() for name in key)
    group = [name for name in (*key, "currency") if name in frame.columns]
    others = [c for c in frame.columns if c not in {"_row", *group, *numbers}]
    summed = (
        readable.filter(has_key)
        .group_by(group, maintain_order=True)
        .agg(
            pl.col("_row").first(),
            *(pl.col(name).drop_nulls().first() for name in others),
            *(_sum(name, whole=name in whole) for name in numbers),
        )
    )
    kept = pl.concat([summed.select(frame.columns), readable.filter(~has_key)])
    added = readable.filter(~pl.col("_row").is_in(kept["_row"].implode()))["_row"]
    reason = f"added to the row of the same {' and '.join(stream.key)}"
    return Sums(kept, tuple(SkippedRecord(row, reason) for row in added), errors)


def note_on_repeats(rows: Rows, frame: pl.DataFrame) -> tuple[str, ...]:
    """Return a note where records that equal another one count for something.

    Ads of one name may have equal records, and so has a page that was joined twice.
    """
    numbers = [pl.col(name).cast(pl.Float64, strict=False) for name in rows.summed if name in frame]
    counts = pl.any_horizontal(pl.lit(value=False), *(n.fill_null(0) != 0 for n in numbers))
    counted = frame.filter(counts).height
    if not counted:
        return ()
    note = (
        f"{counted} record(s) equal another one in every cell, and are added to it; where files "
        "were joined by hand, take out what is there twice"
    )
    return (note,)


def _with_plain_texts(frame: pl.DataFrame, rows: Rows, account: Account) -> pl.DataFrame:
    """Return the frame with numbers and days written in one way, where they have one reading."""
    sign: DecimalSign | None = account.decimal_sign
    days = {
        column.name
        for column in get_stream(rows.stream).columns
        if column.type is ColumnType.DAY and column.name in frame.columns
    }
    return frame.with_columns(
        *(
            each_text(pl.col(n), lambda t: plain_number(without_currency(t), sign) or t).alias(n)
            for n in rows.summed
            if n in frame.columns and not rows.columns[n].is_plain
        ),
        *(
            iso_text(pl.col(n), account.date_order or prove_order(frame[n].drop_nulls())).alias(n)
            for n in days
        ),
    )


def _errors(
    stream: str, frame: pl.DataFrame, patterns: Mapping[str, str]
) -> tuple[ValidationError, ...]:
    return tuple(
        ValidationError(row, name, _RULE, value, stream)
        for name, pattern in patterns.items()
        for row, value in frame.filter(~pl.col(name).str.contains(pattern))
        .select("_row", name)
        .iter_rows()
    )


def _sum(name: str, *, whole: bool) -> pl.Expr:
    value = pl.col(name).str.strip_prefix("+").cast(_EXACT, strict=False)
    total = value.sum().cast(pl.Int64).cast(pl.String) if whole else value.sum().cast(pl.String)
    # The sum of nothing is unknown, not 0.
    return pl.when(pl.col(name).count() > 0).then(total).alias(name)
