"""What the pydantic models of declarations are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

from assets.lib.organisation.places import Place


class DeclaredModel(BaseModel):
    """A part of what the organisation declares: immutable, and strict about unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


@dataclass(frozen=True)
class Names:
    """The names of one kind that references may use, such as all roles."""

    kind: str
    known: tuple[str, ...]
    ignores_case: bool = False

    def refuse(self, name: str) -> str | None:
        """Return why the name is refused and which there are, or None where it is known."""
        fold = str.lower if self.ignores_case else str
        if fold(name) in {fold(known) for known in self.known}:
            return None
        return f"no such {self.kind}; there are {', '.join(self.known) or 'none'}"


@dataclass(frozen=True)
class Reference:
    """A name that has to be declared elsewhere, under one of `kinds`; None refers to nothing."""

    place: Place
    name: str | None
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Expression:
    """A text in a language of which the declarations know only the name."""

    place: Place
    text: str
    language: str


@dataclass(frozen=True)
class Note:
    """Something that is allowed, yet worth a second look."""

    place: Place
    text: str


class DeclaredFile(DeclaredModel):
    """What one file declares, and how it is related to the other files."""

    def declared_names(self) -> Names | None:
        """Return the names that other files may refer to."""
        return None

    def references(self) -> Iterable[Reference]:
        """Return every name that another file has to declare."""
        return ()

    def expressions(self) -> Iterable[Expression]:
        """Return every text that is validated against the published tables."""
        return ()

    def notes(self) -> Iterable[Note]:
        """Return what is allowed, yet worth a second look."""
        return ()


def refuse_entries(found: list[tuple[Place, str]], *, quotes: bool = True) -> None:
    """Raise the errors of a validator that compares entries, each with its place and reason.

    The value is quoted beside them, unless it may be a secret that was put into the wrong file.
    """
    if found:
        context = {"found": found, "quotes": quotes}
        raise PydanticCustomError("entries", "entries contradict each other", context)


def refuse_repeated(before: Place, key: str, names: list[str]) -> None:
    """Raise where a name stands twice under `key` in the list of entries at `before`."""
    refuse_entries(
        [
            ((*before, place, key), "it is declared already; keep one")
            for place, name in enumerate(names)
            if name in names[:place]
        ]
    )
