"""What the standard suite reads: the richest sample of every connector, and of every table."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from assets.lib.ingestion.connector import Connector
from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.headers import header_key
from assets.lib.ingestion.recognition import look_at
from assets.streams import get_stream
from tests.assets.connectors.samples import Sample, find_samples, read_sample

TABLES = (".csv", ".tsv")
Row = tuple[str, tuple[tuple[str, Any], ...]]
"""A stream and a row of it, without its number in the file."""


@dataclass(frozen=True, eq=False)
class Input:
    """A sample as text, and what ingestion makes of it."""

    title: str
    name: str
    suffix: str
    text: str = field(repr=False)
    declared: dict[str, Any]
    connector: Connector

    def read(self, folder: Path, text: str | bytes, **declared: Any) -> dict[str, Any]:
        """Return what ingestion makes of another text under the same name and declarations."""
        path = folder / self.name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return read_sample(Sample(self.connector.name, path, path), self.declared | declared)

    def rows(self, folder: Path, text: str | bytes) -> dict[str, Any]:
        """Return the rows of another text, without their numbers in the file."""
        return _unnumbered(self.read(folder, text))

    @cached_property
    def own_rows(self) -> dict[str, Any]:
        """The rows of the sample, without their numbers in the file."""
        return _unnumbered(self.result)

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The lines of a table up to its header: fewer of them are refused."""
        lines = self.text.splitlines()
        with TemporaryDirectory() as folder:
            for end in range(1, len(lines) + 1):
                head = "\n".join(lines[:end])
                if lines[end - 1] and "failed" not in self.read(Path(folder), f"{head}\n"):
                    return tuple(lines[:end])
        raise AssertionError(self.name)

    @cached_property
    def result(self) -> dict[str, Any]:
        """What the sample gives."""
        with TemporaryDirectory() as folder:
            return self.read(Path(folder), self.text)

    @cached_property
    def grid(self) -> Grid:
        """The sample as a table."""
        numbers = {row["_row"] for rows in self.result["rows"].values() for row in rows}
        numbers |= {error[0] for error in self.result["quarantined"]}
        return _grid(self.text, len(self.header), numbers)


@dataclass(frozen=True)
class Grid:
    """A table in pieces: the text above its header, the header, and the records below it.

    `data` are the places of those records that are loaded or quarantined; the others are skipped.
    """

    above: str
    header: list[str]
    records: list[list[str]]
    data: tuple[int, ...]
    delimiter: str

    def text(self, *, end: str = "\n", quoting: Any = csv.QUOTE_MINIMAL) -> str:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=self.delimiter, lineterminator=end, quoting=quoting)
        writer.writerows([self.header, *self.records])
        return self.above.replace("\n", end) + out.getvalue()

    def with_data(self, order: Iterable[int]) -> Grid:
        """Return the same with these data records, in this order, where the first one stood."""
        first = min(self.data, default=0)
        kept = [(place, record) for place, record in enumerate(self.records)]
        before = [record for place, record in kept if place < first]
        behind = [r for place, r in kept if place > first and place not in self.data]
        chosen = [list(self.records[place]) for place in order]
        places = tuple(range(first, first + len(chosen)))
        return replace(self, records=[*before, *chosen, *behind], data=places)

    def with_column(self, place: int, header: str, cells: Sequence[str]) -> Grid:
        """Return the same with another column, filled in whole records alone."""
        whole = {i for i in self.data if len(self.records[i]) == len(self.header)}

        def widened(index: int, record: list[str]) -> list[str]:
            if len(record) < len(self.header):
                return record
            cell = cells[self.data.index(index)] if index in whole else ""
            return [*record[:place], cell, *record[place:]]

        records = [widened(index, record) for index, record in enumerate(self.records)]
        return replace(
            self, header=[*self.header[:place], header, *self.header[place:]], records=records
        )

    def without(self, header: str) -> Grid:
        """Return the same without the columns of this header, of which a tool may write several."""
        key = header_key(header)
        kept = [place for place, name in enumerate(self.header) if header_key(name) != key]
        whole = len(self.header)
        records = [r if len(r) < whole else [r[place] for place in kept] for r in self.records]
        return replace(self, header=[self.header[place] for place in kept], records=records)


def _grid(text: str, head: int, numbers: set[int]) -> Grid:
    lines = text.splitlines(keepends=True)
    delimiter = max(",\t;|", key=lines[head - 1].count)
    header = next(csv.reader(lines[head - 1 : head], delimiter=delimiter))
    below = csv.reader(io.StringIO("".join(lines[head:]), newline=""), delimiter=delimiter)
    records, data, line = [], [], head + 1
    for record in below:
        if line in numbers:
            data.append(len(records))
        if record:
            records.append(record)
        line = head + 1 + below.line_num
    return Grid("".join(lines[: head - 1]), header, records, tuple(data), delimiter)


def _unnumbered(result: dict[str, Any]) -> dict[str, Any]:
    assert "failed" not in result, result
    return {
        stream: [{k: v for k, v in row.items() if k != "_row"} for row in rows]
        for stream, rows in result["rows"].items()
    }


def as_rows(result: dict[str, Any]) -> Counter[Row]:
    """Return how often each row is there, whatever its number in the file."""
    assert "failed" not in result, result
    return Counter(
        (stream, tuple((k, v) for k, v in row.items() if k != "_row"))
        for stream, rows in result["rows"].items()
        for row in rows
    )


def keys_of(result: dict[str, Any]) -> set[tuple[str, ...]]:
    """Return the keys of the rows, each behind the name of its stream."""
    return {
        (stream, *(str(row.get(name)) for name in get_stream(stream).key))
        for stream, rows in result["rows"].items()
        for row in rows
    }


@cache
def _readable() -> tuple[tuple[int, Input], ...]:
    """Return every readable sample in plain UTF-8, with the number of rows that it gives."""
    found = []
    for sample in find_samples():
        known = sample.expected.exists() and json.loads(sample.expected.read_text("utf-8"))
        expected = known or {}
        rows = sum(len(given) for given in expected.get("rows", {}).values())
        try:
            text = sample.export.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        connector = discover_connectors()[sample.connector]
        if not rows or text.startswith("\ufeff") or sample.export.suffix not in connector.suffixes:
            continue
        known_as = connector.recognise(look_at(sample.export))
        title = known_as.title if known_as else ""
        account = expected.get("account", {})
        name, suffix = sample.export.name, sample.export.suffix
        found.append((rows, Input(title, name, suffix, text, account, connector)))
    return tuple(found)


def richest(*, of_each_table: bool) -> list[Input]:
    """Return the richest sample of every connector, or of each of its tables."""
    best: dict[str, tuple[int, Input]] = {}
    for rows, given in _readable():
        if of_each_table and (given.suffix not in TABLES or not given.title):
            continue
        key = f"{given.connector.name}-{given.title}" if of_each_table else given.connector.name
        if rows > best.get(key, (0,))[0]:
            best[key] = (rows, given)
    return [given for _, given in best.values()]


def _id(given: Input) -> str:
    return f"{given.connector.name}-{given.title.replace(' ', '_')}"


INPUTS = richest(of_each_table=False)
TABLE_INPUTS = richest(of_each_table=True)
DOCUMENTS = [given for given in INPUTS if given.suffix not in TABLES]
each = pytest.mark.parametrize("given", INPUTS, ids=lambda given: given.connector.name)
each_table = pytest.mark.parametrize("given", TABLE_INPUTS, ids=_id)
each_document = pytest.mark.parametrize("given", DOCUMENTS, ids=_id)
