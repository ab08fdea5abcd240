"""Reads files whose columns are a stream's own: the way in for tools without a connector."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from assets.connectors.canonical.json_lines import read_json_lines
from assets.lib.ingestion.connector import (
    DEFAULT_ACCOUNT,
    Account,
    Batch,
    Connector,
    Export,
    SeenTable,
    StreamRows,
    UnreadableExport,
    ValidationError,
)
from assets.lib.ingestion.headers import KnownHeaders, find_layout
from assets.lib.ingestion.recognition import Glimpse, Recognition
from assets.lib.ingestion.seen import see_columns
from assets.lib.ingestion.tabular import BATCH_ROWS, BREAKS_OFF, read_table
from assets.lib.ingestion.text import open_text
from assets.streams import STREAM_NAMES, get_stream

MAXIMUM_UNPACKED_BYTES = 8 * 1024**3
_NOT_PARQUET = "not a readable parquet file; export it again"


class Canonical(Connector):
    """`<stream>.csv`, `.parquet` or `.jsonl`; anything may stand between stream and suffix."""

    name = "canonical"
    version = 3
    title = "Canonical files"
    streams = STREAM_NAMES
    suffixes = (".csv", ".parquet", ".jsonl")

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the file's rows; columns that the stream does not have are reported as notes."""
        stream = _stream_of(export.path)
        is_plain = export.path.suffix.lower() != ".csv"
        for frame, batch in _tables(export, stream):
            rows, nameless = _with_account(frame, stream, export)
            yield Batch(
                records=batch.records,
                rows=(StreamRows(stream, rows, is_plain),),
                skipped=batch.skipped,
                errors=(*batch.errors, *nameless),
                notes=batch.notes,
                seen=batch.seen,
            )

    def recognise(self, glimpse: Glimpse) -> Recognition | None:
        """Return how much of the header is the stream's that the file is named after."""
        stream = glimpse.name.split(".")[0].lower()
        if stream not in STREAM_NAMES:
            return None
        known = _known_headers(stream)
        keys = glimpse.header(known.is_header)
        if keys is None and not set(known.required) <= glimpse.json_keys:
            return None
        return Recognition.of_header(self.name, stream, keys or known.required, known.headers)


def _stream_of(path: Path) -> str:
    name = path.name.split(".")[0].lower()
    if name not in STREAM_NAMES:
        raise UnreadableExport(
            f"the name has to begin with a stream ({', '.join(STREAM_NAMES)}); rename the file"
        )
    return name


def _tables(export: Export, stream: str) -> Iterator[tuple[pl.DataFrame, Batch]]:
    suffix = export.path.suffix.lower()
    if suffix == ".csv":
        yield from _read_csv(export, stream)
    elif suffix == ".jsonl":
        yield from _read_json(export.path, stream)
    else:
        yield from _read_parquet(export.path, stream)


def _read_csv(export: Export, stream: str) -> Iterator[tuple[pl.DataFrame, Batch]]:
    with open_text(export) as text:
        header = find_layout(text, _known_headers(stream), Account()).header
        notes = (*text.notes, *_unknown_columns(header.names, stream))
        if text.breaks_off:
            notes += (BREAKS_OFF,)
        for number, table in enumerate(read_table(header)):
            yield (
                table.frame,
                Batch(
                    table.records,
                    skipped=table.skipped,
                    errors=table.errors,
                    notes=notes,
                    seen=None if number else _seen(header.names, table.frame, stream),
                ),
            )


def _known_headers(stream: str) -> KnownHeaders:
    """A canonical file has the columns of its stream; the account may be its folder."""
    columns = get_stream(stream).columns
    names = [column.name for column in columns]
    return KnownHeaders(
        stream=stream,
        columns={name: (name,) for name in names},
        required=tuple(c.name for c in columns if c.required),
        advice=f"the columns of {stream} are {', '.join(names)}",
    )


def _read_json(path: Path, stream: str) -> Iterator[tuple[pl.DataFrame, Batch]]:
    known = frozenset((*_known_headers(stream).columns, *_account_columns(stream)))
    for found in read_json_lines(path, known):
        records = len(found.numbers) + len({error.row for error in found.errors})
        notes = _unknown_columns(list(found.unknown), stream)
        yield found.frame, Batch(records, errors=tuple(found.errors), notes=notes)


def _read_parquet(path: Path, stream: str) -> Iterator[tuple[pl.DataFrame, Batch]]:
    try:
        yield from _numbered_batches(_open_parquet(path), stream)
    except pl.exceptions.PolarsError as error:
        raise UnreadableExport(_NOT_PARQUET) from error


def _numbered_batches(lazy: pl.LazyFrame, stream: str) -> Iterator[tuple[pl.DataFrame, Batch]]:
    schema = lazy.collect_schema()
    notes = _check_columns(schema.names(), stream)
    records = 0
    for frame in lazy.collect_batches(chunk_size=BATCH_ROWS, maintain_order=True):
        numbered = frame.with_row_index("_row", offset=records + 1)
        seen = None if records else _seen(schema.names(), frame, stream)
        records += frame.height
        rows = numbered.with_columns(pl.col("_row").cast(pl.Int64))
        yield rows, Batch(frame.height, notes=notes, seen=seen)
    if not records:
        yield pl.DataFrame(schema={"_row": pl.Int64, **schema}), Batch(0, notes=notes)


def _open_parquet(path: Path) -> pl.LazyFrame:
    import pyarrow.lib
    import pyarrow.parquet as pq

    try:
        metadata = pq.read_metadata(path)
    except (pyarrow.lib.ArrowException, OSError) as error:
        raise UnreadableExport(_NOT_PARQUET) from error
    groups = (metadata.row_group(i) for i in range(metadata.num_row_groups))
    unpacked = sum(group.total_byte_size for group in groups)
    if unpacked > MAXIMUM_UNPACKED_BYTES:
        raise UnreadableExport(
            f"it would unpack to {unpacked:,} bytes, more than {MAXIMUM_UNPACKED_BYTES:,}; split it"
        )
    return pl.scan_parquet(path, glob=False)


def _check_columns(header: list[str], stream: str) -> tuple[str, ...]:
    known = _known_headers(stream)
    missing = [name for name in known.required if name not in header]
    if missing:
        raise UnreadableExport(f"no column {', '.join(missing)}; {known.advice}")
    return _unknown_columns(header, stream)


def _unknown_columns(header: Sequence[str], stream: str) -> tuple[str, ...]:
    known = (*_known_headers(stream).columns, *_account_columns(stream))
    return tuple(f"unknown column {name!r} was left out" for name in header if name not in known)


def _seen(header: Sequence[str], frame: pl.DataFrame, stream: str) -> SeenTable:
    """Return the columns of the file; objects of JSON have keys, each as many as it needs."""
    known = (*_known_headers(stream).columns, *_account_columns(stream))
    unread = [name for name in header if name not in known]
    columns = {name: (name,) for name in header}
    return see_columns(stream, columns, frame, unread=unread, known=known)


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
