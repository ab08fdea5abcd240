"""Tells which of a tool's objects an export holds, so that another one is refused by its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assets.lib.ingestion.connector import UnreadableExport


@dataclass(frozen=True)
class ExportedObject:
    """An object of a tool and the headers by which its export is known.

    It is known where all of `headers` are there, and one of `one_of` if there are any of these.
    Headers are compared in lower case.
    """

    title: str
    headers: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()

    def is_known_by(self, headers: frozenset[str]) -> bool:
        """Return whether the headers, in lower case, are those of this object."""
        wanted = {header.lower() for header in self.headers}
        choice = {header.lower() for header in self.one_of}
        return wanted <= headers and (not choice or bool(choice & headers))


def refuse_others(
    headers: Iterable[str], others: Sequence[ExportedObject], tool: str, reads: str
) -> None:
    """Raise UnreadableExport, by its title, where the headers are those of one of the others.

    `reads` says which objects the connector reads, and where they are exported.
    """
    known = frozenset(header.strip().lower() for header in headers)
    for other in others:
        if other.is_known_by(known):
            raise UnreadableExport(
                f"this is a {tool} {other.title} export; this connector reads {reads}"
            )
