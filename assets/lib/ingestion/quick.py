"""Reads delimited text with DuckDB, as long as every record is as wide as the header."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from functools import cache

import duckdb
import polars as pl

from assets.lib.ingestion.headers import Header
from assets.lib.ingestion.text import TextFile

BATCH_BYTES = 32 * 1024**2
"""The bound where lines are long."""
_LEAST_BATCH_ROWS = 2048
MAXIMUM_LINE_BYTES = 16 * 1024**2
"""DuckDB's default buffers are sixteen times larger."""


class ScanFailed(Exception):
    """DuckDB can't read on; the message is its own, and quotes the file."""


def read_regular(header: Header, batch_rows: int) -> Iterator[pl.DataFrame]:
    """Yield the records below the header, each with the line that it begins in as `_row`.

    Raises ScanFailed at the first record that is not as wide as the header, and where the records
    do not fill the file: DuckDB drops without a word what follows a quote that is never closed.
    """
    text = header.text
    if len(header.names) == 1 or not text.quotes_pair or header.is_below_damage:
        raise ScanFailed  # where there is one column, DuckDB takes a blank line for a record
    line, held = header.last_line + 1, None
    for frame in _scan(header, batch_rows):
        if held is not None:
            yield held
        held = _numbered(frame, line, text)
        last = held.tail(1)
        line = int(last["_row"].item()) + 1 + int(line_feeds(last).item())
    if line != text.lines + 1:
        raise ScanFailed
    if held is not None:
        yield held


def line_feeds(frame: pl.DataFrame) -> pl.Series:
    """Return how many line feeds the text of each row has."""
    texts = frame.select(pl.col(pl.String))
    return pl.DataFrame(
        [text.str.count_matches("\n", literal=True).fill_null(0).cast(pl.Int64) for text in texts]
    ).sum_horizontal()


def _numbered(frame: pl.DataFrame, first_line: int, text: TextFile) -> pl.DataFrame:
    """Number the records by their lines: values may have several, and blank lines lie between."""
    lines = pl.int_range(first_line, first_line + frame.height, eager=True)
    if text.has_quotes:
        within = line_feeds(frame)
        lines += within.cum_sum() - within
    blank = pl.Series([b for b in text.blank_lines if b >= first_line], dtype=pl.Int64)
    if len(blank):
        without_blanks = blank - pl.int_range(len(blank), eager=True)
        lines += without_blanks.search_sorted(lines, side="right").cast(pl.Int64)
    return frame.insert_column(0, lines.cast(pl.Int64).alias("_row"))


def _scan(header: Header, batch_rows: int) -> Iterator[pl.DataFrame]:
    import pyarrow.lib  # here for its errors alone, and needed only where a file is read

    text = header.text
    columns = ", ".join(f"{_literal(name)}: 'varchar'" for name in header.names)
    query = f"""
        select * from read_csv(
            {_literal(glob.escape(str(text.path)))}, auto_detect = false, header = false,
            delim = {_literal(text.delimiter)}, quote = '"', escape = '"', strict_mode = true,
            null_padding = false, parallel = {str(not text.has_quotes).lower()},
            max_line_size = {MAXIMUM_LINE_BYTES}, buffer_size = {2 * MAXIMUM_LINE_BYTES},
            columns = {{{columns}}}, skip = {header.logical_lines}
        )
    """
    rows = max(min(batch_rows, BATCH_BYTES // (text.line_bytes + 1)), _LEAST_BATCH_ROWS)
    try:
        for arrow in _engine().cursor().sql(query).to_arrow_reader(rows):
            yield pl.DataFrame(pl.from_arrow(arrow))
    except (duckdb.Error, pyarrow.lib.ArrowException, OSError) as error:  # Arrow's past the first
        raise ScanFailed(str(error)) from error


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    """An empty database in memory: starting one takes longer than reading a small file."""
    return duckdb.connect()


def _literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
