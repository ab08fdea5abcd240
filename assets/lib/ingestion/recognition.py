"""Recognises whose export a file is by its content, and guesses nothing where that is not clear."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assets.lib.ingestion.connector import UnreadableExport
from assets.lib.ingestion.copies import private_copy
from assets.lib.ingestion.headers import header_key
from assets.lib.ingestion.workbook import is_workbook, write_as_csv

if TYPE_CHECKING:
    from assets.lib.ingestion.connector import Connector

LEAST_CONFIDENCE = 1 / 3
"""A file of whose columns fewer are known may be of a tool that nothing here knows."""

_LOOKED_AT = 256 * 1024
_HEAD_RECORDS = 60
_JSON_KEY = re.compile(r'"([^"\\]{1,80})"\s*:')
_DELIMITERS = ",\t;|"
_ENCODINGS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}


@dataclass(frozen=True)
class Glimpse:
    """The beginning of a file: its name, and its text as far as it was looked at."""

    name: str
    text: str

    @property
    def is_json(self) -> bool:
        return self.text.lstrip()[:1] in ("{", "[")

    @property
    def is_xml(self) -> bool:
        return self.text.lstrip()[:1] == "<"

    @cached_property
    def heads(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """The keys of the first records, by the delimiter that parts them."""
        return {delimiter: _records(self.text, delimiter) for delimiter in _DELIMITERS}

    @cached_property
    def json_keys(self) -> frozenset[str]:
        """The keys of all objects in a JSON text, at whatever depth; none of another text."""
        return frozenset(_JSON_KEY.findall(self.text)) if self.is_json else frozenset()

    def header(
        self, is_header: Callable[[frozenset[str]], bool], *, preamble: bool = False
    ) -> tuple[str, ...] | None:
        """Return the keys of the first record that is a header, with any delimiter.

        Only blank records stand above it, or any where the tool writes a preamble.
        """
        if self.is_json or self.is_xml:
            return None
        for records in self.heads.values():
            for record in records:
                if is_header(frozenset(record)):
                    return record
                if not (preamble or not any(record) or record[0].startswith("sep=")):
                    break
        return None


@dataclass(frozen=True)
class Recognition:
    """What a file seems to be, and how much of it is known of that: a share from 0 to 1.

    What the organisation has declared is recognised however little is known of the rest.
    """

    connector: str
    title: str
    confidence: float
    is_declared: bool = False

    @property
    def is_sure(self) -> bool:
        return self.is_declared or self.confidence >= LEAST_CONFIDENCE

    @classmethod
    def of_header(
        cls, connector: str, title: str, keys: tuple[str, ...], known: Collection[str]
    ) -> Recognition:
        """Recognise a table with the share of its columns that are known as its confidence."""
        own = {header_key(header) for header in known}
        columns = [key for key in keys if key]
        return cls(connector, title, sum(key in own for key in columns) / max(len(columns), 1))


@dataclass(frozen=True)
class Verdict:
    """What is recognised, the best first; `chosen` is None where none is sure and best alone."""

    candidates: tuple[Recognition, ...]

    @property
    def chosen(self) -> Recognition | None:
        if not self.candidates:
            return None
        first, *rest = self.candidates
        if not first.is_sure:
            return None
        return None if rest and rest[0].confidence >= first.confidence else first

    @property
    def runner_up(self) -> Recognition | None:
        return next(iter(self.candidates[1:]), None)

    def describe(self) -> str:
        """Say what is chosen, how surely, and what else it might be."""
        chosen, other = self.chosen, self.runner_up
        if chosen is None:
            return self.advice()
        also = f"; then {other.connector} ({other.confidence:.0%})" if other else ""
        return f"{chosen.connector}, {chosen.title} ({chosen.confidence:.0%}{also})"

    def advice(self) -> str:
        """Say where the file has to be put, and why nothing decides that."""
        if self.chosen:
            return (
                f"its content is that of {self.chosen.connector} ({self.chosen.title}); "
                f"put it into landing/{self.chosen.connector}/"
            )
        if not self.candidates:
            return (
                "no connector recognises it; put it into landing/<connector>/ "
                "(`fullscore connectors` lists them)"
            )
        best = self.candidates[0].confidence
        alike = [c for c in self.candidates if c.confidence == best]
        names = " or ".join(f"{c.connector} ({c.title})" for c in alike)
        if not self.candidates[0].is_sure:
            return (
                f"no connector knows it: {best:.0%} of its columns are those of {names}; if it is "
                "of that tool, put it into landing/<connector>/, otherwise `fullscore connectors "
                "try --propose` writes a mapping"
            )
        return f"it may be of {names}; put it into landing/<connector>/ of the right one"


def look_at(path: Path) -> Glimpse:
    """Return the beginning of a file as text; bytes that are none are left out."""
    if is_workbook(path):
        return Glimpse(path.name, _text_of_sheet(path))
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
    encoding = next((name for mark, name in _ENCODINGS.items() if start.startswith(mark)), "utf-8")
    return Glimpse(path.name, start.decode(encoding, errors="ignore"))


def _text_of_sheet(path: Path) -> str:
    try:
        with private_copy(None) as copy:
            write_as_csv(path, copy, most_rows=_HEAD_RECORDS)
            return copy.read_text(encoding="utf-8")
    except UnreadableExport:
        return ""


def recognise(glimpse: Glimpse, connectors: Mapping[str, Connector]) -> Verdict:
    """Return what each connector recognises in a file, the most confident first."""
    found = (connector.recognise(glimpse) for connector in connectors.values())
    return Verdict(tuple(sorted(filter(None, found), key=lambda r: (-r.confidence, r.connector))))


def _records(text: str, delimiter: str) -> tuple[tuple[str, ...], ...]:
    records: list[tuple[str, ...]] = []
    try:
        for fields in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            records.append(tuple(header_key(field) for field in fields))
            if len(records) == _HEAD_RECORDS:
                break
    except csv.Error:  # a field is longer than any header has
        pass
    return tuple(records)
