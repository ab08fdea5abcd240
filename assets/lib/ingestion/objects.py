"""Tells which of a tool's objects an export holds, so that another one is refused by its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assets.lib.ingestion.connector import UnreadableExport
from assets.lib.ingestion.headers import first_record, header_key
from assets.lib.ingestion.text import TextFile, read_head


@dataclass(frozen=True)
class ExportedObject:
    """An object of a tool and the headers by which its export is known.

    It is known where all of `headers` are there, one of `one_of` if there are any of these, and
    none of `unless`.
    """

    title: str
    headers: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def is_known_by(self, keys: frozenset[str]) -> bool:
        """Return whether the keys of a header are those of this object."""
        wanted, choice, against = (
            {header_key(header) for header in listed}
            for listed in (self.headers, self.one_of, self.unless)
        )
        return wanted <= keys and (not choice or bool(choice & keys)) and not against & keys


@dataclass(frozen=True)
class OtherObjects:
    """The objects that a tool exports and a connector doesn't read, best known first.

    `reads` says which objects it does read, and where they are exported; only those have headers
    of `own`.
    """

    tool: str
    reads: str
    objects: Sequence[ExportedObject]
    own: tuple[str, ...] = ()

    def find(self, headers: Iterable[str]) -> ExportedObject | None:
        """Return the object whose headers these are, None where they match none."""
        keys = frozenset(header_key(header) for header in headers)
        if not keys.isdisjoint(header_key(header) for header in self.own):
            return None
        return next((other for other in self.objects if other.is_known_by(keys)), None)

    def refuse(self, headers: Iterable[str]) -> None:
        """Raise UnreadableExport, by its title, where the headers are those of another object."""
        known = self.find(headers)
        if known:
            raise self.refusal(known.title)

    def refuse_table(self, text: TextFile, *, preamble: bool = False) -> None:
        """Raise UnreadableExport where the first record is another object's header.

        Records below it hold values, and somebody's job may be called like a header. Where the tool
        writes a preamble it may be any of the first records.
        """
        for delimiter in text.delimiters:
            parted = replace(text, delimiter=delimiter)
            for record in read_head(parted) if preamble else [first_record(parted)]:
                self.refuse(record.fields)

    def refusal(self, title: str) -> UnreadableExport:
        """Return the refusal of an object by its title."""
        what = title if title.endswith("report") else f"{title} export"
        return UnreadableExport(f"this is a {self.tool} {what}; this connector reads {self.reads}")
