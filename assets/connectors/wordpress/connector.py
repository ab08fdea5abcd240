"""Reads the posts of a WordPress site from its export file (WXR)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import islice

import polars as pl

from assets.connectors.wordpress.wxr import Item, read_export_time, read_items
from assets.lib.ingestion.connector import (
    Account,
    Batch,
    Connector,
    Export,
    SkippedRecord,
    StreamRows,
    ValidationError,
)

BATCH_ITEMS = 500
NO_TITLE = "(no title)"

_VERSIONS = ("1.0", "1.1", "1.2")
_STATUSES = {"publish": "published", "future": "scheduled", "trash": "trashed"}
_PRODUCERS = ("human", "agent", "hybrid")
_META_KEYS = {
    "workflow": "fullscore_workflow",
    "agent": "fullscore_agent",
    "produced_by": "fullscore_produced_by",
}
_NO_TIME = "0000-00-00 00:00:00"
_POST_IN_LINK = re.compile(r"[?&]p=(\d+)(?:[&#]|$)")


@dataclass(frozen=True)
class Piece:
    """One post, in the columns of content_pieces that WordPress can fill."""

    row: int
    piece_id: str | None
    title: str
    content_type: str
    workflow: str | None
    agent: str | None
    produced_by: str | None
    author: str | None
    published_at: str | None
    status: str | None
    channel: str
    url: str | None
    body: str | None


_SCHEMA = {field.name: pl.Int64 if field.name == "row" else pl.String for field in fields(Piece)}


class WordPress(Connector):
    """A WXR file of Tools > Export; posts are pieces, other items are skipped by type."""

    name = "wordpress"
    version = 1
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

    def exported_at(self, export: Export) -> datetime | None:
        """Return the publication date of the file's channel."""
        return read_export_time(export.path)


def _to_batch(items: Sequence[Item], account: Account) -> Batch:
    agents = frozenset(agent.casefold() for agent in account.agents)
    keys = {column: account.columns.get(column, key) for column, key in _META_KEYS.items()}
    pieces, skipped, errors = [], [], []
    for item in items:
        kind = item.field("wp:post_type")
        if kind == "post":
            pieces.append(_to_piece(item, keys, agents))
        elif kind:
            skipped.append(SkippedRecord(item.number, f"not a post: {kind[:40]}"))
        else:
            errors.append(ValidationError(item.number, "wp:post_type", "required: not empty", None))
    frame = pl.DataFrame(pieces, schema=_SCHEMA).rename({"row": "_row"})
    version = items[0].site.version
    unknown = f"WXR {version} is none of {', '.join(_VERSIONS)}; it was read as the last of them"
    return Batch(
        records=len(items),
        rows=(StreamRows("content_pieces", frame),),
        skipped=tuple(skipped),
        errors=tuple(errors),
        notes=() if version in _VERSIONS else (unknown,),
    )


def _to_piece(item: Item, keys: Mapping[str, str], agents: frozenset[str]) -> Piece:
    author = item.field("dc:creator")
    signed_by_agent = author is not None and author.casefold() in agents
    status = item.field("wp:status")
    return Piece(
        row=item.number,
        piece_id=_piece_id(item),
        title=item.field("title") or NO_TITLE,
        content_type="post",
        workflow=item.meta.get(keys["workflow"]),
        agent=item.meta.get(keys["agent"]) or (author if signed_by_agent else None),
        produced_by=_producer(item.meta.get(keys["produced_by"]))
        or ("agent" if signed_by_agent else None),
        author=author,
        published_at=_published_at(item) if status == "publish" else None,
        status=_STATUSES.get(status or "", status),
        channel="web",
        url=item.field("link"),
        body=item.field("content:encoded"),
    )


def _piece_id(item: Item) -> str | None:
    """Return site#post; post ids alone repeat from site to site."""
    post_id = item.field("wp:post_id")
    if post_id is None:
        # A link of the form ?p=19 is made of the post's id.
        in_link = _POST_IN_LINK.search(item.field("link") or "")
        post_id = in_link[1] if in_link else None
    return f"{item.site.url}#{post_id}" if item.site.url and post_id else None


def _producer(value: str | None) -> str | None:
    return value.lower() if value and value.lower() in _PRODUCERS else value


def _published_at(item: Item) -> str | None:
    """Return the time in UTC, or the site's local one where WordPress left UTC at zero."""
    utc = item.field("wp:post_date_gmt")
    if utc and utc != _NO_TIME:
        return f"{utc.replace(' ', 'T')}Z"
    return item.field("wp:post_date")


CONNECTOR = WordPress()
