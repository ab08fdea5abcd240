"""Finds the header of a delimited file, whatever its blanks, its case and the lines above it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from assets.lib.ingestion.connector import Account, SkippedRecord, UnreadableExport
from assets.lib.ingestion.text import HeadRecord, TextFile, read_head
from assets.streams import get_stream

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
"""Soft hyphens, zero-width blanks, direction marks, byte order marks."""
_SHOWN = 12


@dataclass(frozen=True)
class Header:
    """The header of a file, and the text parted by the delimiter that makes it one.

    `keys` are its fields as they are compared; `names` the same, none twice and none empty.
    """

    text: TextFile
    record: HeadRecord
    above: tuple[HeadRecord, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(header_key(field) for field in self.record.fields)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(unique_headers(self.keys))

    @property
    def last_line(self) -> int:
        return self.record.row + _line_feeds(self.record)

    @property
    def logical_lines(self) -> int:
        """The lines up to the header, where one within quotes does not count."""
        return self.last_line - sum(_line_feeds(record) for record in (*self.above, self.record))

    @property
    def is_below_damage(self) -> bool:
        return any(not record.fields for record in self.above)

    @property
    def skipped(self) -> tuple[SkippedRecord, ...]:
        """The records above the header, none of which is data."""
        return tuple(SkippedRecord(record.row, _reason_above(record)) for record in self.above)


@dataclass(frozen=True)
class KnownHeaders:
    """The headers that a connector reads: of every column of a stream, the best first.

    Of those that a file has, the first is read. Of `filled_up` columns the next ones are read too,
    for records that lack the first; of `repeated` columns every one of the same header. `advice`
    says what to do about a file without the `required` columns.
    """

    stream: str
    columns: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    advice: str
    filled_up: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()

    def declared(self, account: Account) -> KnownHeaders:
        """Return the same with the headers that the account declares in the place of its own."""
        own = {column: (header,) for column, header in account.columns.items()}
        return replace(self, columns={**self.columns, **own})

    def is_header(self, keys: frozenset[str]) -> bool:
        """Return whether a header with these keys has every required column."""
        return all(not keys.isdisjoint(self.keys_of(column)) for column in self.required)

    @property
    def headers(self) -> frozenset[str]:
        """Every header that is known."""
        return frozenset(header for headers in self.columns.values() for header in headers)

    def own_words(self, keys: Collection[str]) -> frozenset[str]:
        """Return those keys of a header that are known, not the organisation's choice."""
        return frozenset(keys) & {header_key(header) for header in self.headers}

    def keys_of(self, column: str) -> tuple[str, ...]:
        return tuple(header_key(header) for header in self.columns.get(column, ()))


@dataclass(frozen=True)
class Layout:
    """Where a file holds what: for each column of the stream, the names of the file's columns."""

    header: Header
    found: Mapping[str, tuple[str, ...]]
    notes: tuple[str, ...]
    partial: tuple[str, ...] = ()
    """Columns that are filled up from several headers, of which the file lacks one."""

    @property
    def present(self) -> set[str]:
        """The columns of the stream that the file has."""
        return {column for column, headers in self.found.items() if headers}

    @property
    def unmapped(self) -> tuple[str, ...]:
        """The file's columns from which nothing is read."""
        read = {name for names in self.found.values() for name in names}
        return tuple(name for name in self.header.names if name not in read)

    def columns_of(self, column: str) -> tuple[str, ...]:
        """Return the file's columns that hold a column of the stream; none is possible."""
        return self.found.get(column, ())


def _line_feeds(record: HeadRecord) -> int:
    return sum(field.count("\n") for field in record.fields)


def _reason_above(record: HeadRecord) -> str:
    if record.is_separator_line:
        return "separator line"
    return "empty line" if record.is_blank else "preamble"


def header_key(field: str) -> str:
    """Return a header as it is compared: lower case, single blanks, nothing that is invisible.

    An apostrophe is one, straight or not.
    """
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFC", field)).replace("\u2019", "'")
    return " ".join(visible.split()).lower()


def unique_headers(header: Sequence[str]) -> list[str]:
    """Return the headers, trimmed, none twice and none empty.

    A repeated one, whatever its case, gets `#2`, `#3`, ... behind its name; an empty one is
    named after its place.
    """
    taken = {"_row"}
    names = []
    for place, field in enumerate(header, start=1):
        name = given = (field or "").strip() or f"(column {place})"
        times = 1
        while name.lower() in taken:
            times += 1
            name = f"{given}#{times}"
        taken.add(name.lower())
        names.append(name)
    return names


def find_header(
    text: TextFile, is_header: Callable[[frozenset[str]], bool], *, preamble: bool = False
) -> Header | None:
    """Return the first record whose keys are a header, with the delimiter that makes it one.

    Only blank records may stand above it, or any where the tool writes a preamble.
    """
    for delimiter in text.delimiters:
        parted = replace(text, delimiter=delimiter)
        above: list[HeadRecord] = []
        for record in read_head(parted):
            if is_header(frozenset(header_key(field) for field in record.fields)):
                return Header(parted, record, tuple(above))
            if not (preamble or record.is_blank or record.is_separator_line):
                break
            above.append(record)
    return None


def find_layout(text: TextFile, known: KnownHeaders, account: Account) -> Layout:
    """Return the layout of a file; a header that the account declares replaces the usual ones.

    Raises UnreadableExport where a required column has no header.
    """
    wanted = known.declared(account)

    header = find_header(text, wanted.is_header)
    if header is None:
        raise UnreadableExport(_what_is_missing(text, wanted))
    found = {column: _columns_of(column, wanted, header) for column in wanted.columns}
    notes = (*text.notes, *_undelivered(found, known, account), *_ambiguous(found, wanted, header))
    lacking = (c for c in wanted.filled_up if len(found[c]) < len(wanted.keys_of(c)))
    return Layout(header, found, notes, tuple(lacking))


def describe_headers(record: HeadRecord, known: Collection[str]) -> str:
    """Say which known headers a record holds; any other field may be a person's name."""
    keys = {header_key(header) for header in known}
    shown = [" ".join(field.split()) for field in record.fields if header_key(field) in keys]
    columns = len(record.fields)
    if not shown:
        return f"line {record.row} ({columns} columns) holds no header that is known"
    more = f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    return f"line {record.row} ({columns} columns) holds {', '.join(shown[:_SHOWN])}{more}"


def first_record(text: TextFile) -> HeadRecord:
    """Return the first record that is not blank, where a header would be."""
    return next((record for record in read_head(text) if not record.is_blank), HeadRecord(1, ()))


def _columns_of(column: str, wanted: KnownHeaders, header: Header) -> tuple[str, ...]:
    keys = wanted.keys_of(column)
    if column in wanted.repeated:
        pairs = zip(header.names, header.keys, strict=True)
        return tuple(name for name, key in pairs if key in keys)
    present = tuple(key for key in dict.fromkeys(keys) if key in header.keys)
    return present if column in wanted.filled_up else present[:1]


def _what_is_missing(text: TextFile, wanted: KnownHeaders) -> str:
    record = first_record(text)
    present = {header_key(field) for field in record.fields}
    missing = [c for c in wanted.required if present.isdisjoint(wanted.keys_of(c))]
    headers = ", ".join(f"{' or '.join(map(repr, wanted.columns[c][:2]))} ({c})" for c in missing)
    seen = describe_headers(record, wanted.headers)
    return f"no header {headers}: {seen}; {wanted.advice}"


def _undelivered(
    found: Mapping[str, tuple[str, ...]], known: KnownHeaders, account: Account
) -> list[str]:
    ours = {column.name for column in get_stream(known.stream).columns} | set(known.columns)
    records = known.stream.replace("_", " ")
    return [
        f"the declared header {header!r} is not in the file: no {column}"
        if column in ours
        else f"a header is declared for {column!r}, which {records} do not have"
        for column, header in account.columns.items()
        if column not in ours or not found[column]
    ]


def _ambiguous(
    found: Mapping[str, tuple[str, ...]], wanted: KnownHeaders, header: Header
) -> list[str]:
    single = (name for c, names in found.items() if c not in wanted.repeated for name in names)
    return [
        f"{header.keys.count(name)} columns have the header {name!r}; the first is read"
        for name in dict.fromkeys(single)
        if header.keys.count(name) > 1
    ]
