"""All declarations of an organisation together, as values and as they were loaded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assets.lib.organisation.declaration import (
    Content,
    LoadedDeclaration,
    discover_declarations,
)
from assets.lib.organisation.model import DeclaredFile, DeclaredModel
from assets.lib.organisation.reading import YamlFile
from assets.lib.settings import Settings


@dataclass(frozen=True)
class Organisation:
    """What is declared, by the type of its content: `organisation[PeopleFile].people`."""

    contents: tuple[DeclaredModel, ...] = ()

    def __getitem__(self, content_type: type[Content]) -> Content:
        """Return the content of that type; where none is declared, one without entries."""
        for content in self.contents:
            if isinstance(content, content_type):
                return content
        return content_type()

    def replacing(self, content: DeclaredModel) -> Organisation:
        """Return the organisation with this content in the place of the one of its type."""
        others = tuple(c for c in self.contents if type(c) is not type(content))
        return Organisation((*others, content))

    def fingerprint(self) -> str:
        """Return a text that changes whenever a declaration does."""
        values = {
            f"{type(content).__module__}.{type(content).__name__}": content.model_dump(mode="json")
            for content in self.contents
        }
        return json.dumps(values, sort_keys=True)


@dataclass(frozen=True)
class LoadedOrganisation:
    """Every declaration by its name, and the validation errors of each file for itself."""

    declarations: Mapping[str, LoadedDeclaration[Any]]
    errors: tuple[str, ...]

    @property
    def organisation(self) -> Organisation:
        """Return what could be read."""
        loaded = self.declarations.values()
        return Organisation(tuple(d.content for d in loaded if d.content is not None))

    @property
    def files(self) -> Iterator[YamlFile[DeclaredFile]]:
        """Yield the organisation's own YAML files."""
        for declaration in self.declarations.values():
            yield from declaration.files

    def list_notes(self) -> list[str]:
        """Return what is allowed, yet worth a second look, each with file and line."""
        return [f"{f.locate(n.place)}: {n.text}" for f in self.files for n in f.content.notes()]


def load_organisation(settings: Settings) -> LoadedOrganisation:
    """Return what is declared below the home, with every validation error.

    A missing file stands for its default, and for no entries where it has none.
    """
    loaded = {name: d.load(settings) for name, d in discover_declarations().items()}
    errors = list(_unknown_files(settings.organisation_folder))
    for declaration in loaded.values():
        errors += declaration.errors
    return LoadedOrganisation(loaded, tuple(errors))


def _unknown_files(folder: Path) -> Iterator[str]:
    known = [d.path for d in discover_declarations().values() if d.path.endswith(".yml")]
    for path in sorted(folder.glob("*.y*ml")):
        if path.name not in known:
            yield f"{path.name}: unknown file; the declarations are {', '.join(known)}"
