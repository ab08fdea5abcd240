"""Reads delimited text as DuckDB does, with a record number on every row and nothing lost."""

from __future__ import annotations

import contextlib
import glob
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import duckdb
import polars as pl

from assets.lib.ingestion.connector import SkippedRecord, UnreadableExport, ValidationError
from assets.lib.ingestion.headers import Header, header_key, unique_headers
from assets.lib.ingestion.text import TextFile

BATCH_ROWS = 100_000
BATCH_BYTES = 32 * 1024**2
"""The bound where lines are long."""
_LEAST_BATCH_ROWS = 2048
MAXIMUM_LINE_BYTES = 16 * 1024**2
"""DuckDB's default buffers are sixteen times larger."""
OVERFLOW_COLUMNS = 32
"""A row may be wider than the header by this many fields; it is quarantined, not cut."""

_ROOM_FOR_INVISIBLE = 8
"""Characters by which a repeated header may be longer than the first one."""


class _ScanFailed(Exception):
    """DuckDB can't read on; the message is its own, and quotes the file."""


@dataclass(frozen=True)
class TableBatch:
    """Records of a delimited file: `_row` and one text column per header, empty = null.

    Rows wider than the header are in `errors` and not in `frame`, blank records and the tool's own
    lines in `skipped`.
    """

    frame: pl.DataFrame
    errors: tuple[ValidationError, ...]
    skipped: tuple[SkippedRecord, ...]

    @property
    def records(self) -> int:
        return self.frame.height + len(self.errors) + len(self.skipped)


def read_table(header: Header) -> Iterator[TableBatch]:
    """Yield the records below the header, in batches; those above it come with the first."""
    waiting, batches = header.skipped, 0
    for batch in _batches(header):
        known = _without_tool_lines(batch, header)
        yield replace(known, skipped=(*waiting, *known.skipped))
        waiting, batches = (), batches + 1
    if not batches:
        yield TableBatch(pl.DataFrame(schema=_schema(header.names)), (), waiting)


def _batches(header: Header) -> Iterator[TableBatch]:
    text, width = header.text, len(header.names)
    overflow = [f"overflow {i}" for i in range(1, OVERFLOW_COLUMNS + 1)]
    named = unique_headers([*header.names, *overflow])
    names, extra = named[:width], named[width:]
    row = header.record.number
    if len(names) > 1:  # where there is one column, a blank line would be read as a record
        with contextlib.suppress(_ScanFailed):
            for frame in _read_regular(text, names, row):
                yield TableBatch(_numbered(frame, row), (), ())
                row += frame.height
            return
    for frame in _read_any(text, [*names, *extra], row):
        yield _split_wide(_numbered(frame, row), names, extra)
        row += frame.height


def _schema(names: Sequence[str]) -> dict[str, pl.DataType]:
    return {"_row": pl.Int64()} | dict.fromkeys(names, pl.String())


def _without_tool_lines(batch: TableBatch, header: Header) -> TableBatch:
    """Skip blank records and, where pages were joined, the header and the preamble once more."""
    first = pl.col(header.names[0])
    unfilled = batch.frame.filter(first.is_null() | (first.str.strip_chars() == ""))
    blank = pl.all_horizontal(pl.exclude("_row").str.strip_chars().fill_null("") == "")
    skipped = [SkippedRecord(row, "empty line") for row in unfilled.filter(blank)["_row"]]
    known = {_line_key(header.record.fields): "repeated header"}
    known |= {_line_key(r.fields): "repeated preamble" for r in header.above if not r.is_blank}
    for row, *fields in batch.frame.filter(_begins_like(first, known)).iter_rows():
        reason = known.get(_line_key([field or "" for field in fields]))
        if reason:
            skipped.append(SkippedRecord(row, reason))
    if not skipped:
        return batch
    rows = [record.row for record in skipped]
    kept = batch.frame.filter(~pl.col("_row").is_in(rows))
    return replace(batch, frame=kept, skipped=(*batch.skipped, *skipped))


def _begins_like(first: pl.Expr, lines: Collection[tuple[str, ...]]) -> pl.Expr:
    """Whether a first field may be that of one of the lines: a test that costs little."""
    begins = {line[0] for line in lines if line}
    words = [part for key in begins for part in key.split()[:1]]
    longest = max(map(len, begins), default=0) + _ROOM_FOR_INVISIBLE
    return (first.str.len_chars() <= longest) & first.str.to_lowercase().str.contains_any(words)


def _line_key(fields: Sequence[str]) -> tuple[str, ...]:
    """A line as it is compared; empty fields at its end are none."""
    keys = [header_key(field) for field in fields]
    while keys and not keys[-1]:
        keys.pop()
    return tuple(keys)


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    """An empty database in memory: starting one takes longer than reading a small file."""
    return duckdb.connect()


def _read_regular(text: TextFile, names: Sequence[str], skip: int) -> Iterator[pl.DataFrame]:
    """Yield records that are as wide as the header, in half the time of `_read_any`.

    Raises _ScanFailed at the first other one.
    """
    return _scan(text, names, skip, "null_padding = false")


def _read_any(text: TextFile, names: Sequence[str], skip: int) -> Iterator[pl.DataFrame]:
    """Yield records of up to as many fields as there are names; raises UnreadableExport."""
    try:
        yield from _scan(text, names, skip, "null_padding = true")
    except _ScanFailed as error:
        raise _unreadable(str(error)) from error


def _scan(text: TextFile, names: Sequence[str], skip: int, padding: str) -> Iterator[pl.DataFrame]:
    import pyarrow.lib  # here for its errors alone, and needed only where a file is read

    columns = ", ".join(f"{_literal(name)}: 'varchar'" for name in names)
    query = f"""
        select * from read_csv(
            {_literal(glob.escape(str(text.path)))}, auto_detect = false, header = false,
            delim = {_literal(text.delimiter)}, quote = '"', escape = '"', strict_mode = true,
            {padding}, parallel = {str(not text.multi_line).lower()},
            max_line_size = {MAXIMUM_LINE_BYTES}, buffer_size = {2 * MAXIMUM_LINE_BYTES},
            columns = {{{columns}}}
        )
        offset {skip}
    """
    rows = max(min(BATCH_ROWS, BATCH_BYTES // (text.line_bytes + 1)), _LEAST_BATCH_ROWS)
    try:
        for arrow in _engine().cursor().sql(query).to_arrow_reader(rows):
            yield pl.DataFrame(pl.from_arrow(arrow))
    except (duckdb.Error, pyarrow.lib.ArrowException, OSError) as error:  # Arrow's past the first
        raise _ScanFailed(str(error)) from error


def _numbered(frame: pl.DataFrame, records_before: int) -> pl.DataFrame:
    numbered = frame.with_row_index("_row", offset=records_before + 1)
    return numbered.with_columns(pl.col("_row").cast(pl.Int64))


def _literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _split_wide(frame: pl.DataFrame, names: Sequence[str], extra: Sequence[str]) -> TableBatch:
    too_wide = pl.any_horizontal(pl.col(*extra).is_not_null())
    wide = frame.filter(too_wide)
    if wide.is_empty():
        return TableBatch(frame.select("_row", *names), (), ())
    rule = f"as many fields as the header ({len(names)})"
    value = pl.concat_str(pl.col(*extra), separator=",", ignore_nulls=True)
    errors = wide.select("_row", value.alias("value")).rows()
    return TableBatch(
        frame.filter(~too_wide).select("_row", *names),
        tuple(ValidationError(row, "(whole row)", rule, value) for row, value in errors),
        (),
    )


def _unreadable(message: str) -> UnreadableExport:
    """The message of DuckDB quotes the line, so none of it but numbers is passed on."""
    line = re.search(r"CSV Error on Line: (\d+)", message)
    fields = re.search(r"Expected Number of Columns: (\d+) Found", message)
    if fields:
        reason = f"more than {fields[1]} fields"
    elif "state machine" in message:
        reason = "a line ends in CR where others end in LF"
    elif "line size" in message:
        reason = "a value is too long, or a quote is never closed"
    elif line:
        reason = "a quoted value does not end where it should"
    else:
        reason = "it can't be read"
    place = f"line {line[1]}: " if line else ""
    return UnreadableExport(f"not well-formed delimited text: {place}{reason}; export it again")
