"""Writes the blog as WordPress exports it: every item, every four weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from pipelines.demo.exports.landing import Landing
from pipelines.demo.exports.wxr import Reader, attachment_item, document, page_item, post_item
from pipelines.demo.world.cast import BLOG
from pipelines.demo.world.chance import stream
from pipelines.demo.world.pieces import Piece
from pipelines.demo.world.timeline import after_weeks, at_local, exports_every, week_start

TRUNCATED_WEEK = 20
"""After so many weeks one download broke off and was repeated."""
_PAGES = (("About", 2), ("Contact", 5), ("Privacy", 9))
_WITH_COMMENT = 0.12
_SCHEDULED_BEFORE = timedelta(days=2)


def write_blog(landing: Landing, seed: int, pieces: Sequence[Piece]) -> str:
    """Write the exports, and return the path of the one that is cut off in the middle."""
    readers = _comments(stream(seed, "wordpress"), pieces)
    truncated = ""
    for exported_at in exports_every(4):
        data = _export(pieces, readers, exported_at).encode()
        day = f"{exported_at:%Y-%m-%d}"
        if exported_at == after_weeks(TRUNCATED_WEEK):
            truncated = f"wordpress/demoorganisation.WordPress.{day}T05-40.xml"
            earlier = exported_at - timedelta(minutes=20)
            landing.put(truncated, data[: len(data) * 3 // 5], earlier)
        landing.put(f"wordpress/demoorganisation.WordPress.{day}.xml", data, exported_at)
    return truncated


def _export(
    pieces: Sequence[Piece], readers: dict[int, tuple[Reader, ...]], exported_at: datetime
) -> str:
    items = [page_item(title, post_id, at_local(week_start(-20), 11)) for title, post_id in _PAGES]
    for piece in pieces:
        if piece.created_at > exported_at:
            continue
        status = _status(piece, exported_at)
        comments = readers.get(piece.post_id, ()) if status == "publish" else ()
        items.append(post_item(piece, status, [c for c in comments if c.at <= exported_at]))
        if piece.image_id:
            items.append(attachment_item(piece))
    authors = sorted({piece.author for piece in pieces})
    return document(BLOG, authors, items, exported_at)


def _status(piece: Piece, exported_at: datetime) -> str:
    """Return the status: what is out was a draft, or scheduled, in an earlier export."""
    if piece.published_at <= exported_at:
        return "publish"
    soon = piece.published_at - _SCHEDULED_BEFORE <= exported_at
    return "future" if soon else "draft"


def _comments(random: Random, pieces: Sequence[Piece]) -> dict[int, tuple[Reader, ...]]:
    found: dict[int, tuple[Reader, ...]] = {}
    for piece in pieces:
        if random.random() < _WITH_COMMENT:
            number = random.randrange(1, 90)
            at = piece.published_at + timedelta(hours=random.randrange(2, 90))
            found[piece.post_id] = (Reader(number, at),)
    return found
