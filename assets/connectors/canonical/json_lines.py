"""Reads files of one JSON object a line; a line that is none costs no other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path

import polars as pl

from assets.lib.ingestion.connector import UnreadableExport, ValidationError
from assets.lib.ingestion.encoding import decoded_lines
from assets.lib.ingestion.headers import header_key

_BATCH_LINES = 50_000
_MAXIMUM_LINE_CHARACTERS = 16 * 1024**2
_NO_VALUE = (dict, list)
_Values = dict[str, str | None]


@dataclass
class JsonBatch:
    """Lines of a file: `_row` and one text column for each known key that they have.

    Numbers are text as they are written, so that no carrier of a value rounds it.
    """

    rows: list[_Values] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    errors: list[ValidationError] = field(default_factory=list)
    unknown: dict[str, None] = field(default_factory=dict)

    @property
    def frame(self) -> pl.DataFrame:
        names = dict.fromkeys(name for row in self.rows for name in row)
        columns = {name: [row.get(name) for row in self.rows] for name in names}
        schema = {"_row": pl.Int64()} | dict.fromkeys(names, pl.String())
        return pl.DataFrame({"_row": self.numbers, **columns}, schema=schema)


def read_json_lines(path: Path, known: frozenset[str]) -> Iterator[JsonBatch]:
    """Yield the objects of the file, in batches; one at least.

    Raises UnreadableExport where the file is empty or does not begin with an object.
    """
    lines = ((n, line) for n, line in enumerate(decoded_lines(path), 1) if line.strip())
    first = next(lines, None)
    if first is None:
        raise UnreadableExport("the file is empty; export it again")
    if not isinstance(_parsed(first[1]), dict):
        raise UnreadableExport(f"line {first[0]} is no JSON object; write one object a line")
    yield _read(iter((first, *islice(lines, _BATCH_LINES - 1))), known)
    while batch := list(islice(lines, _BATCH_LINES)):
        yield _read(batch, known)


def _read(lines: Iterable[tuple[int, str]], known: frozenset[str]) -> JsonBatch:
    batch = JsonBatch()
    for number, line in lines:
        found = _parsed(line)
        if not isinstance(found, dict):
            rule = "one JSON object a line; the line is cut off or damaged"
            batch.errors.append(ValidationError(number, "(whole row)", rule, line[:200].strip()))
            continue
        named = {_key(name): value for name, value in found.items()}
        nested = [n for n, v in named.items() if n in known and isinstance(v, _NO_VALUE)]
        batch.unknown.update(dict.fromkeys(name for name in named if name not in known))
        if nested:
            rule = "a single value, not a list or an object"
            batch.errors += [ValidationError(number, name, rule, "(nested)") for name in nested]
            continue
        batch.numbers.append(number)
        batch.rows.append({name: _text(named[name]) for name in named if name in known})
    return batch


def _parsed(line: str) -> object:
    if len(line) > _MAXIMUM_LINE_CHARACTERS:
        return None
    try:
        return json.loads(line, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return str(value).lower()  # true and false: all else is text by now


@cache
def _key(name: str) -> str:
    return header_key(name)
