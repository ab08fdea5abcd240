"""Reads the posts of a WordPress site from its export file (WXR)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

import polars as pl

from assets.connectors.wordpress.pieces import PIECE_SCHEMA, Piece, PieceReader
from assets.connectors.wordpress.wxr import Item, Site, read_export_time, read_items
from assets.lib.ingestion.connector import (
    Account,
    Batch,
    Connector,
    Export,
    SkippedRecord,
    StreamRows,
    ValidationError,
)
from assets.lib.ingestion.recognition import Glimpse, Recognition

BATCH_ITEMS = 500

_VERSIONS = ("1.0", "1.1", "1.2")
_NAMED_PIECES = 3
_NO_ID = (
    "a post id and the site's address; where the file has no address, put it into a folder of the "
    "site's own: landing/wordpress/<site>/"
)

_OTHER_TYPES = frozenset(
    (
        "attachment",
        "custom_css",
        "customize_changeset",
        "nav_menu_item",
        "oembed_cache",
        "page",
        "revision",
        "user_request",
        "wp_block",
        "wp_font_face",
        "wp_font_family",
        "wp_global_styles",
        "wp_navigation",
        "wp_template",
        "wp_template_part",
    )
)
_OWN_TYPE = "a type of the site's own"


_NAMESPACE = "wordpress.org/export/"


class WordPress(Connector):
    """A WXR file of Tools > Export; posts are pieces, other items are skipped by type."""

    name = "wordpress"
    version = 3
    title = "WordPress"
    streams = ("content_pieces",)
    suffixes = (".xml",)

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the posts; raises UnreadableExport for anything but well-formed WXR."""
        items = read_items(export.path)
        chunk = tuple(islice(items, BATCH_ITEMS))
        if not chunk:
            yield Batch(0, notes=("no items",))
        while chunk:
            yield _to_batch(chunk, export.account)
            chunk = tuple(islice(items, BATCH_ITEMS))

    def recognise(self, glimpse: Glimpse) -> Recognition | None:
        """Identify the export by the beginning of the file."""
        if not (glimpse.is_xml and _NAMESPACE in glimpse.text):
            return None
        return Recognition(self.name, "WXR export", 1.0)

    def exported_at(self, export: Export) -> datetime | None:
        """Return the publication date of the file's channel."""
        return read_export_time(export.path)


def _to_batch(items: Sequence[Item], account: Account) -> Batch:
    reading = PieceReader(account)
    pieces, skipped, errors = [], [], []
    for item in items:
        kind = item.field("wp:post_type")
        if kind == "post" and (piece := reading.to_piece(item)).piece_id:
            pieces.append(piece)
        elif kind == "post":
            errors.append(ValidationError(item.number, "piece_id", _NO_ID, None))
        elif kind:
            skipped.append(SkippedRecord(item.number, _not_a_post(kind)))
        else:
            errors.append(ValidationError(item.number, "wp:post_type", "required: not empty", None))
    frame = pl.DataFrame(pieces, schema=PIECE_SCHEMA).rename({"row": "_row"})
    return Batch(
        records=len(items),
        rows=(StreamRows("content_pieces", frame),),
        skipped=tuple(skipped),
        errors=tuple(errors),
        notes=(*_unknown_version(items[0].site), *_without_time(pieces)),
    )


def _unknown_version(site: Site) -> tuple[str, ...]:
    if site.version in _VERSIONS:
        return ()
    known = ", ".join(_VERSIONS)
    return (f"WXR {site.version} is none of {known}; it was read as the last of them",)


def _without_time(pieces: Sequence[Piece]) -> tuple[str, ...]:
    found = [p.piece_id for p in pieces if p.status == "published" and not p.published_at]
    if not found:
        return ()
    named = ", ".join(str(piece) for piece in found[:_NAMED_PIECES])
    more = f" and {len(found) - _NAMED_PIECES} more" if len(found) > _NAMED_PIECES else ""
    return (f"published without any time, so counted in no week: {named}{more}",)


def _not_a_post(kind: str) -> str:
    """Name a type of WordPress itself; a site's own type may be called anything."""
    return f"not a post: {kind if kind in _OTHER_TYPES else _OWN_TYPE}"


CONNECTOR = WordPress()
