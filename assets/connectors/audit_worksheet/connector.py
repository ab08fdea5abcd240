"""Reads the worksheets of `fullscore audit sample` once people have filled them in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import polars as pl

from assets.connectors.audit_worksheet.reviews import find_errors, read_days, to_reviews
from assets.lib.governance.audit.worksheet import COLUMNS
from assets.lib.ingestion.connector import (
    Account,
    Batch,
    Connector,
    Export,
    SkippedRecord,
    StreamRows,
)
from assets.lib.ingestion.headers import KnownHeaders, find_layout
from assets.lib.ingestion.locale import Locale
from assets.lib.ingestion.recognition import Glimpse, Recognition
from assets.lib.ingestion.seen import see_table
from assets.lib.ingestion.tabular import TableBatch, read_table
from assets.lib.ingestion.text import open_text
from assets.lib.ingestion.typing import type_columns
from assets.streams import get_stream

_REQUIRED = ("week_start", "subject_type", "subject_id", "reviewer", "verdict", "reviewed_at")
_READ = (*_REQUIRED, "score", "minutes")
_WORKSHEET = KnownHeaders(
    stream="reviews",
    columns={name: (name,) for name in COLUMNS},
    required=_REQUIRED,
    advice="keep the header of the worksheet",
)


class AuditWorksheet(Connector):
    """A worksheet of drawn audits as CSV: one review per row that has a verdict."""

    name = "audit_worksheet"
    version = 2
    title = "Audit worksheet"
    streams = ("reviews",)
    suffixes = (".csv",)

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the verdicts; raises UnreadableExport where the file is no worksheet."""
        with open_text(export) as text:
            header = find_layout(text, _WORKSHEET, Account()).header
            notes = text.notes + tuple(
                f"unknown column {name!r} was left out"
                for name in header.names
                if name not in COLUMNS
            )
            unread = [name for name in header.names if name not in _READ]
            for number, table in enumerate(read_table(header)):
                batch = _to_batch(table, notes, export.account)
                seen = see_table("worksheet", header, table.frame, unread=unread, known=COLUMNS)
                yield batch if number else replace(batch, seen=seen)

    def recognise(self, glimpse: Glimpse) -> Recognition | None:
        """Return how much of the header of a worksheet is known."""
        keys = glimpse.header(_WORKSHEET.is_header)
        if keys is None:
            return None
        return Recognition.of_header(self.name, "worksheet", keys, _WORKSHEET.headers)

    def exported_at(self, export: Export) -> datetime | None:
        """Return the newest time of an audit: the name of the file may date its week instead.

        A time after the file was written is mistaken, and must not vouch for itself.
        """
        reviews, locale = get_stream("reviews"), Locale.of(export.account)
        with open_text(export) as text:
            header = find_layout(text, _WORKSHEET, Account()).header
            frames = [
                type_columns(to_reviews(read_days(table.frame, export.account)), reviews, locale)[0]
                for table in read_table(header)
            ]
        newest = pl.concat(frames)["reviewed_at"].max() if frames else None
        if not isinstance(newest, datetime):
            return None
        written = datetime.fromtimestamp(export.path.stat().st_mtime, tz=UTC)
        return min(newest.astimezone(UTC), written)


def _to_batch(table: TableBatch, notes: tuple[str, ...], account: Account) -> Batch:
    is_audited = pl.col("verdict").str.strip_chars().fill_null("") != ""
    frame = read_days(table.frame, account)
    waiting = frame.filter(~is_audited)["_row"]
    audited = frame.filter(is_audited)
    errors = find_errors(audited)
    kept = audited.filter(~pl.col("_row").is_in([error.row for error in errors]))
    return Batch(
        records=table.records,
        rows=(StreamRows("reviews", to_reviews(kept)),),
        skipped=tuple(SkippedRecord(row, "not audited yet") for row in waiting) + table.skipped,
        errors=(*table.errors, *errors),
        notes=notes,
    )


CONNECTOR = AuditWorksheet()
