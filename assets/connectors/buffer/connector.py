"""Reads posts as Buffer's reports of posts export them."""

from __future__ import annotations

import polars as pl

from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.table import Rows, Table
from assets.lib.ingestion.tables.values import (
    Found,
    Value,
    as_name,
    cell,
    constant,
    filled_up,
    fingerprint,
    instant_of_parts,
    name,
    total_of,
)

_TEXT = ("Text", "Post text")
_LINK = ("Post link", "Link")
_SERVICE = ("Service", "Social network")
_HOSTS = {
    "facebook.com": "facebook",
    "instagram.com": "instagram",
    "linkedin.com": "linkedin",
    "x.com": "x",
    "twitter.com": "x",
    "tiktok.com": "tiktok",
    "youtube.com": "youtube",
    "pinterest.com": "pinterest",
    "threads.net": "threads",
    "bsky.app": "bluesky",
}
_HOST = r"^https?://(?:www\.|m\.)?([^/:?#]+)"


def _network() -> Value:
    """Read the network from a column of its own, or else from the host of the post's link."""

    def read(found: Found) -> pl.Expr:
        known = {header.lower() for header in _SERVICE}
        stated = [pl.col(n) for n in found.names if n.strip().lower() in known]
        links = [pl.col(n) for n in found.names if n.strip().lower() not in known]
        hosts = [c.str.to_lowercase().str.extract(_HOST) for c in links]
        networks = [h.replace_strict(_HOSTS, default=None, return_dtype=pl.String) for h in hosts]
        return pl.coalesce(
            *(as_name(c).replace({"twitter": "x", "": None}) for c in stated), *networks
        )

    return Value((*_SERVICE, *_LINK), read, takes_all=True)


_POST_ID = fingerprint("Date", "Time", *_SERVICE, "Profile", *_TEXT, *_LINK)
_POST = {
    "piece_id": _POST_ID,
    "channel": _network(),
    "published_at": instant_of_parts("Date", "Time"),
    "url": cell(*_LINK),
}

POSTS = Table(
    title="report of posts",
    known_by=(("Date",), ("Time",), _TEXT, _LINK, ("Engagement Rate", "Impressions", "Reactions")),
    rows=(
        Rows(
            "content_pieces",
            _POST
            | {
                "title": filled_up(cell(*_TEXT), cell(*_LINK)),
                "content_type": name("Type", "Post type"),
                "status": constant("published"),
                "body": cell(*_TEXT),
            },
        ),
        Rows(
            "content_publications",
            _POST
            | {
                "publication_id": _POST_ID,
                "engagements": total_of(
                    *("Reactions", "Likes", "Comments", "Replies", "Shares", "Reposts"),
                    *("Retweets", "Saves", "Clicks"),
                ),
            },
        ),
    ),
    also=("Tags", "Impressions", "Reach", "Engagement Rate", "Views"),
    nulls=("-",),
)


class Buffer(TableConnector):
    """The report of the posts of one channel, or of all of them."""

    name = "buffer"
    version = 1
    title = "Buffer"
    streams = ("content_pieces", "content_publications")
    tables = (POSTS,)


CONNECTOR = Buffer()
