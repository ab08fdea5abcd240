"""Reads entries as Contentful exports a space."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assets.connectors.contentful.entries import EntryReader, Piece, Publication
from assets.connectors.contentful.space import Space
from assets.lib.ingestion.connector import (
    Batch,
    Connector,
    Export,
    SkippedRecord,
    StreamRows,
    UnreadableExport,
    ValidationError,
)
from assets.lib.ingestion.json_documents.frames import to_frame
from assets.lib.ingestion.json_documents.reading import read_values
from assets.lib.ingestion.json_documents.values import to_object
from assets.lib.ingestion.recognition import Glimpse, Recognition

_NO_SPACE = (
    "no export of a space, which has entries and contentTypes; use `contentful space export`"
)
_REPUBLISHED = (
    "translations of entries that were published again count from when the entry first went live: "
    "the export does not say when a language was added"
)


class Contentful(Connector):
    """The export of a space: an entry is a piece, each other language of it a variant."""

    name = "contentful"
    version = 1
    title = "Contentful"
    streams = ("content_pieces", "content_publications")
    suffixes = (".json",)

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the entries; raises UnreadableExport for other JSON."""
        start = 0
        for value in read_values(export.path):
            document = to_object(value.value)
            entries = document.get("entries")
            if not isinstance(entries, list) or not isinstance(document.get("contentTypes"), list):
                raise UnreadableExport(value.place + _NO_SPACE)
            yield _to_batch(entries, start, EntryReader(Space.of(document), export.account))
            start += len(entries)

    def recognise(self, glimpse: Glimpse) -> Recognition | None:
        """Return whether the beginning of the file is that of a space."""
        if not glimpse.json_keys.issuperset(("contentTypes", "sys", "displayField")):
            return None
        return Recognition(self.name, "export of a space", 1.0)


def _to_batch(entries: list[Any], start: int, reading: EntryReader) -> Batch:
    pieces: list[Piece] = []
    publications: list[Publication] = []
    skipped: list[SkippedRecord] = []
    errors: list[ValidationError] = []
    for row, entry in enumerate(map(to_object, entries), start=start + 1):
        kind = reading.type_of(entry)
        if kind is None:
            rule = "the type of an entry, among the content types of the export"
            errors.append(ValidationError(row, "content_type", rule, None, "content_pieces"))
        elif not reading.is_piece(kind):
            skipped.append(SkippedRecord(row, f"not a piece: {kind.type_id[:40]}"))
        else:
            pieces.append(reading.to_piece(row, entry, kind))
            publications.extend(reading.to_variants(row, entry, kind))
    return Batch(
        records=len(entries),
        rows=(
            StreamRows("content_pieces", to_frame(pieces, Piece, always=("published_at",))),
            StreamRows(
                "content_publications",
                to_frame(publications, Publication).drop("is_republished", strict=False),
            ),
        ),
        skipped=tuple(skipped),
        errors=tuple(errors),
        notes=tuple(dict.fromkeys(_REPUBLISHED for one in publications if one.is_republished)),
    )


CONNECTOR = Contentful()
