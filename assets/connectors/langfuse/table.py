"""Reads the table of traces, whose cells hold JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assets.connectors.langfuse.documents import LISTED, OTHER_OBJECTS
from assets.lib.ingestion.connector import (
    Export,
    SeenTable,
    SkippedRecord,
    UnreadableExport,
    ValidationError,
)
from assets.lib.ingestion.headers import describe_headers, find_header, first_record
from assets.lib.ingestion.json_documents.values import parse_json
from assets.lib.ingestion.seen import see_table
from assets.lib.ingestion.tables.table import Table
from assets.lib.ingestion.tabular import read_table
from assets.lib.ingestion.text import open_text

_READ = ("release", "version", "tags", "metadata", "totalCost", "latency")
_PASSED_OVER = (
    *("userId", "sessionId", "environment", "bookmarked", "public", "input", "output", "comments"),
    *("projectId", "createdAt", "updatedAt", "level", "statusMessage"),
)
_JSON_CELLS = ("{", "[", '"')

TRACES_TABLE = Table(
    title="table of traces",
    known_by=(*((name,) for name in LISTED), ("sessionId",), ("release",)),
    rows=(),
    also=(*_READ, *_PASSED_OVER),
)


@dataclass(frozen=True)
class TraceRows:
    """Traces of a table by their row, and what else was in it."""

    records: int
    traces: tuple[tuple[int, Mapping[str, Any]], ...]
    skipped: tuple[SkippedRecord, ...]
    errors: tuple[ValidationError, ...]
    notes: tuple[str, ...]
    seen: SeenTable | None


def read_traces_table(export: Export) -> Iterator[TraceRows]:
    """Yield the traces; raises UnreadableExport where the file is no table of traces."""
    with open_text(export) as text:
        header = find_header(text, TRACES_TABLE.is_known_by)
        if header is None:
            OTHER_OBJECTS.refuse_table(text)
            seen = describe_headers(first_record(text), TRACES_TABLE.headers)
            raise UnreadableExport(f"no table of traces; {seen}; export the table of traces")
        first = dict(zip(reversed(header.keys), reversed(header.names), strict=True))
        names = {first[key]: name for name in (*LISTED, *_READ) if (key := name.lower()) in first}
        unread = [shown for shown in header.names if shown not in names]
        known = TRACES_TABLE.own_words(header.keys)
        for number, table in enumerate(read_table(header, ends_lines=True)):
            columns = see_table(TRACES_TABLE.title, header, table.frame, unread=unread, known=known)
            cells = table.frame.select("_row", *names)
            notes = text.notes if cells.height else (*text.notes, "no traces")
            yield TraceRows(
                table.records,
                tuple(
                    (row, {names[shown]: _decoded(text) for shown, text in found.items()})
                    for found in cells.iter_rows(named=True)
                    if (row := found.pop("_row"))
                ),
                table.skipped,
                table.errors,
                notes,
                None if number else columns,
            )


def _decoded(cell: str | None) -> Any:
    """Return what a cell holds: all that is no plain text stands there as JSON, times too."""
    if cell is None or not cell.startswith(_JSON_CELLS):
        return cell
    try:
        return parse_json(cell)
    except (ValueError, RecursionError):
        return cell
