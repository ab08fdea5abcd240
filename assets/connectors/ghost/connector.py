"""Reads posts as Ghost exports them, and none of the secrets that the same file holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from assets.lib.ingestion.connector import (
    Account,
    Batch,
    Connector,
    Export,
    SkippedRecord,
    StreamRows,
    UnreadableExport,
)
from assets.lib.ingestion.json_documents.frames import to_frame
from assets.lib.ingestion.json_documents.reading import read_values
from assets.lib.ingestion.json_documents.tags import named_in
from assets.lib.ingestion.json_documents.values import (
    text_in_utc,
    to_name,
    to_object,
    to_text,
)
from assets.lib.ingestion.recognition import Glimpse, Recognition

_HEAD_BYTES = 64 * 1024
_EXPORTED_ON = re.compile(rb'"exported_on"\s*:\s*(\d{13})\b')
_MILLISECONDS = re.compile(r"\d{13}")
_NO_EXPORT = (
    "no export of Ghost, which has db with data and posts in it; use Settings > Migration tools > "
    "Export > Content & settings"
)
_LIVE = ("published", "sent")


@dataclass(frozen=True)
class _Piece:
    """One post, in the columns of content_pieces that Ghost can fill."""

    row: int
    piece_id: str | None
    title: str | None
    content_type: str
    workflow: str | None
    agent: str | None
    produced_by: str | None
    created_at: str | None
    published_at: str | None
    status: str | None
    channel: str
    body: str | None


class Ghost(Connector):
    """The export of content and settings; posts are pieces, pages are skipped."""

    name = "ghost"
    version = 1
    title = "Ghost"
    streams = ("content_pieces",)
    suffixes = (".json",)

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the posts; raises UnreadableExport for other JSON."""
        start = 0
        for value in read_values(export.path, inside=("db",)):
            data = to_object(to_object(value.value).get("data"))
            if not isinstance(data.get("posts"), list):
                raise UnreadableExport(value.place + _NO_EXPORT)
            batch = _to_batch(data, start, export.account)
            start += batch.records
            yield batch

    def recognise(self, glimpse: Glimpse) -> Recognition | None:
        """Return whether the head of the file is that of an export."""
        is_export = glimpse.json_keys.issuperset(("meta", "exported_on", "data"))
        return Recognition(self.name, "export of content", 1.0) if is_export else None

    def exported_at(self, export: Export) -> datetime | None:
        """Return the time in the head of the file."""
        with export.path.open("rb") as file:
            stated = _EXPORTED_ON.search(file.read(_HEAD_BYTES))
        return datetime.fromtimestamp(int(stated[1]) / 1000, UTC) if stated else None


def _to_batch(data: Mapping[str, Any], start: int, account: Account) -> Batch:
    posts = [to_object(post) for post in data["posts"]]
    tags, emailed = _tags_of_posts(data), _sent_as_email_only(data)
    pieces, skipped = [], []
    for row, post in enumerate(posts, start=start + 1):
        kind = "page" if _is_page(post) else to_name(post.get("type")) or "post"
        if kind != "post":
            skipped.append(SkippedRecord(row, f"not a post: {kind[:40]}"))
            continue
        post_id = to_text(post.get("id"))
        pieces.append(
            _to_piece(row, post, tags.get(post_id, []), account, is_email=post_id in emailed)
        )
    return Batch(
        records=len(posts),
        rows=(StreamRows("content_pieces", to_frame(pieces, _Piece, always=("published_at",))),),
        skipped=tuple(skipped),
    )


def _to_piece(
    row: int, post: Mapping[str, Any], tags: list[str], account: Account, *, is_email: bool
) -> _Piece:
    status = to_name(post.get("status"))
    agent = named_in(tags, "agent")
    known = {name.casefold() for name in account.agents}
    return _Piece(
        row=row,
        piece_id=to_text(post.get("id")),
        title=to_name(post.get("title")),
        content_type="post",
        workflow=named_in(tags, "workflow"),
        agent=agent,
        produced_by=named_in(tags, "produced_by")
        or ("agent" if agent and agent.casefold() in known else None),
        created_at=_time(post.get("created_at")),
        published_at=_time(post.get("published_at")) if status in _LIVE else None,
        status="published" if status == "sent" else status,
        channel="email" if is_email or status == "sent" else "web",
        body=next(
            filter(None, map(to_name, map(post.get, ("html", "plaintext", "markdown")))), None
        ),
    )


def _is_page(post: Mapping[str, Any]) -> bool:
    """Older versions have a flag in place of a type."""
    return to_text(post.get("page")) in ("1", "true")


def _tags_of_posts(data: Mapping[str, Any]) -> dict[str | None, list[str]]:
    """Return the names of the tags of each post; internal ones without their #."""
    names = {
        to_text(tag.get("id")): (to_name(tag.get("name")) or "").removeprefix("#")
        for tag in map(to_object, data.get("tags") or ())
    }
    found: dict[str | None, list[str]] = {}
    for link in map(to_object, data.get("posts_tags") or ()):
        name = names.get(to_text(link.get("tag_id")))
        if name:
            found.setdefault(to_text(link.get("post_id")), []).append(name)
    return found


def _sent_as_email_only(data: Mapping[str, Any]) -> frozenset[str | None]:
    return frozenset(
        to_text(meta.get("post_id"))
        for meta in map(to_object, data.get("posts_meta") or ())
        if to_text(meta.get("email_only")) in ("1", "true")
    )


def _time(value: Any) -> str | None:
    """Return a time in UTC; the oldest versions count milliseconds."""
    text = text_in_utc(value)
    if text and _MILLISECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text) / 1000, UTC).isoformat()
    return text


CONNECTOR = Ghost()
