"""Reads JSON value by value: lists, lines of objects, and documents one after the other."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assets.lib.ingestion.connector import UnreadableExport
from assets.lib.ingestion.encoding import Encoding, decoded, find_encoding
from assets.lib.ingestion.json_documents.values import DECODER

_BLANKS = re.compile(r"[ \t\r\n\ufeff]*")
_UTF_8 = Encoding("utf-8")
_AGAIN = "download it again"


@dataclass(frozen=True)
class JsonValue:
    """One value of a file, and where it stands: `line 3: `, `element 2: `, or nothing."""

    value: Any
    place: str


def read_values(path: Path, inside: Collection[str] = ()) -> Iterator[JsonValue]:
    """Yield the elements of a list, or the values that stand one after the other, as in JSON Lines.

    An object with a list below one of the keys `inside` gives the elements of that list. No more
    is held in memory than the value that is being read: of a list at the top, one element. Raises
    UnreadableExport where the file is empty or no well-formed JSON.
    """
    text = _Text(path)
    if not text.next_character():
        raise UnreadableExport(f"the file is empty; {_AGAIN}")
    while mark := text.next_character():
        if mark == "[":
            yield from _elements(text)
        else:
            yield from _document(text, inside)


def _document(text: _Text, inside: Collection[str]) -> Iterator[JsonValue]:
    is_first, line = text.is_untouched, text.line
    value = text.take_value()
    wrapped = [value[key] for key in inside if key in value] if isinstance(value, dict) else []
    elements = next((found for found in wrapped if isinstance(found, list)), None)
    is_alone = is_first and not text.next_character()
    place = "" if is_alone else f"line {line}: "
    if elements is None:
        yield JsonValue(value, place)
        return
    for number, element in enumerate(elements, start=1):
        yield JsonValue(element, f"{place}element {number}: ")


def _elements(text: _Text) -> Iterator[JsonValue]:
    text.take("[")
    number = 0
    while text.next_character() != "]":
        if number:
            text.take(",")
        number += 1
        yield JsonValue(text.take_value(), f"element {number}: ")
    text.take("]")


class _Text:
    """The text of a file, of which no more is held than the value that is being read."""

    def __init__(self, path: Path) -> None:
        found = find_encoding(path)
        # JSON is in Unicode: what only may be Windows-1252 is refused with its line.
        self._pieces = decoded(path, found if found.name != "windows-1252" else _UTF_8)
        self._held = ""
        self._at = 0
        self._lines_before = 0
        self._characters_before = 0
        self._lines_counted = self._counted_to = 0
        self.is_untouched = True

    @property
    def line(self) -> int:
        """The line of the next value."""
        self.next_character()
        self._lines_counted += self._held.count("\n", self._counted_to, self._at)
        self._counted_to = self._at
        return self._lines_before + self._lines_counted + 1

    def next_character(self) -> str:
        """Return the next character that is not blank, which stays; '' at the end."""
        while True:
            blank = _BLANKS.match(self._held, self._at)
            self._at = blank.end() if blank else self._at
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._read_on():
                return ""

    def take(self, character: str) -> None:
        """Go behind this character; raises UnreadableExport where another one stands."""
        self.is_untouched = False
        if self.next_character() != character:
            reason = f"Expecting {character!r}"
            raise self._refusal(json.JSONDecodeError(reason, self._held, self._at))
        self._at += 1

    def take_value(self) -> Any:
        """Return the next value, and go behind it."""
        self.is_untouched = False
        self.next_character()
        while True:
            try:
                value, end = DECODER.raw_decode(self._held, self._at)
            except json.JSONDecodeError as error:
                if not self._read_on():
                    raise self._refusal(error) from error
            except RecursionError as error:
                raise UnreadableExport(
                    f"it is nested too deeply to be an export; {_AGAIN}"
                ) from error
            else:
                # A number that ends with what is held may go on behind it.
                if end < len(self._held) or not self._read_on():
                    self._at = end
                    return value

    def _read_on(self) -> bool:
        """Hold at least twice as much of what is ahead, so that no value is tried too often."""
        added: list[str] = []
        wanted = max(len(self._held) - self._at, 1)
        while sum(map(len, added)) < wanted and (piece := next(self._pieces, None)) is not None:
            added.append(piece)
        if not any(added):
            return False
        taken = self._held[: self._at]
        self._lines_before += taken.count("\n")
        on_the_line = len(taken) - (taken.rfind("\n") + 1)
        self._characters_before = on_the_line + (0 if "\n" in taken else self._characters_before)
        self._held, self._at = self._held[self._at :] + "".join(added), 0
        self._lines_counted = self._counted_to = 0
        return True

    def _refusal(self, error: json.JSONDecodeError) -> UnreadableExport:
        line = self._lines_before + error.lineno
        column = error.colno + (self._characters_before if error.lineno == 1 else 0)
        place = f"line {line}, column {column}"
        return UnreadableExport(f"not well-formed JSON at {place}: {error.msg}; {_AGAIN}")
