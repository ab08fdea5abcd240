"""Adds up records that are finer than their stream: ads of a campaign, devices of a day."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from assets.lib.ingestion.connector import SkippedRecord
from assets.lib.ingestion.tables.table import Rows
from assets.lib.stream import ColumnType
from assets.streams import get_stream

_PLAIN = r"^[+-]?\d{1,15}(?:\.\d*)?(?:[eE][+-]?\d{1,3})?$"
_EXACT = pl.Decimal(28, 10)


@dataclass(frozen=True)
class Sums:
    """Rows that were added up, rows that can't be, and which records are in a sum of another."""

    frames: tuple[pl.DataFrame, ...]
    skipped: tuple[SkippedRecord, ...] = ()


def add_up(rows: Rows, frame: pl.DataFrame) -> Sums:
    """Return one row a key and currency, exact to ten decimal places.

    A row with a number or a key that can't be read goes on as it is, to be quarantined.
    """
    if not rows.summed:
        return Sums((frame,))
    stream = get_stream(rows.stream)
    numbers = [name for name in rows.summed if name in frame.columns]
    key = [name for name in (*stream.key, "currency") if name in frame.columns]
    is_readable = pl.all_horizontal(
        *(pl.col(name).is_not_null() for name in stream.key if name in frame.columns),
        *(pl.col(name).is_null() | pl.col(name).str.contains(_PLAIN) for name in numbers),
    )
    readable = frame.filter(is_readable)
    others = [c for c in frame.columns if c not in {"_row", *key, *numbers}]
    whole = {c.name for c in stream.columns if c.type is ColumnType.COUNT}
    summed = readable.group_by(key, maintain_order=True).agg(
        pl.col("_row").first(),
        *(pl.col(name).drop_nulls().first() for name in others),
        *(_sum(name, whole=name in whole) for name in numbers),
    )
    added = readable.filter(~pl.col("_row").is_in(summed["_row"].implode()))["_row"]
    reason = f"added to the row of the same {' and '.join(stream.key)}"
    return Sums(
        (summed.select(frame.columns), frame.filter(~is_readable)),
        tuple(SkippedRecord(row, reason) for row in added),
    )


def _sum(name: str, *, whole: bool) -> pl.Expr:
    value = pl.col(name).str.strip_prefix("+").cast(_EXACT, strict=False)
    total = value.sum().cast(pl.Int64).cast(pl.String) if whole else value.sum().cast(pl.String)
    # The sum of nothing is unknown, not 0.
    return pl.when(pl.col(name).count() > 0).then(total).alias(name)
