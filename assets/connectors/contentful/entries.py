"""Turns an entry into a piece, and each other language of it into a publication."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assets.connectors.contentful.space import ContentType, Space, system_id
from assets.lib.ingestion.connector import Account
from assets.lib.ingestion.json_documents.tags import named_in
from assets.lib.ingestion.json_documents.values import to_name, to_object, to_text

_CHANNEL = "web"
_USUAL_FIELDS = {"workflow": "workflow", "agent": "agent", "produced_by": "producedBy"}


@dataclass(frozen=True)
class Piece:
    """One entry, in the columns of content_pieces that Contentful can fill."""

    row: int
    piece_id: str | None
    title: str | None
    content_type: str
    workflow: str | None
    agent: str | None
    produced_by: str | None
    created_at: str | None
    published_at: str | None
    status: str
    channel: str
    body: str | None


@dataclass(frozen=True)
class Publication:
    """One language of an entry beside the default one, in the columns of content_publications."""

    row: int
    publication_id: str
    piece_id: str
    variant_id: str
    variant_kind: str
    channel: str
    published_at: str | None
    status: str
    is_republished: bool


class EntryReader:
    """Reads the entries of a space, as its account declares."""

    def __init__(self, space: Space, account: Account) -> None:
        self._space = space
        declared = account.columns.get("content_type", "")
        self._piece_types = frozenset(filter(None, (name.strip() for name in declared.split(","))))
        self._fields = {c: account.columns.get(c, usual) for c, usual in _USUAL_FIELDS.items()}

    def type_of(self, entry: Mapping[str, Any]) -> ContentType | None:
        """Return the type of an entry; None where the export doesn't have it."""
        return self._space.types.get(
            system_id(to_object(to_object(entry.get("sys")).get("contentType")))
        )

    def is_piece(self, kind: ContentType) -> bool:
        """Return whether entries of the type are pieces: as declared, or else by their fields."""
        return kind.type_id in self._piece_types if self._piece_types else kind.is_piece

    def to_piece(self, row: int, entry: Mapping[str, Any], kind: ContentType) -> Piece:
        """Return the piece, in the default language or else in the first one that it has."""
        system = to_object(entry.get("sys"))
        tags = self._tags(entry)
        return Piece(
            row=row,
            piece_id=to_name(system.get("id")),
            title=to_name(self._in_default(entry, kind.title_field)),
            content_type=kind.type_id,
            workflow=self._said(entry, tags, "workflow"),
            agent=self._said(entry, tags, "agent"),
            produced_by=self._said(entry, tags, "produced_by"),
            created_at=to_text(system.get("createdAt")),
            published_at=_published_at(system),
            status=_status(system),
            channel=_CHANNEL,
            body=_plain_text(self._in_default(entry, kind.body_field)),
        )

    def to_variants(
        self, row: int, entry: Mapping[str, Any], kind: ContentType
    ) -> Iterator[Publication]:
        """Yield the other languages in which a published entry has a title."""
        system = to_object(entry.get("sys"))
        titles = _translations(entry, kind.title_field)
        own = self._default_of(titles)
        states = to_object(to_object(system.get("fieldStatus")).get("*"))
        for locale, title in titles.items():
            is_live = to_name(states.get(locale)) in (None, "published", "changed")
            if locale != own and to_name(title) and _status(system) == "published" and is_live:
                yield Publication(
                    row=row,
                    publication_id=f"{system_id(entry)}#{locale}",
                    piece_id=system_id(entry),
                    variant_id=locale,
                    variant_kind="locale",
                    channel=_CHANNEL,
                    published_at=_published_at(system),
                    status="published",
                    is_republished=_published_at(system) != to_text(system.get("publishedAt")),
                )

    def _tags(self, entry: Mapping[str, Any]) -> list[str]:
        linked = to_object(entry.get("metadata")).get("tags")
        ids = [system_id(to_object(link)) for link in linked] if isinstance(linked, list) else []
        return [self._space.tags[one] for one in ids if one in self._space.tags]

    def _said(self, entry: Mapping[str, Any], tags: list[str], column: str) -> str | None:
        return to_name(self._in_default(entry, self._fields[column])) or named_in(tags, column)

    def _in_default(self, entry: Mapping[str, Any], field: str | None) -> Any:
        translations = _translations(entry, field)
        return translations.get(self._default_of(translations))

    def _default_of(self, translations: Mapping[str, Any]) -> str:
        default = self._space.default_locale or ""
        return default if default in translations else next(iter(translations), "")


def _translations(entry: Mapping[str, Any], field: str | None) -> Mapping[str, Any]:
    return to_object(to_object(entry.get("fields")).get(field)) if field else {}


def _status(system: Mapping[str, Any]) -> str:
    if system.get("archivedAt") or system.get("archivedVersion"):
        return "archived"
    return "published" if system.get("publishedVersion") else "draft"


def _published_at(system: Mapping[str, Any]) -> str | None:
    """Return when it first went live: publishing it again is no new placement."""
    if _status(system) != "published":
        return None
    return to_text(system.get("firstPublishedAt") or system.get("publishedAt"))


def _plain_text(body: Any) -> str | None:
    """Return a text, or the words of a rich text in the order of its paragraphs."""
    if isinstance(body, dict):
        return "\n".join(_words(body)) or None
    return to_name(body)


def _words(node: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(node.get("value"), str):
        yield node["value"]
    for child in node.get("content") or ():
        yield from _words(to_object(child))
