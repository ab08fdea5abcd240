"""What a tool says around its records: in lines above the header, and in remarks among them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from assets.lib.ingestion.connector import SkippedRecord, UnreadableExport
from assets.lib.ingestion.dates import DateOrder, iso_time
from assets.lib.ingestion.headers import Header
from assets.lib.ingestion.tables.table import Refused, Remark, Stated, Table
from assets.lib.ingestion.tabular import TableBatch

_WEEK = timedelta(days=7)


def refuse_other(refused: Sequence[Refused], header: Header) -> None:
    """Raise UnreadableExport where a line above the header makes it another table."""
    for other in refused:
        if any(re.search(other.pattern, line, re.IGNORECASE) for line in _above(header)):
            raise UnreadableExport(other.reason)


def stated_day(
    stated: Stated | None, header: Header, order: DateOrder | None = None
) -> date | None:
    """Return the day that a line above the header states; None where none does.

    `order` is declared for the account, and holds in place of the tool's own.
    """
    if stated is None:
        return None
    lines = (re.search(stated.pattern, line, re.IGNORECASE) for line in _above(header))
    texts = (iso_time(found["day"], order or stated.order) for found in lines if found)
    return next((date.fromisoformat(text[:10]) for text in texts if text), None)


def refuse_periods(
    table: Table, header: Header, days: Iterable[str], order: DateOrder | None = None
) -> None:
    """Raise UnreadableExport where the days of the records are the first ones of longer periods.

    They are all a week or more apart, and a single one is the first of several.
    """
    first = stated_day(table.first_day, header, order)
    last = stated_day(table.last_day, header, order)
    found = sorted({day for text in days if (day := _to_day(text))})
    if not (first and last and found) or first == last:
        return
    is_sparse = all(later - day >= _WEEK for day, later in itertools.pairwise(found))
    if is_sparse and (len(found) > 1 or found[0] == first):
        raise UnreadableExport(
            f"no report by day: {first} to {last} has {len(found)} day(s), as a report by week, by "
            "month or of the whole time has them; break it down by day"
        )


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


def _to_day(text: str) -> date | None:
    iso = iso_time(text, None)
    return date.fromisoformat(iso[:10]) if iso else None


def _above(header: Header) -> Iterator[str]:
    for record in header.above:
        yield ", ".join(field.strip() for field in record.fields if field.strip())
