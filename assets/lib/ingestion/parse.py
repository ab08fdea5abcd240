"""Parses one export and validates the rows that its connector yields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from assets.lib.ingestion.connector import (
    WORKBOOK,
    Account,
    Batch,
    Connector,
    Export,
    ValidationError,
)
from assets.lib.ingestion.content import refuse_packed
from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.locale import Locale
from assets.lib.ingestion.privacy import mask_errors
from assets.lib.ingestion.typing import ERROR_SCHEMA
from assets.lib.ingestion.validate import (
    RECORD_SCHEMA,
    Privacy,
    ValidatedRows,
    validate_rows,
)
from assets.streams import get_stream

ANY_STREAM = "(file)"
"""The stream of an error that belongs to no stream in particular."""


@dataclass(frozen=True)
class Rejected:
    """Errors of one stream, and which records they are of, as far as that is known."""

    stream: str
    errors: pl.DataFrame
    records: pl.DataFrame


@dataclass(frozen=True)
class ParsedBatch:
    """A batch of a connector, its rows after validation, and all errors by their stream."""

    batch: Batch
    validated: tuple[ValidatedRows, ...]
    rejected: tuple[Rejected, ...]


def parse_export(connector: Connector, export: Export, privacy: Privacy) -> Iterator[ParsedBatch]:
    """Yield the export's batches with their rows validated.

    Raises UnreadableExport where the file is packed, and where the connector does.
    """
    refuse_packed(export.path, reads_workbooks=WORKBOOK in connector.suffixes)
    account: Account | None = None
    for batch in connector.read(export):
        account = account or _with_proven_locale(export.account, batch)
        yield validate_batch(batch, connector.name, connector.streams, account, privacy)


def _with_proven_locale(account: Account, batch: Batch) -> Account:
    """Return the account with what it does not declare as the first batch proves it."""
    locale = Locale.of(account).proven_by(batch.rows)
    return replace(account, date_order=locale.date_order, decimal_sign=locale.decimal_sign)


def validate_batch(
    batch: Batch, source: str, streams: Sequence[str], account: Account, privacy: Privacy
) -> ParsedBatch:
    """Return a batch of a connector that fills the streams, its rows validated."""
    sources = frozenset(discover_connectors()) | {source}
    validated = tuple(validate_rows(rows, source, sources, account, privacy) for rows in batch.rows)
    found = (Rejected(result.stream, result.errors, result.rejected) for result in validated)
    return ParsedBatch(batch, validated, (*found, *_own_errors(batch, streams)))


def _own_errors(batch: Batch, connector_streams: Sequence[str]) -> Iterator[Rejected]:
    """Yield the errors that the connector itself found, personal values masked."""
    streams = {rows.stream for rows in batch.rows} or set(connector_streams)
    default = streams.pop() if len(streams) == 1 else ANY_STREAM
    by_stream: dict[str, list[ValidationError]] = {}
    for error in batch.errors:
        by_stream.setdefault(error.stream or default, []).append(error)
    for stream, errors in by_stream.items():
        rows = [(error.row, error.column, error.rule, error.value) for error in errors]
        frame = pl.DataFrame(rows, schema=ERROR_SCHEMA, orient="row")
        masked = mask_errors(frame, None if stream == ANY_STREAM else get_stream(stream))
        yield Rejected(stream, masked, pl.DataFrame(schema=RECORD_SCHEMA))
