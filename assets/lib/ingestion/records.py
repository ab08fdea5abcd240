"""Splits delimited text into records one by one: slower than DuckDB, but no row costs another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assets.lib.ingestion.connector import UnreadableExport

MAXIMUM_RECORD_CHARACTERS = 16 * 1024**2
"""A quote that is open for longer is never closed."""
BROKEN_QUOTE = "a quoted value that ends at its closing quote, and quotes in it twice"


@dataclass(frozen=True)
class Record:
    """One record: the line that it begins in, and its fields, or the rule that its text breaks."""

    line: int
    fields: tuple[str, ...]
    broken_rule: str | None = None


def split_records(lines: Iterable[str], delimiter: str) -> Iterator[Record]:
    """Yield the records of lines that end in LF; blank lines are none.

    A quote within an unquoted value is part of it, blanks around a quoted one are not. A quoted
    value that goes on behind its closing quote breaks a rule in its first line, and reading goes on
    with the next one. Raises UnreadableExport where a quote is never closed.
    """
    numbered = enumerate(lines, start=1)
    again: list[tuple[int, str]] = []  # of a record that broke: all but its first line
    while True:
        number, line = again.pop() if again else next(numbered, (0, ""))
        if not number:
            return
        if not line.strip(" \t\r\n\ufeff"):
            continue
        held = [line]
        fields = _split(line, delimiter)
        while isinstance(fields, _Open):
            following = again.pop() if again else next(numbered, None)
            if following is None or fields.length > MAXIMUM_RECORD_CHARACTERS:
                raise UnreadableExport(
                    f"line {number}: a quoted value is never closed, so the file is cut off or "
                    "damaged; export it again"
                )
            held.append(following[1])
            fields = _go_on(fields, following[1], delimiter)
        if isinstance(fields, str):
            again.extend(reversed(list(enumerate(held[1:], start=number + 1))))
            yield Record(number, (), fields)
        else:
            yield Record(number, fields)


@dataclass(frozen=True)
class _Open:
    """A record whose last value, in pieces, has no closing quote yet."""

    fields: tuple[str, ...]
    pieces: list[str]
    length: int


_Fields = tuple[str, ...] | _Open | str
"""The fields of a record, what is open at the end of its line, or the rule that it breaks."""


def _split(line: str, delimiter: str) -> _Fields:
    if len(line) > MAXIMUM_RECORD_CHARACTERS:
        return f"at most {MAXIMUM_RECORD_CHARACTERS:,} characters"
    text = _without_end(line)
    if '"' in text or "\r" in text:
        return _split_from(line, 0, (), delimiter)
    return tuple(text.split(delimiter))


def _split_from(line: str, start: int, before: tuple[str, ...], delimiter: str) -> _Fields:
    text = _without_end(line)
    fields, position = list(before), start
    while True:
        opening = _behind_blanks(text, position)
        if text.startswith('"', opening):
            closing = _closing_quote(text, opening + 1)
            if closing is None:
                return _Open(tuple(fields), [line[opening + 1 :]], len(line))
            fields.append(text[opening + 1 : closing].replace('""', '"'))
            end = _behind_blanks(text, closing + 1)
            if end < len(text) and not text.startswith(delimiter, end):
                return BROKEN_QUOTE
        else:
            found = text.find(delimiter, position)
            end = len(text) if found < 0 else found
            fields.append(text[position:end])
            if "\r" in fields[-1]:
                return "no line end (CR) within a value that has no quotes"
        if end == len(text):
            return tuple(fields)
        position = end + len(delimiter)


def _go_on(opened: _Open, line: str, delimiter: str) -> _Fields:
    text = _without_end(line)
    closing = _closing_quote(text, 0)
    if closing is None:
        opened.pieces.append(line)
        return _Open(opened.fields, opened.pieces, opened.length + len(line))
    opened.pieces.append(text[:closing])
    fields = (*opened.fields, "".join(opened.pieces).replace('""', '"'))
    end = _behind_blanks(text, closing + 1)
    if end == len(text):
        return fields
    if not text.startswith(delimiter, end):
        return BROKEN_QUOTE
    return _split_from(line, end + len(delimiter), fields, delimiter)


def _behind_blanks(text: str, position: int) -> int:
    while text.startswith(" ", position):
        position += 1
    return position


def _without_end(line: str) -> str:
    return line.removesuffix("\n").removesuffix("\r")


def _closing_quote(text: str, start: int) -> int | None:
    """Return where a quote is that no second one follows."""
    position = text.find('"', start)
    while position >= 0 and text.startswith('""', position):
        position = text.find('"', position + 2)
    return position if position >= 0 else None
