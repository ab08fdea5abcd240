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

from assets.lib.ingestion.connector import UnreadableExport

_FAMILIES = {
    "wp": re.compile(r"https?://wordpress\.org/export/[\d.]+/?"),
    "content": re.compile(r"https?://purl\.org/rss/[\d.]+/modules/content/?"),
    "dc": re.compile(r"https?://purl\.org/dc/elements/[\d.]+/?"),
}
_CUT_OFF = ("no element found", "unclosed token", "unclosed CDATA section")
_CHANNEL_CHILD = 3
_ITEM_CHILD = 4
_NOT_WXR = "; in WordPress, use Tools > Export > Download Export File"


@dataclass(frozen=True)
class Site:
    """What the head of the file says: the version of the format and the address of the site."""

    version: str
    url: str | None


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
    site, number = None, 0
    for name, element in _read_channel(path):
        if name != "item":
            head.setdefault(name, (element.text or "").strip())
            continue
        site = site or _read_site(head)
        number += 1
        yield Item(number, site, _read_fields(element), _read_meta(element))
    if site is None:
        _read_site(head)


def read_export_time(path: Path) -> datetime | None:
    """Return when WordPress wrote the file, in UTC; reads no further than the file's head."""
    try:
        with closing(_read_channel(path)) as children:
            for name, element in children:
                if name == "pubDate":
                    return _to_utc(element.text or "")
                if name == "item":
                    return None
    except UnreadableExport:
        return None
    return None


def _to_utc(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text.strip())
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def _read_channel(path: Path) -> Generator[tuple[str, Element], None, None]:
    """Yield name and element of each child of the channel; it is emptied afterwards."""
    with path.open("rb") as file:
        try:
            yield from _walk(iterparse(file, ("start", "end")))
        except DefusedXmlException as error:
            raise UnreadableExport(
                "it declares XML entities, which are refused, because they can be made to read "
                "other files or to fill the memory; export it again, unedited"
            ) from error
        except ParseError as error:
            raise UnreadableExport(_explain(error)) from error
        except (LookupError, ValueError) as error:
            raise UnreadableExport(
                f"its encoding can't be read: {error}; export it as UTF-8"
            ) from error


def _explain(error: ParseError) -> str:
    line, column = error.position
    place = f"line {line}, column {column + 1}"
    reason = str(error).split(": line")[0]
    if reason in _CUT_OFF:
        return f"it is empty or cut off: it ends at {place}, before it is complete; export it again"
    return (
        f"not well-formed XML at {place}: {reason}; repair that place "
        "(often a control character or a bare ]]> in a post), or export it again"
    )


def _walk(events: Iterable[tuple[str, Element]]) -> Iterator[tuple[str, Element]]:
    depth, channel = 0, None
    for event, element in events:
        if event == "start":
            depth += 1
            if depth == 1 and element.tag != "rss":
                raise UnreadableExport(f"not a WXR file but <{element.tag}>{_NOT_WXR}")
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


def _read_site(head: Mapping[str, str]) -> Site:
    version = head.get("wp:wxr_version")
    if not version:
        raise UnreadableExport(
            f"not a WXR file: it states no wp:wxr_version, so it may be the site's feed{_NOT_WXR}"
        )
    url = head.get("wp:base_blog_url") or head.get("link") or ""
    return Site(version, url.rstrip("/") or None)


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
