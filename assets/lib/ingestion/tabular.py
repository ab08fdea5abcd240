"""Reads delimited text below its header: every record with its line, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import polars as pl

from assets.lib.ingestion.connector import SkippedRecord, ValidationError
from assets.lib.ingestion.headers import Header
from assets.lib.ingestion.quick import ScanFailed, line_feeds, read_regular
from assets.lib.ingestion.records import Record
from assets.lib.ingestion.text import TextFile
from assets.lib.ingestion.tool_lines import TableBatch, without_tool_lines

__all__ = ["BREAKS_OFF", "TableBatch", "read_table"]

BATCH_ROWS = 100_000
_SAMPLED_ROWS = 50
BREAKS_OFF = "the last line has no line end: where the file was cut off there, export it again"
"""Said of a file whose tool may leave its last line open: nothing tells whether it is whole."""


def read_table(header: Header, *, ends_lines: bool = False) -> Iterator[TableBatch]:
    """Yield the records below the header, in batches; those above it come with the first.

    `ends_lines` says that the tool ends every line, so that a last one without end is cut off.
    Raises UnreadableExport where a quote is never closed.
    """
    waiting, batches = header.skipped, 0
    for batch in _batches(header):
        known = without_tool_lines(batch, header)
        if ends_lines and header.text.breaks_off:
            known = _without_cut_row(known, header.text)
        yield replace(known, skipped=(*waiting, *known.skipped))
        waiting, batches = (), batches + 1
    if not batches:
        yield TableBatch(pl.DataFrame(schema=_schema(header.names)), skipped=waiting)


def _batches(header: Header) -> Iterator[TableBatch]:
    """Read regular records with DuckDB, and from the first other one on with care."""
    records = 0
    try:
        for frame in read_regular(header, BATCH_ROWS):
            yield TableBatch(frame)
            records += frame.height
    except ScanFailed:
        yield from _careful_batches(header, records)


def _careful_batches(header: Header, done: int) -> Iterator[TableBatch]:
    """Yield the records behind the first `done` below the header, whatever their width."""
    least = _least_width(header)
    below = (r for r in header.text.records() if r.line > header.record.row)
    remaining = islice(below, done, None)
    while records := list(islice(remaining, BATCH_ROWS)):
        yield _to_batch(records, header, least)


def _to_batch(records: Sequence[Record], header: Header, least: int) -> TableBatch:
    width = len(header.names)
    rows, errors, skipped = [], [], []
    for record in records:
        fields = record.fields if any(record.fields[width:]) else record.fields[:width]
        rule = record.broken_rule or _width_rule(len(fields), least, width)
        if fields and not any(field.strip() for field in fields):
            skipped.append(SkippedRecord(record.line, "empty line"))
        elif rule:
            shown = header.text.delimiter.join(fields) or None
            errors.append(ValidationError(record.line, "(whole row)", rule, shown))
        else:
            padding = [None] * (width - len(fields))
            rows.append((record.line, *(field or None for field in fields), *padding))
    frame = pl.DataFrame(rows, schema=_schema(header.names), orient="row")
    return TableBatch(frame, tuple(errors), tuple(skipped))


def _least_width(header: Header) -> int:
    """Return how many fields a whole row has.

    It is fewer than the header has where all rows agree on that, as some tools write them.
    """
    below = (r for r in header.text.records() if r.line > header.record.row and not r.broken_rule)
    widths = [len(record.fields) for record in islice(below, _SAMPLED_ROWS)]
    agreed = len(widths) > 1 and len(set(widths)) == 1
    return min(widths[0], len(header.names)) if agreed else len(header.names)


def _width_rule(fields: int, least: int, width: int) -> str | None:
    if least <= fields <= width:
        return None
    advice = "; the row is cut off" if fields < least else ""
    return f"as many fields as the header ({width}), not {fields}{advice}"


def _schema(names: Sequence[str]) -> dict[str, pl.DataType]:
    return {"_row": pl.Int64()} | dict.fromkeys(names, pl.String())


def _without_cut_row(batch: TableBatch, text: TextFile) -> TableBatch:
    """The last row of a file that breaks off is an error: its last value may be a part of one."""
    last = batch.frame.tail(1)
    if last.is_empty() or last["_row"].item() + line_feeds(last).item() != text.lines:
        return batch
    rule = "a line end behind the last row: the file is cut off; download it again"
    cut = ValidationError(last["_row"].item(), "(whole row)", rule, None)
    return replace(batch, frame=batch.frame.head(-1), errors=(*batch.errors, cut))
