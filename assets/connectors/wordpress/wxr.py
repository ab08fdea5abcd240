"""Reads a WXR file item by item; comments, passwords and e-mail addresses never leave it."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from assets.connectors.wordpress.documents import EXPORT_IT, describe_root, explain, open_xml
from assets.lib.ingestion.connector import UnreadableExport

_FAMILIES = {
    "wp": re.compile(r"https?://wordpress\.org/export/[\d.]+/?"),
    "content": re.compile(r"https?://purl\.org/rss/[\d.]+/modules/content/?"),
    "atom": re.compile(r"https?://www\.w3\.org/2005/Atom/?"),
    "dc": re.compile(r"https?://purl\.org/dc/elements/[\d.]+/?"),
}
_CHANNEL_CHILD = 3
_ITEM_CHILD = 4
_WHOLE_YEAR = re.compile(r"\s\d{4}\s")
_COMMENTS = re.compile(r"/comments/feed/?$")


@dataclass(frozen=True)
class Author:
    """Somebody who writes for the site: the name that readers see, and a number."""

    display_name: str | None
    author_id: str | None


@dataclass(frozen=True)
class Site:
    """What the head of the file says: the version of the format, the site's address, its authors.

    Authors are found by login and by e-mail address, in lower case.
    """

    version: str
    url: str | None
    authors: Mapping[str, Author]


@dataclass(frozen=True)
class Item:
    """One item, as written; `number` counts from 1, `meta` are its custom fields."""

    number: int
    site: Site
    fields: Mapping[str, str]
    meta: Mapping[str, str]

    def field(self, name: str) -> str | None:
        """Return the text of `wp:status`, `title`, ...; None where it is missing or empty."""
        return self.fields.get(name, "").strip() or None


def read_items(path: Path) -> Iterator[Item]:
    """Yield the items; raises UnreadableExport where the file isn't a whole WXR file."""
    head: dict[str, str] = {}
    authors: dict[str, Author] = {}
    site, number = None, 0
    for name, element in _read_channel(path):
        if name == "wp:author":
            authors.update(_read_author(element))
        elif name != "item":
            head.setdefault(name, (element.text or element.get("href") or "").strip())
        else:
            site = site or _read_site(head, authors)
            number += 1
            yield Item(number, site, _read_fields(element), _read_meta(element))
    if site is None:
        _read_site(head, authors)


def read_export_time(path: Path) -> datetime | None:
    """Return when WordPress wrote the file, in UTC; reads no further than the file's head."""
    try:
        with closing(_read_channel(path)) as children:
            for name, element in children:
                if name == "pubDate":
                    return to_utc(element.text or "")
                if name == "item":
                    return None
    except UnreadableExport:
        return None
    return None


def to_utc(text: str) -> datetime | None:
    """Return the time of a pubDate; None where it is none: drafts are of the year -0001."""
    if not _WHOLE_YEAR.search(text):
        return None
    try:
        moment = parsedate_to_datetime(text.strip())
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def _read_channel(path: Path) -> Generator[tuple[str, Element], None, None]:
    """Yield name and element of each child of the channel; it is emptied afterwards."""
    with open_xml(path) as opened:
        try:
            yield from _walk(iterparse(opened.file, ("start", "end")))
        except DefusedXmlException as error:
            raise UnreadableExport(
                "it declares XML entities, which are refused, because they can be made to read "
                "other files or to fill the memory; export it again, unedited"
            ) from error
        except ParseError as error:
            raise UnreadableExport(explain(error, opened.lines_above)) from error
        except (LookupError, ValueError) as error:
            raise UnreadableExport(
                "it states an encoding that can't be read; export it as UTF-8"
            ) from error


def _walk(events: Iterable[tuple[str, Element]]) -> Iterator[tuple[str, Element]]:
    depth, channel = 0, None
    for event, element in events:
        if event == "start":
            depth += 1
            if depth == 1 and element.tag != "rss":
                what = describe_root(element.tag)
                raise UnreadableExport(f"this is {what}, not a WXR file; {EXPORT_IT}")
            if depth == _CHANNEL_CHILD - 1:
                channel = element
            continue
        if depth == _ITEM_CHILD and _name(element.tag) == "wp:comment":
            element.clear()
        if depth == _CHANNEL_CHILD and channel is not None:
            yield _name(element.tag), element
            channel.clear()  # or memory grows with the file
        depth -= 1


@lru_cache(maxsize=256)
def _name(tag: str) -> str:
    """Return the name with the usual prefix, whatever version its namespace states."""
    namespace, closed, local = tag.rpartition("}")
    if not closed:
        return local
    uri = namespace.removeprefix("{")
    return next((f"{p}:{local}" for p, family in _FAMILIES.items() if family.fullmatch(uri)), "")


def _read_site(head: Mapping[str, str], authors: Mapping[str, Author]) -> Site:
    version = head.get("wp:wxr_version")
    if not version:
        raise UnreadableExport(
            f"this is {_describe_feed(head)}, not a WXR file: it states no wp:wxr_version; "
            f"{EXPORT_IT}"
        )
    url = head.get("wp:base_blog_url") or head.get("link") or ""
    return Site(version, url.rstrip("/") or None, authors)


def _describe_feed(head: Mapping[str, str]) -> str:
    if _COMMENTS.search(head.get("atom:link", "")):
        return "a WordPress feed of comments"
    by_wordpress = "wordpress.org" in head.get("generator", "")
    return "a WordPress feed of the newest posts" if by_wordpress else "an RSS feed"


def _read_author(element: Element) -> dict[str, Author]:
    fields = {name: text.strip() for name, text in _read_fields(element).items()}
    author = Author(
        fields.get("wp:author_display_name") or None, fields.get("wp:author_id") or None
    )
    names = (fields.get("wp:author_login"), fields.get("wp:author_email"))
    return {name.casefold(): author for name in names if name}


def _read_fields(item: Element) -> dict[str, str]:
    fields: dict[str, str] = {}
    for child in item:
        fields.setdefault(_name(child.tag), child.text or "")
    return fields


def _read_meta(item: Element) -> dict[str, str]:
    meta: dict[str, str] = {}
    for child in item:
        if _name(child.tag) == "wp:postmeta":
            pair = _read_fields(child)
            key, value = pair.get("wp:meta_key", "").strip(), pair.get("wp:meta_value", "").strip()
            if key and value:
                meta.setdefault(key, value)
    return meta
