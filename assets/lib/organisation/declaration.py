"""The type of a declaration (how it is loaded, which tables it fills), and its discovery."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, ClassVar, Generic, Literal, TypeVar

from assets.lib.organisation.files import OrganisationError, list_files, read_text
from assets.lib.organisation.model import DeclaredFile, DeclaredModel, Names
from assets.lib.organisation.reading import YamlFile, parse_yaml
from assets.lib.settings import Settings
from assets.lib.stream import Column
from assets.lib.table import Table

PACKAGE = "assets.declarations"

Content = TypeVar("Content", bound=DeclaredModel)
FileContent = TypeVar("FileContent", bound=DeclaredFile)
Entry = TypeVar("Entry", bound=DeclaredModel)

_README = "README.md"

Origin = Literal["own", "default", "missing"]
"""Whose content it is: the organisation's, that of a default.yml, or nobody's."""


@dataclass(frozen=True)
class OrgTable(Generic[Content]):
    """A table of schema `org`, and the rows that a declaration gives it."""

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Callable[[Content], Iterable[Sequence[Any]]]

    @property
    def table(self) -> Table:
        return Table("org", self.name, self.grain, self.key, self.columns)


@dataclass(frozen=True)
class LoadedDeclaration(Generic[Content]):
    """What could be read of a declaration, with every validation error of the rest.

    `content` is None where nothing could be read. `files` are the organisation's own ones with
    the lines of their entries; `names` are what others may refer to, None where any name goes.
    """

    content: Content | None
    origin: Origin
    files: tuple[YamlFile[DeclaredFile], ...] = ()
    names: Names | None = None
    errors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Declaration(ABC, Generic[Content]):
    """A folder of `assets/declarations`.

    It holds the template that `fullscore init` writes, and `default.yml` where something holds
    without a file of the organisation's own.
    """

    folder: Path
    content_type: type[Content]
    tables: tuple[OrgTable[Content], ...] = ()

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    @abstractmethod
    def path(self) -> str:
        """Return the file or folder of the organisation, as errors and lists call it."""

    @property
    def template_path(self) -> str:
        """Return where below data/org the template is written to."""
        return self.path

    @property
    def default(self) -> Path | None:
        file = self.folder / "default.yml"
        return file if file.exists() else None

    def read_template(self) -> str | None:
        """Return the text that `fullscore init` writes: a template, or else the default."""
        files = [*self.folder.glob("template.*"), *filter(None, [self.default])]
        return files[0].read_text(encoding="utf-8") if files else None

    @abstractmethod
    def load(self, settings: Settings) -> LoadedDeclaration[Content]:
        """Return what the organisation declares; nothing is raised for faulty files."""

    def count_entries(self, content: Content) -> int:
        """Return how many entries the declared lists have, a single value being one entry."""
        values: list[Any] = [getattr(content, key) for key in content.model_fields_set]
        return sum(len(v) if isinstance(v, tuple | list | dict) else 1 for v in values)


@dataclass(frozen=True)
class YamlDeclaration(Declaration[FileContent]):
    """A declaration that is one YAML file of data/org, named like its folder."""

    @property
    def path(self) -> str:
        return f"{self.name}.yml"

    def load(self, settings: Settings) -> LoadedDeclaration[FileContent]:
        own = settings.organisation_folder / self.path
        origin = self._origin(own)
        source = self.default if origin == "default" else own
        try:
            text = read_text(source or own, self.path)
        except OrganisationError as error:
            return LoadedDeclaration(None, origin, errors=tuple(error.errors))
        parsed = parse_yaml(text, self.path, self.content_type)
        content = parsed.file.content if parsed.file else None
        if parsed.file is None or origin != "own":
            return LoadedDeclaration(content, origin, errors=parsed.errors)
        names = _known_names(parsed.file)
        return LoadedDeclaration(content, origin, (parsed.file,), names, parsed.errors)

    def _origin(self, own: Path) -> Origin:
        try:
            is_own = own.exists()
        except OSError:
            is_own = True  # reading it gives the reason
        return "own" if is_own else "default" if self.default else "missing"


@dataclass(frozen=True)
class DeclaredEntry(Generic[Entry]):
    """What one file of a folder declares, by its name, with the lines of its keys."""

    name: str
    entry: Entry
    file: YamlFile[DeclaredFile]


@dataclass(frozen=True)
class FolderDeclaration(Declaration[Content], Generic[Content, Entry]):
    """A declaration that is a folder of data/org, named like its own: an entry a file.

    Files of other `suffixes` and its README are no entries; others refer to one as a `kind`.
    """

    suffixes: ClassVar[tuple[str, ...]]
    kind: ClassVar[str]

    @property
    def path(self) -> str:
        return self.name

    @property
    def template_path(self) -> str:
        return f"{self.name}/{_README}"

    @abstractmethod
    def read_entry(self, path: Path, name: str) -> DeclaredEntry[Entry]:
        """Return what a file declares; `name` is what errors call it. Raises OrganisationError."""

    @abstractmethod
    def gather(self, entries: tuple[Entry, ...]) -> Content:
        """Return the entries of all files as what the organisation declares."""

    @abstractmethod
    def name_of(self, path: Path) -> str:
        """Return the name by which others refer to the entry of a file, valid or not."""

    def load(self, settings: Settings) -> LoadedDeclaration[Content]:
        try:
            found = list_files(settings.organisation_folder / self.path, self.path)
        except OrganisationError as error:
            return LoadedDeclaration(None, "own", errors=tuple(error.errors))
        paths = [path for path in found if path.suffix in self.suffixes and path.name != _README]
        entries: list[DeclaredEntry[Entry]] = []
        errors: list[str] = []
        for path in paths:
            try:
                entries.append(self.read_entry(path, f"{self.path}/{path.name}"))
            except OrganisationError as error:
                errors += error.errors
        return LoadedDeclaration(
            self.gather(tuple(declared.entry for declared in entries)),
            "own" if paths else "missing",
            tuple(declared.file for declared in entries),
            Names(self.kind, tuple(map(self.name_of, paths))),
            tuple(errors),
        )


def _known_names(file: YamlFile[FileContent]) -> Names | None:
    """Return the names that a file declares, with those of invalid entries; None without any."""
    names = file.content.declared_names()
    known = (*names.known, *file.lost) if names else ()
    return replace(names, known=known) if names and known else None


@cache
def discover_declarations() -> dict[str, Declaration[Any]]:
    """Return every declaration by its name, in the order of the names.

    Raises TypeError where the model.py of a folder holds no DECLARATION.
    """
    names = sorted(module.name for module in iter_modules(import_module(PACKAGE).__path__))
    return {name: _load(name) for name in names}


def _load(name: str) -> Declaration[Any]:
    declaration = getattr(import_module(f"{PACKAGE}.{name}.model"), "DECLARATION", None)
    if not isinstance(declaration, Declaration):
        raise TypeError(f"assets/declarations/{name}/model.py has no DECLARATION")
    return declaration
