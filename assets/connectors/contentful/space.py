"""What an export of a space says of its languages, tags and types of content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assets.lib.ingestion.json_documents.values import to_name, to_object

_ADDRESS = ("slug", "url", "path", "permalink")
_NO_PIECES = ("author", "person", "category", "tag", "topic")
"""Types that often have an address of their own, and are no pieces."""
_NAMES = ("title", "name", "headline", "internalName")
_BODIES = ("body", "content", "text", "article")


@dataclass(frozen=True)
class ContentType:
    """A type of entries, and the fields in which an entry has its title and its text."""

    type_id: str
    title_field: str | None
    body_field: str | None
    has_address: bool

    @property
    def is_piece(self) -> bool:
        """Whether its entries stand by themselves, judging by the type alone."""
        return self.has_address and self.type_id.lower() not in _NO_PIECES


@dataclass(frozen=True)
class Space:
    """The default language, the names of tags by their id, and the types of content."""

    default_locale: str | None
    tags: Mapping[str, str]
    types: Mapping[str, ContentType]

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Space:
        """Return what an export says."""
        locales = list(_objects(document.get("locales")))
        default = [one for one in locales if one.get("default") is True] or locales[:1]
        return cls(
            default_locale=to_name(default[0].get("code")) if default else None,
            tags={
                system_id(tag): name
                for tag in _objects(document.get("tags"))
                if (name := to_name(tag.get("name")))
            },
            types={system_id(one): _to_type(one) for one in _objects(document.get("contentTypes"))},
        )


def system_id(record: Mapping[str, Any]) -> str:
    """Return the id that Contentful gave to a record, '' where it has none."""
    return to_name(to_object(record.get("sys")).get("id")) or ""


def _to_type(record: Mapping[str, Any]) -> ContentType:
    fields = [to_name(field.get("id")) or "" for field in _objects(record.get("fields"))]
    return ContentType(
        type_id=system_id(record),
        title_field=to_name(record.get("displayField")) or _first_of(_NAMES, fields),
        body_field=_first_of(_BODIES, fields),
        has_address=_first_of(_ADDRESS, fields) is not None,
    )


def _first_of(wanted: tuple[str, ...], fields: list[str]) -> str | None:
    return next((name for name in wanted if name in fields), None)


def _objects(listed: Any) -> Iterator[Mapping[str, Any]]:
    return (to_object(one) for one in listed) if isinstance(listed, list) else iter(())
