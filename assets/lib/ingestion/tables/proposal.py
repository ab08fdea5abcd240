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
from assets.lib.stream import ColumnType
from assets.streams import STREAM_NAMES, get_stream

_NUMBERS = (ColumnType.MONEY, ColumnType.NUMBER, ColumnType.COUNT, ColumnType.WHOLE)
_FEWEST_COLUMNS = 2


@dataclass(frozen=True)
class Proposal:
    """A first mapping as YAML; `missing` are the required columns for which no header was found."""

    stream: str
    text: str
    missing: tuple[str, ...]


def propose_mapping(path: Path) -> Proposal:
    """Return a mapping into the stream that most of the file's headers are known to belong to.

    Raises UnreadableExport where the file is no table.
    """
    header = _likely_header(look_at(path))
    guesses = {stream: _guess(stream, header) for stream in STREAM_NAMES}
    stream = max(guesses, key=lambda name: _fit(name, guesses[name]))
    columns = guesses[stream]
    if not columns:
        raise UnreadableExport(
            "no header of the file is known to belong to a stream; write the mapping by hand, as "
            "mappings/README.md in the organisation's folder shows"
        )
    required = [column.name for column in get_stream(stream).columns if column.required]
    missing = tuple(name for name in required if name not in columns)
    declared = {
        "title": path.stem,
        "header": [columns[name] for name in required if name in columns] or list(header[:2]),
        "preamble": False,
        "rows": [
            {
                "stream": stream,
                "columns": {name: _read(stream, name, found) for name, found in columns.items()}
                | dict.fromkeys(missing, "(which header?)"),
            }
        ],
    }
    text = yaml.safe_dump(declared, sort_keys=False, allow_unicode=True)
    return Proposal(stream, text, missing)


def _likely_header(glimpse: Glimpse) -> Sequence[str]:
    """Return the widest of the first records, with the delimiter that makes it widest."""
    if glimpse.is_json or glimpse.is_xml:
        raise UnreadableExport("a mapping reads tables alone; this file is JSON or XML")
    records = [record for head in glimpse.heads.values() for record in head]
    widest = max(records, key=len, default=())
    if len(widest) < _FEWEST_COLUMNS:
        raise UnreadableExport("no header with several columns was found; export a table")
    return [key for key in widest if key]


def _guess(stream: str, header: Sequence[str]) -> dict[str, str]:
    """Return the header that each column of the stream is likeliest read from."""
    usual = _usual_headers()
    guess: dict[str, str] = {}
    for column in get_stream(stream).columns:
        free = [key for key in header if key not in guess.values()]
        known = [key for key in free if usual[key][stream, column.name]]
        alike = [key for key in free if _as_words(key) == _as_words(column.name)]
        best = max(known, key=lambda key: usual[key][stream, column.name], default=None)
        found = alike[0] if alike else best
        if found:
            guess[column.name] = found
    return guess


def _as_words(name: str) -> str:
    """Return a header or a column's name as plain words, to compare the two."""
    return " ".join(re.findall(r"[^\W_]+", name.lower()))


def _fit(stream: str, columns: Mapping[str, str]) -> tuple[float, int]:
    required = [column.name for column in get_stream(stream).columns if column.required]
    return sum(name in columns for name in required) / len(required), len(columns)


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
