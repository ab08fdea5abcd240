"""What a tool says around its records: in lines above the header, and in remarks among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from assets.lib.ingestion.connector import SkippedRecord, UnreadableExport
from assets.lib.ingestion.dates import iso_time
from assets.lib.ingestion.headers import Header
from assets.lib.ingestion.tables.table import Refused, Remark, Stated
from assets.lib.ingestion.tabular import TableBatch


def refuse_other(refused: Sequence[Refused], header: Header) -> None:
    """Raise UnreadableExport where a line above the header makes it another table."""
    for other in refused:
        if any(re.search(other.pattern, line, re.IGNORECASE) for line in _above(header)):
            raise UnreadableExport(other.reason)


def stated_day(stated: Stated | None, header: Header) -> date | None:
    """Return the day that a line above the header states; None where none does."""
    if stated is None:
        return None
    lines = (re.search(stated.pattern, line, re.IGNORECASE) for line in _above(header))
    texts = (iso_time(found["day"], stated.order) for found in lines if found)
    return next((date.fromisoformat(text[:10]) for text in texts if text), None)


def without_remarks(table: TableBatch, remarks: Sequence[Remark], header: Header) -> TableBatch:
    """Skip remarks: records of one field, or whose others are empty."""
    frame, errors, skipped = table.frame, table.errors, list(table.skipped)
    first, *others = (pl.col(name) for name in header.names)
    is_alone = pl.all_horizontal(pl.lit(value=True), *(other.is_null() for other in others))
    for remark in remarks:
        pattern = f"(?i)^\\s*(?:{remark.pattern})"
        is_remark = (first.str.contains(pattern) & is_alone).fill_null(value=False)
        narrow = {error.row for error in errors if re.search(pattern, error.value or "")}
        rows = [*frame.filter(is_remark)["_row"], *sorted(narrow)]
        skipped += [SkippedRecord(row, remark.reason) for row in rows]
        frame = frame.filter(~is_remark)
        errors = tuple(error for error in errors if error.row not in narrow)
    return replace(table, frame=frame, errors=errors, skipped=tuple(skipped))


def _above(header: Header) -> Iterator[str]:
    for record in header.above:
        yield ", ".join(field.strip() for field in record.fields if field.strip())
