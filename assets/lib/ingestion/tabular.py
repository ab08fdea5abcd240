"""Reads delimited text as DuckDB does, with a record number on every row and nothing lost."""

from __future__ import annotations

import contextlib
import glob
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import duckdb
import polars as pl

from assets.lib.ingestion.connector import UnreadableExport, ValidationError
from assets.lib.ingestion.text import TextFile

BATCH_ROWS = 100_000
BATCH_BYTES = 32 * 1024**2
"""The bound where lines are long."""
_LEAST_BATCH_ROWS = 2048
MAXIMUM_LINE_BYTES = 16 * 1024**2
"""DuckDB's default buffers are sixteen times larger."""
OVERFLOW_COLUMNS = 32
"""A row may be wider than the header by this many fields; it is quarantined, not cut."""


class _ScanFailed(Exception):
    """DuckDB can't read on; the message is its own, and quotes the file."""


@dataclass(frozen=True)
class TableBatch:
    """Records of a delimited file: `_row` and one text column per header, empty = null.

    Rows wider than the header are in `errors` and not in `frame`.
    """

    frame: pl.DataFrame
    errors: tuple[ValidationError, ...]

    @property
    def records(self) -> int:
        return self.frame.height + len(self.errors)


def read_table(text: TextFile, header: Sequence[str], header_row: int) -> Iterator[TableBatch]:
    """Yield the records below the header, in batches.

    `header` are the fields of record number `header_row` (1 for the first). A repeated header
    gets `#2`, `#3`, ... behind its name.
    """
    overflow = [f"overflow {i}" for i in range(1, OVERFLOW_COLUMNS + 1)]
    named = unique_headers([*header, *overflow])
    names, extra = named[: len(header)], named[len(header) :]
    row = header_row
    if len(names) > 1:  # where there is one column, a blank line would be read as a record
        with contextlib.suppress(_ScanFailed):
            for frame in _read_regular(text, names, row):
                yield TableBatch(_numbered(frame, row), ())
                row += frame.height
            return
    for frame in _read_any(text, [*names, *extra], row):
        yield _split_wide(_numbered(frame, row), names, extra)
        row += frame.height


def unique_headers(header: Sequence[str]) -> list[str]:
    """Return the headers, trimmed, none twice and none empty.

    A repeated one, whatever its case, gets `#2`, `#3`, ... behind its name; an empty one is
    named after its place.
    """
    taken = {"_row"}
    names = []
    for place, field in enumerate(header, start=1):
        name = given = (field or "").strip() or f"(column {place})"
        times = 1
        while name.lower() in taken:
            times += 1
            name = f"{given}#{times}"
        taken.add(name.lower())
        names.append(name)
    return names


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
        return TableBatch(frame.select("_row", *names), ())
    rule = f"as many fields as the header ({len(names)})"
    value = pl.concat_str(pl.col(*extra), separator=",", ignore_nulls=True)
    errors = wide.select("_row", value.alias("value")).rows()
    return TableBatch(
        frame.filter(~too_wide).select("_row", *names),
        tuple(ValidationError(row, "(whole row)", rule, value) for row, value in errors),
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
