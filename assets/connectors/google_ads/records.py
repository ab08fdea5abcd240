"""The records of a report, and how Google Ads writes nothing, numbers, days and campaigns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from assets.connectors.google_ads.layout import Layout
from assets.lib.ingestion.connector import Account, SkippedRecord, ValidationError
from assets.lib.ingestion.dates import DateOrder, prove_order
from assets.lib.ingestion.headers import header_key
from assets.lib.ingestion.numbers import DecimalSign, prove_sign
from assets.lib.ingestion.tabular import read_table
from assets.streams import get_stream

_NULL = "--"
_TOTAL = r"^Totals?(?::| *$)"
_NUMBERS: dict[DecimalSign, str] = {
    ".": r"^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$",
    ",": r"^-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$",
}
"""How numbers are written, by their decimal sign: language and number format are two settings."""
_WHOLE_ID = r"^\d+$"
_ID_RULE = "a campaign's whole number; a spreadsheet rounds it"


@dataclass(frozen=True)
class Records:
    """The `count` records of a file: the data, the tool's own lines, the rows that don't fit.

    In `frame` the text is trimmed, and what is empty or ` --` is null.
    """

    count: int
    frame: pl.DataFrame
    skipped: tuple[SkippedRecord, ...]
    errors: tuple[ValidationError, ...]
    text_notes: tuple[str, ...]

    def notes(self, account: Account, stream: str) -> tuple[str, ...]:
        """Return what is to be said of the file: that a declared header is missing."""
        ours = {column.name for column in get_stream(stream).columns}
        return self.text_notes + tuple(
            f"no column {header!r}, which is declared as {column}"
            for column, header in account.columns.items()
            if column in ours and header_key(header) not in self.frame.columns
        )


def read_records(layout: Layout) -> Records:
    """Return the records of the whole file; totals and blanks apart."""
    tables = list(read_table(layout.header, ends_lines=True))
    frame = pl.concat(table.frame for table in tables).with_columns(
        pl.col(pl.String).str.strip_chars().replace([_NULL, ""], [None, None])
    )
    total = _is_total(layout.header.names)
    blank = pl.all_horizontal(pl.exclude("_row").is_null())
    return Records(
        sum(table.records for table in tables),
        frame.filter(~total & ~blank),
        tuple(skipped for table in tables for skipped in table.skipped)
        + skipped_records(frame.filter(total)["_row"], "total")
        + skipped_records(frame.filter(blank)["_row"], "empty line"),
        tuple(error for table in tables for error in table.errors),
        layout.header.text.notes,
    )


def _is_total(names: Sequence[str]) -> pl.Expr:
    """`Total: Account` stands in the first column, which need not be the campaign's."""
    says_total = pl.col(*names).str.contains(_TOTAL).fill_null(value=False)
    of_a_campaign = pl.col("campaign").is_not_null() & ~pl.col("campaign").str.contains(_TOTAL)
    return pl.col(names[0]).str.contains(r"^Total:").fill_null(value=False) | (
        pl.any_horizontal(says_total) & ~of_a_campaign
    )


def skipped_records(rows: Iterable[int], reason: str) -> tuple[SkippedRecord, ...]:
    """Return the SkippedRecord for each of the record numbers."""
    return tuple(SkippedRecord(row, reason) for row in rows)


def text(frame: pl.DataFrame, account: Account, column: str, header: str | None) -> pl.Expr:
    """Return a stream's column: the header that was declared for it, or the tool's own.

    A header that the file lacks gives null.
    """
    found = header_key(account.columns.get(column, header or ""))
    if found not in frame.columns:
        return pl.lit(None, dtype=pl.String).alias(column)
    return pl.col(found).alias(column)


def has(frame: pl.DataFrame, account: Account, column: str, header: str | None) -> bool:
    """Return whether the file has a column for this column of the stream."""
    return header_key(account.columns.get(column, header or "")) in frame.columns


def date_order(frame: pl.DataFrame, account: Account, *days: pl.Expr) -> DateOrder | None:
    """Return the order of days in numbers: as declared, else as the file proves it."""
    return account.date_order or prove_order(_distinct(frame, days))


def decimal_sign(frame: pl.DataFrame, account: Account, *numbers: pl.Expr) -> DecimalSign:
    """Return the decimal sign: as declared, else as the file proves it, else that of English."""
    return account.decimal_sign or prove_sign(_distinct(frame, numbers)) or "."


def _distinct(frame: pl.DataFrame, columns: Iterable[pl.Expr]) -> list[str]:
    found = (frame.select(column).to_series().drop_nulls().unique() for column in columns)
    return [value for values in found for value in values]


def number(value: pl.Expr, sign: DecimalSign) -> pl.Expr:
    """Return the number without its thousands separators, or the text where it is no number."""
    separator = "," if sign == "." else "."
    bare = value.str.replace_all(separator, "", literal=True).str.replace(sign, ".", literal=True)
    return pl.when(value.str.contains(_NUMBERS[sign])).then(bare).otherwise(value)


def channel(value: pl.Expr) -> pl.Expr:
    """Return a campaign type as a name: `Performance Max` is performance_max."""
    words = value.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "_")
    return words.str.strip_chars("_")


def currency(frame: pl.DataFrame, account: Account) -> pl.Expr:
    """Return the currency of the row, else the account's."""
    own = text(frame, account, "currency", "Currency code")
    return pl.coalesce(own, pl.lit(account.currency, dtype=pl.String)).alias("currency")


def assumed_currency(frame: pl.DataFrame, account: Account) -> tuple[str, ...]:
    """Return the column that `currency` fills without the file's help, if so."""
    return () if has(frame, account, "currency", "Currency code") else ("currency",)


def identity(frame: pl.DataFrame, account: Account) -> tuple[pl.Expr, pl.Expr]:
    """Return campaign_id and id_is_derived: the tool's own id, else the name."""
    own = text(frame, account, "campaign_id", "Campaign ID")
    return pl.coalesce(own, pl.col("campaign")).alias("campaign_id"), own.is_null().alias(
        "id_is_derived"
    )


def damaged_ids(
    frame: pl.DataFrame, account: Account
) -> tuple[pl.DataFrame, tuple[ValidationError, ...]]:
    """Return the rows whose campaign id is whole or absent, and an error for each other one."""
    if not has(frame, account, "campaign_id", "Campaign ID"):
        return frame, ()  # a predicate without a column fails on a frame of many rows
    own = text(frame, account, "campaign_id", "Campaign ID")
    damaged = own.is_not_null() & ~own.str.contains(_WHOLE_ID)
    found = frame.filter(damaged).select("_row", own).rows()
    errors = tuple(ValidationError(row, "campaign_id", _ID_RULE, value) for row, value in found)
    return frame.filter(~damaged.fill_null(value=False)), errors
