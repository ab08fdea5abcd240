"""Tells the encoding of a text by its bytes; what they do not prove is refused with its line."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assets.lib.ingestion.connector import UnreadableExport

PIECE_BYTES = 4 * 1024**2
_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_SAMPLED_BYTES = 4096
_NOT_WESTERN = re.compile(rb"[\xc0-\xff]{4}")
"""No language that is written in Windows-1252 has four such letters in a row."""
_RARE = re.compile(rb"[\x83\x8a\x8c\x8e\x9a\x9c\x9e\x9f]")
_LETTER = re.compile(rb"[\xc0-\xd6\xd8-\xf6\xf8-\xff]")


@dataclass(frozen=True)
class Encoding:
    """The encoding of a file, and the byte order mark that it begins with."""

    name: str
    mark: bytes = b""


def find_encoding(path: Path) -> Encoding:
    """Return the encoding; raises UnreadableExport, with the line, where the bytes prove none."""
    with path.open("rb") as file:
        start = file.read(_SAMPLED_BYTES)
    for mark, name in _BYTE_ORDER_MARKS.items():
        if start.startswith(mark):
            return Encoding(name, mark)
    without_mark = _utf_16_without_mark(start)
    if without_mark:
        return Encoding(without_mark)
    try:
        for _ in decoded(path, Encoding("utf-8")):
            pass
    except UnreadableExport:
        _refuse_unproven_windows_1252(path)
        return Encoding("windows-1252")
    return Encoding("utf-8")


def decoded(path: Path, encoding: Encoding) -> Iterator[str]:
    """Yield the text without its byte order mark; raises UnreadableExport naming the line."""
    decoder = codecs.getincrementaldecoder(encoding.name)()
    line = 1
    with path.open("rb") as file:
        file.seek(len(encoding.mark))
        while True:
            data = file.read(PIECE_BYTES)
            try:
                piece = decoder.decode(data, final=not data)
            except UnicodeDecodeError as error:
                before = error.object[: error.start].decode(encoding.name, errors="replace")
                raise UnreadableExport(
                    f"line {line + before.count(chr(10))} is not {_title(encoding.name)}; "
                    "export it as UTF-8"
                ) from error
            line += piece.count("\n")
            if not data:
                yield piece
                return
            yield piece


def _title(name: str) -> str:
    return name.removesuffix("-le").removesuffix("-be").replace("utf", "UTF")


def _utf_16_without_mark(start: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in every second byte, and none in the others."""
    even, odd = start[::2], start[1::2]
    if len(odd) < 2:  # noqa: PLR2004  # two characters
        return None
    if b"\0" not in even and odd.count(0) * 2 > len(odd):
        return "utf-16-le"
    if b"\0" not in odd and even.count(0) * 2 > len(even):
        return "utf-16-be"
    return None


def _refuse_unproven_windows_1252(path: Path) -> None:
    """Raise unless all bytes are text in Windows-1252 and no line of it is in UTF-8."""
    utf_8_line = other_line = None
    letters = rare = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.isascii():
                continue
            if _is_text(line, "utf-8"):
                utf_8_line = utf_8_line or number
                continue
            other_line = other_line or number
            if not _is_text(line, "windows-1252") or _NOT_WESTERN.search(line):
                raise UnreadableExport(
                    f"line {number} is neither UTF-8 nor Windows-1252; export it as UTF-8"
                )
            letters += len(_LETTER.findall(line))
            rare += len(_RARE.findall(line))
    if utf_8_line:
        raise UnreadableExport(
            f"line {other_line} is not UTF-8 (likely Windows-1252), but line {utf_8_line} is: the "
            "file was joined from both; save each part as UTF-8 before joining them"
        )
    if rare > letters:
        raise UnreadableExport(
            f"line {other_line} is not UTF-8, and nothing proves another encoding; export it as "
            "UTF-8"
        )


def _is_text(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def decoded_lines(path: Path) -> Iterator[str]:
    """Yield the lines of a text in whatever encoding its bytes prove, with their LF.

    Raises UnreadableExport where they prove none.
    """
    held: list[str] = []
    for piece in decoded(path, find_encoding(path)):
        *ended, rest = piece.split("\n")
        for line in ended:
            yield "".join([*held, line, "\n"])
            held = []
        held.append(rest)
    if any(held):
        yield "".join(held)
