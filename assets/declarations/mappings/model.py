"""mappings/*.yml: a connector without code, one file a tool."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from assets.lib.organisation.declaration import DeclaredEntry, FolderDeclaration
from assets.lib.organisation.files import OrganisationError, read_text
from assets.lib.organisation.model import DeclaredFile, DeclaredModel
from assets.lib.organisation.reading import parse_valid_yaml
from assets.lib.organisation.values import Name, Number
from assets.streams import STREAM_NAMES, get_stream

_NAME = r"^[a-z][a-z0-9_]*$"

Header = Name | Annotated[tuple[Name, ...], Field(min_length=1)]
"""One header, or several ways to write it, the best first."""

Reading = Literal[
    "text",
    "name",
    "number",
    "time",
    "end_of_day",
    "person",
    "actor_type",
    "currency",
    "hours",
    "id",
    "filled_up",
    "joined",
]


class ColumnMapping(DeclaredModel):
    """What a column of a stream is read from: the cells below a header, or a constant.

    `read` is how: as text (times and numbers in it are read by ingestion), as a name in lower case,
    as a number with the `decimal_sign` of the tool, `divided_by` something; as a time in the tool's
    `date_order`, in UTC where it says so nowhere; as a duration of a `unit`. `values` translates
    what the tool says; the rest is `otherwise`, or stays as it is.
    """

    header: Header | None = None
    constant: Name | None = None
    read: Reading = "text"
    decimal_sign: Literal[".", ","] = "."
    divided_by: Annotated[Number, Field(gt=0)] | None = None
    date_order: Literal["dmy", "mdy"] | None = None
    zone: Literal["UTC"] | None = None
    unit: Literal["milliseconds", "seconds", "minutes", "hours", "clock"] = "hours"
    values: dict[str, str] = {}
    otherwise: Name | None = None
    empty: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_one_origin(self) -> Self:
        if (self.header is None) == (self.constant is None):
            raise ValueError("give either a header or a constant")
        return self

    @property
    def headers(self) -> tuple[str, ...]:
        if self.header is None:
            return ()
        return (self.header,) if isinstance(self.header, str) else self.header


def _with_header(given: Any) -> Any:
    """A header alone is short for its text."""
    return {"header": given} if isinstance(given, str | list) else given


class RowsMapping(DeclaredModel):
    """The rows of a stream that a table gives.

    `summed` columns are added up over records with one key; a record without one of the columns
    `only` gives no row.
    """

    stream: Literal[STREAM_NAMES]  # type: ignore[valid-type]  # a literal of names that are data
    columns: Annotated[
        dict[str, Annotated[ColumnMapping, BeforeValidator(_with_header)]], Field(min_length=1)
    ]
    summed: tuple[Name, ...] = ()
    only: tuple[Name, ...] = ()

    @model_validator(mode="after")
    def _fits_its_stream(self) -> Self:
        stream = get_stream(self.stream)
        known = {column.name for column in stream.columns}
        for name in (*self.columns, *self.summed, *self.only):
            if name not in known:
                raise ValueError(f"{self.stream} has no column {name!r}")
        missing = [c.name for c in stream.columns if c.required and c.name not in self.columns]
        if missing:
            raise ValueError(f"{self.stream} needs {', '.join(missing)}")
        return self


class SkipMapping(DeclaredModel):
    """Records that are no data: those whose cell below the header equals or begins with a text."""

    reason: Name
    header: Header
    equals: tuple[str, ...] = ()
    begins: Name | None = None


class TableMapping(DeclaredModel):
    """One table of a tool: the headers that it is known by, and the rows that it gives.

    Where the tool `ends_lines`, a last line without an end is cut off, and is quarantined.
    """

    title: Name
    header: Annotated[tuple[Header, ...], Field(min_length=1)]
    unless: tuple[Name, ...] = ()
    rows: Annotated[tuple[RowsMapping, ...], Field(min_length=1)]
    skip: tuple[SkipMapping, ...] = ()
    empty: tuple[str, ...] = ()
    preamble: bool = False
    ends_lines: bool = True


class MappingFile(DeclaredFile, TableMapping):
    """A table of a tool, and `also` others of the same one, whose records are known by one name."""

    also: tuple[TableMapping, ...] = ()

    @property
    def tables(self) -> tuple[TableMapping, ...]:
        return (self, *self.also)


class NamedMapping(DeclaredModel):
    """A mapping and its name, which is also that of its folder in landing."""

    name: Annotated[str, Field(pattern=_NAME)]
    mapping: MappingFile


class Mappings(DeclaredModel):
    """All mappings, by name."""

    mappings: tuple[NamedMapping, ...] = ()


class MappingsDeclaration(FolderDeclaration[Mappings, NamedMapping]):
    """The folder of mappings: each file `<name>.yml` is a connector of that name."""

    suffixes = (".yml", ".yaml")
    kind = "mapping"

    def read_entry(self, path: Path, name: str) -> DeclaredEntry[NamedMapping]:
        if not re.fullmatch(_NAME, path.stem):
            raise OrganisationError([f"{name}:1: name it after the tool, as in spotify_ads.yml"])
        file = parse_valid_yaml(read_text(path, name), name, MappingFile)
        return DeclaredEntry(path.stem, NamedMapping(name=path.stem, mapping=file.content), file)

    def gather(self, entries: tuple[NamedMapping, ...]) -> Mappings:
        return Mappings(mappings=entries)

    def name_of(self, path: Path) -> str:
        return path.stem


DECLARATION = MappingsDeclaration(Path(__file__).parent, Mappings)
