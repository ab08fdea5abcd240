"""Reads files whose columns are a stream's own: the way in for tools without a connector."""

from __future__ import annotations

import codecs
import glob
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import polars as pl

from assets.lib.ingestion.connector import (
    DEFAULT_ACCOUNT,
    Batch,
    Connector,
    Export,
    StreamRows,
    UnreadableExport,
    ValidationError,
)
from assets.lib.ingestion.tabular import BATCH_ROWS, read_table
from assets.lib.ingestion.text import PIECE_BYTES, open_text, read_head
from assets.streams import STREAM_NAMES, get_stream

MAXIMUM_UNPACKED_BYTES = 8 * 1024**3


class Canonical(Connector):
    """`<stream>.csv`, `.parquet` or `.jsonl`; anything may stand between stream and suffix."""

    name = "canonical"
    version = 1
    title = "Canonical files"
    streams = STREAM_NAMES
    suffixes = (".csv", ".parquet", ".jsonl")

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the file's rows; columns that the stream does not have are reported as notes."""
        stream = _stream_of(export.path)
        for frame, batch in _tables(export.path, stream):
            rows, nameless = _with_account(frame, stream, export)
            yield Batch(
                records=batch.records,
                rows=(StreamRows(stream, rows),),
                errors=(*batch.errors, *nameless),
                notes=batch.notes,
            )


def _stream_of(path: Path) -> str:
    name = path.name.split(".")[0].lower()
    if name not in STREAM_NAMES:
        raise UnreadableExport(
            f"the name has to begin with a stream ({', '.join(STREAM_NAMES)}); rename the file"
        )
    return name


def _tables(path: Path, stream: str) -> Iterator[tuple[pl.DataFrame, Batch]]:
    suffix = path.suffix.lower()
    frames = _read_csv(path, stream) if suffix == ".csv" else _read_typed(path, suffix, stream)
    yield from frames


def _read_csv(path: Path, stream: str) -> Iterator[tuple[pl.DataFrame, Batch]]:
    with open_text(path) as text:
        header = [name.strip().lower() for name in read_head(text)[0]]
        notes = _check_columns(header, stream)
        batches = 0
        for table in read_table(text, header, 1):
            batches += 1
            yield table.frame, Batch(table.records, errors=table.errors, notes=notes)
        if not batches:
            yield (
                pl.DataFrame(schema=["_row", *header]),
                Batch(0, notes=(*notes, "no rows")),
            )


def _read_typed(path: Path, suffix: str, stream: str) -> Iterator[tuple[pl.DataFrame, Batch]]:
    opened = _open_parquet(path) if suffix == ".parquet" else _open_json_lines(path)
    try:
        with opened as lazy:
            yield from _numbered_batches(lazy, stream)
    except pl.exceptions.PolarsError as error:
        raise UnreadableExport(
            f"not a readable {suffix[1:]} file: {str(error).splitlines()[0]}; export it again"
        ) from error


def _numbered_batches(lazy: pl.LazyFrame, stream: str) -> Iterator[tuple[pl.DataFrame, Batch]]:
    schema = lazy.collect_schema()
    notes = _check_columns(schema.names(), stream)
    records = 0
    for frame in lazy.collect_batches(chunk_size=BATCH_ROWS, maintain_order=True):
        numbered = frame.with_row_index("_row", offset=records + 1)
        records += frame.height
        yield numbered.with_columns(pl.col("_row").cast(pl.Int64)), Batch(frame.height, notes=notes)
    if not records:
        yield pl.DataFrame(schema={"_row": pl.Int64, **schema}), Batch(0, notes=notes)


@contextmanager
def _open_parquet(path: Path) -> Iterator[pl.LazyFrame]:
    import pyarrow.lib
    import pyarrow.parquet as pq

    try:
        metadata = pq.read_metadata(path)
    except (pyarrow.lib.ArrowException, OSError) as error:
        raise UnreadableExport(f"not a readable parquet file: {error}; export it again") from error
    groups = (metadata.row_group(i) for i in range(metadata.num_row_groups))
    unpacked = sum(group.total_byte_size for group in groups)
    if unpacked > MAXIMUM_UNPACKED_BYTES:
        raise UnreadableExport(
            f"it would unpack to {unpacked:,} bytes, more than {MAXIMUM_UNPACKED_BYTES:,}; split it"
        )
    yield pl.scan_parquet(path, glob=False)


@contextmanager
def _open_json_lines(path: Path) -> Iterator[pl.LazyFrame]:
    """Give the lines of the file, or of a copy where Polars would not read it under its name."""
    with path.open("rb") as file:
        mark = file.read(3) == codecs.BOM_UTF8
        file.seek(3 if mark else 0)
        pieces = iter(partial(file.read, PIECE_BYTES), b"")
        if not any(piece.strip() for piece in pieces):
            raise UnreadableExport("the file is empty; export it again")
        if not mark and not glob.has_magic(str(path)):
            yield pl.scan_ndjson(path, infer_schema_length=None)
            return
        file.seek(3 if mark else 0)
        with tempfile.NamedTemporaryFile(prefix="fullscore-", suffix=".jsonl") as copy:
            shutil.copyfileobj(file, copy)
            copy.flush()
            yield pl.scan_ndjson(copy.name, infer_schema_length=None)


def _check_columns(header: list[str], stream: str) -> tuple[str, ...]:
    contract = get_stream(stream)
    known = [column.name for column in contract.columns]
    missing = [c.name for c in contract.columns if c.required and c.name not in header]
    if missing:
        raise UnreadableExport(
            f"required column {', '.join(missing)} of {stream} is missing; "
            f"the columns are {', '.join(known)}"
        )
    unknown = [name for name in header if name not in (*known, *_account_columns(stream))]
    return tuple(f"unknown column {name!r} was left out" for name in unknown)


def _account_columns(stream: str) -> tuple[str, ...]:
    """Return the columns by which a file may name the account: a lead has a source of its own."""
    own = {column.name for column in get_stream(stream).columns}
    return tuple(name for name in ("account", "source") if name not in own)


def _with_account(
    frame: pl.DataFrame, stream: str, export: Export
) -> tuple[pl.DataFrame, tuple[ValidationError, ...]]:
    """Return the stream's columns and `_account`, and an error for each row that must name one.

    A newer export replaces the days that it covers, so days of two tools must not share an account.
    """
    contract = get_stream(stream)
    known = [c.name for c in contract.columns if c.name in frame.columns]
    named = [name for name in _account_columns(stream) if name in frame.columns]
    kept = frame.select("_row", *known, *(_account(named[:1])))
    is_nameless = contract.replacement == "by_covered_days" and (
        export.account.name == DEFAULT_ACCOUNT
    )
    if not is_nameless:
        return kept, ()
    if not named:
        raise UnreadableExport(
            f"{stream} of which tool or account? A newer file replaces the days of its account; "
            "add a column account, or put the file into landing/canonical/<tool or account>/"
        )
    rows = kept.filter(pl.col("_account").is_null())["_row"]
    return kept.filter(pl.col("_account").is_not_null()), tuple(
        ValidationError(row, named[0], "required: the tool or account of the day", None)
        for row in rows
    )


def _account(named: list[str]) -> list[pl.Expr]:
    text = (pl.col(name).cast(pl.String).str.strip_chars() for name in named)
    return [value.replace("", None).alias("_account") for value in text]


CONNECTOR = Canonical()
