"""Turns a post into a content piece."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

import polars as pl

from assets.connectors.wordpress.wxr import Item, to_utc
from assets.lib.ingestion.connector import Account

NO_TITLE = "(no title)"

_STATUSES = {"publish": "published", "future": "scheduled", "trash": "trashed"}
_PRODUCERS = ("human", "agent", "hybrid")
_META_KEYS = {
    "workflow": "fullscore_workflow",
    "agent": "fullscore_agent",
    "produced_by": "fullscore_produced_by",
}
_NO_TIME = re.compile(r"^0000-00-00")
_MIDNIGHT = re.compile(r"^(\d{4}-\d\d-\d\d)[ T]00:00(?::00)?$")
_POST_IN_LINK = re.compile(r"[?&]p=(\d+)(?:[&#]|$)")
_ORIGIN = re.compile(r"^https?://[^/?#\s]+")
_AN_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")


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


PIECE_SCHEMA = {
    field.name: pl.Int64() if field.name == "row" else pl.String() for field in fields(Piece)
}


class PieceReader:
    """Reads the posts of an account."""

    def __init__(self, account: Account) -> None:
        # The files of several sites may lie beside each other where they have no folder.
        self._home = None if account.name == Account().name else account.name
        self._agents = frozenset(agent.casefold() for agent in account.agents)
        self._keys: Mapping[str, str] = {
            column: account.columns.get(column, key) for column, key in _META_KEYS.items()
        }

    def to_piece(self, item: Item) -> Piece:
        """Return the piece; what can't be read is passed on as it stands."""
        author = _author(item)
        names = {name.casefold() for name in (author, item.field("dc:creator")) if name}
        signed_by_agent = bool(names & self._agents)
        status = item.field("wp:status")
        return Piece(
            row=item.number,
            piece_id=self._piece_id(item),
            title=item.field("title") or NO_TITLE,
            content_type="post",
            workflow=item.meta.get(self._keys["workflow"]),
            agent=item.meta.get(self._keys["agent"]) or (author if signed_by_agent else None),
            produced_by=_producer(item.meta.get(self._keys["produced_by"]))
            or ("agent" if signed_by_agent else None),
            author=author,
            published_at=_published_at(item) if status == "publish" else None,
            status=_STATUSES.get(status or "", status),
            channel="web",
            url=item.field("link"),
            body=item.field("content:encoded"),
        )

    def _piece_id(self, item: Item) -> str | None:
        """Return site#post; post ids alone repeat from site to site.

        A file without the site's address is identified by its links, or by its account.
        """
        link = item.field("link") or ""
        post_id = item.field("wp:post_id")
        if post_id is None:
            # A link of the form ?p=19 is made of the post's id.
            in_link = _POST_IN_LINK.search(link)
            post_id = in_link[1] if in_link else None
        origin = _ORIGIN.match(link)
        site = item.site.url or (origin[0] if origin else self._home)
        return f"{site}#{post_id}" if site and post_id else None


def _author(item: Item) -> str | None:
    """Return the creator; of an e-mail address, the name or the number of the author behind it."""
    creator = item.field("dc:creator")
    if creator is None or not _AN_ADDRESS.search(creator):
        return creator
    author = item.site.authors.get(creator.casefold())
    if author and author.display_name and not _AN_ADDRESS.search(author.display_name):
        return author.display_name
    return f"author {author.author_id}" if author and author.author_id else None


def _producer(value: str | None) -> str | None:
    return value.lower() if value and value.lower() in _PRODUCERS else value


def _published_at(item: Item) -> str | None:
    """Return the time in UTC, else the site's local one, else that of the feed."""
    utc = _stated(item, "wp:post_date_gmt")
    if utc:
        return f"{utc.replace(' ', 'T')}Z"
    local = _stated(item, "wp:post_date")
    if local:
        # A clock may skip midnight; the day alone is its first instant.
        return _MIDNIGHT.sub(r"\1", local)
    published = to_utc(item.field("pubDate") or "")
    return published.isoformat() if published else None


def _stated(item: Item, name: str) -> str | None:
    value = item.field(name)
    return None if value is None or _NO_TIME.match(value) else value
