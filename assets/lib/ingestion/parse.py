"""Parses one export and validates the rows that its connector yields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assets.lib.ingestion.connector import Batch, Connector, Export
from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.validate import Privacy, ValidatedRows, validate_rows


@dataclass(frozen=True)
class ParsedBatch:
    """A batch of a connector, and its rows after validation."""

    batch: Batch
    validated: tuple[ValidatedRows, ...]


def parse_export(connector: Connector, export: Export, privacy: Privacy) -> Iterator[ParsedBatch]:
    """Yield the export's batches with their rows validated.

    Raises UnreadableExport where the connector does.
    """
    sources = frozenset(discover_connectors())
    for batch in connector.read(export):
        yield ParsedBatch(
            batch,
            tuple(
                validate_rows(rows, connector.name, sources, export.account, privacy)
                for rows in batch.rows
            ),
        )
