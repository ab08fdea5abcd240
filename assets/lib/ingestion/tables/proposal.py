"""Proposes a mapping of a table that no connector knows, from the headers that connectors know."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from assets.lib.ingestion.connector import UnreadableExport
from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.headers import header_key
from assets.lib.ingestion.recognition import Glimpse, look_at
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.stream import Column, ColumnType
from assets.streams import STREAM_NAMES, get_stream

_NUMBERS = (ColumnType.MONEY, ColumnType.NUMBER, ColumnType.COUNT, ColumnType.WHOLE)
_TIMES = (ColumnType.INSTANT, ColumnType.DAY)
_WHEN = re.compile(r" (?:at|on|date|day|time)$")
_FEWEST_COLUMNS = 2
OPEN_QUESTION = "(which header?)"
"""Stands where a required column has no header yet; a connector with it fails its tests."""


@dataclass(frozen=True)
class Guess:
    """What the headers of a table seem to be: the header of each column of a stream.

    `missing` are the required columns for which none was found, `unread` the headers that are
    left.
    """

    stream: str
    header: tuple[str, ...]
    columns: Mapping[str, str]
    has_preamble: bool

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(name for name in _required(self.stream) if name not in self.columns)

    @property
    def known_by(self) -> tuple[str, ...]:
        """The headers by which such a table is to be known: of required columns, and rare ones.

        Usual headers alone would claim the files of other tools.
        """
        found = {self.columns[n] for n in _required(self.stream) if n in self.columns}
        usual = _usual_headers()
        others = (key for key in self.header if key not in found)
        rare = sorted(others, key=lambda key: usual[key].total())[:_FEWEST_COLUMNS]
        return tuple(key for key in self.header if key in found or key in rare)

    @property
    def unread(self) -> tuple[str, ...]:
        return tuple(key for key in self.header if key not in self.columns.values())


def guess_columns(path: Path, stream: str | None = None) -> Guess:
    """Return what the headers of a table seem to be, by the headers that connectors know.

    Where no `stream` is given, it is the one that most headers belong to. Raises UnreadableExport
    where the file is no table, or no header is known.
    """
    header, has_preamble = _likely_header(look_at(path))
    streams = STREAM_NAMES if stream is None else (stream,)
    guesses = [Guess(name, header, _guess(name, header), has_preamble) for name in streams]
    best = max(guesses, key=_fit)
    if not best.columns and stream is None:
        raise UnreadableExport(
            "no header of the file is known to belong to a stream; write the mapping by hand, as "
            "mappings/README.md in the organisation's folder shows"
        )
    return best


def propose_mapping(path: Path) -> tuple[Guess, str]:
    """Return what a table's headers seem to be, and that as the YAML of a mapping.

    Raises UnreadableExport as `guess_columns` does.
    """
    guess = guess_columns(path)
    columns = {name: _read(guess.stream, name, found) for name, found in guess.columns.items()}
    declared = {
        "title": path.stem,
        "header": list(guess.known_by),
        "preamble": guess.has_preamble,
        "rows": [{"stream": guess.stream, "columns": columns | _open_questions(guess)}],
    }
    return guess, yaml.safe_dump(declared, sort_keys=False, allow_unicode=True)


def _open_questions(guess: Guess) -> dict[str, str]:
    return dict.fromkeys(guess.missing, OPEN_QUESTION)


def _required(stream: str) -> list[str]:
    return [column.name for column in get_stream(stream).columns if column.required]


def _likely_header(glimpse: Glimpse) -> tuple[tuple[str, ...], bool]:
    """Return the widest of the first records, and whether anything stands above it."""
    if glimpse.is_json or glimpse.is_xml:
        raise UnreadableExport("a mapping reads tables alone; this file is JSON or XML")
    heads = glimpse.heads.values()
    widest = max((record for head in heads for record in head), key=len, default=())
    if len(widest) < _FEWEST_COLUMNS:
        raise UnreadableExport("no header with several columns was found; export a table")
    head = next(head for head in heads if widest in head)
    above = head[: head.index(widest)]
    return tuple(key for key in widest if key), any(any(record) for record in above)


def _guess(stream: str, header: Sequence[str]) -> dict[str, str]:
    """Return the header that each column of the stream is likeliest read from."""
    usual = _usual_headers()
    guess: dict[str, str] = {}
    for column in get_stream(stream).columns:
        free = [key for key in header if key not in guess.values()]
        known = [key for key in free if usual[key][stream, column.name]]
        alike = [key for key in free if _is_alike(key, column, stream)]
        best = max(known, key=lambda key: usual[key][stream, column.name], default=None)
        found = alike[0] if alike else best
        if found:
            guess[column.name] = found
    return guess


def _is_alike(key: str, column: Column, stream: str) -> bool:
    """Return whether a header matches the column's name: `created date` matches created_at."""
    words, name = _as_words(key), _as_words(column.name)
    if column.type in _TIMES:
        return _WHEN.sub("", words) == _WHEN.sub("", name)
    if (column.name,) == get_stream(stream).key:
        return words in ("id", "key", name)
    return words == name


def _as_words(name: str) -> str:
    """Return a header or a column's name as plain words, to compare the two."""
    return " ".join(re.findall(r"[^\W_]+", name.lower()))


def _fit(guess: Guess) -> tuple[float, int]:
    required = _required(guess.stream)
    return sum(name in guess.columns for name in required) / len(required), len(guess.columns)


def _read(stream: str, name: str, header: str) -> str | dict[str, str]:
    column = next(c for c in get_stream(stream).columns if c.name == name)
    if column.type in _NUMBERS:
        return {"header": header, "read": "number"}
    return {"header": header, "read": "person"} if column.identity else header


def _usual_headers() -> Mapping[str, Counter[tuple[str, str]]]:
    """Return how often each header stands for each column, in the tables of all connectors."""
    usual: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for stream, column, header in _read_headers():
        usual[header_key(header)][stream, column] += 1
    return usual


def _read_headers() -> Iterator[tuple[str, str, str]]:
    for connector in discover_connectors().values():
        if isinstance(connector, TableConnector):
            for table in connector.tables:
                for rows in table.rows:
                    for column, value in rows.columns.items():
                        for header in value.headers:
                            yield rows.stream, column, header
