"""Opens delimited text as UTF-8 with one kind of line end, in memory that no file size changes."""

from __future__ import annotations

import codecs
import csv
import io
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from assets.lib.ingestion.connector import UnreadableExport

csv.field_size_limit(16 * 1024**2)  # as long a value as DuckDB takes

PIECE_BYTES = 4 * 1024**2
_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_HEAD_ROWS = 60
_SAMPLED_CHARACTERS = 20_000
_CHARACTERS_WITHOUT_NUL = 4096
"""Binary formats have a NUL early; one further on is damage within a value."""


@dataclass(frozen=True)
class TextFile:
    """A UTF-8 copy of an export, or the export itself where it is UTF-8 already.

    `delimiters` are those that may part its fields, the likeliest first; `line_bytes` is the mean
    length of its lines.
    """

    path: Path
    delimiters: tuple[str, ...]
    delimiter: str
    multi_line: bool
    line_bytes: int


@dataclass(frozen=True)
class HeadRecord:
    """One of the first records: the line that it begins in, its number, its fields."""

    row: int
    number: int
    fields: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        return not any(field.strip() for field in self.fields)


@dataclass
class _Findings:
    """What was seen of a text, piece by piece."""

    head: str = ""
    blank: bool = True
    quotes: int = 0
    line_feeds: int = 0
    crlf: int = 0
    _ends_in_cr: bool = field(default=False, repr=False)

    def add(self, piece: str) -> None:
        if len(self.head) < _SAMPLED_CHARACTERS:
            self.head += piece[: _SAMPLED_CHARACTERS - len(self.head)]
        self.blank = self.blank and not piece.strip()
        self.quotes += piece.count('"')
        self.line_feeds += piece.count("\n")
        self.crlf += (self._ends_in_cr and piece.startswith("\n")) + (
            piece.count("\r\n") if "\r" in piece else 0
        )
        self._ends_in_cr = piece.endswith("\r")

    @property
    def mixed_line_ends(self) -> bool:
        return 0 < self.crlf != self.line_feeds

    def describe(self, path: Path) -> TextFile:
        delimiters = tuple(sorted(",\t;|", key=lambda d: _agreement(self.head, d), reverse=True))
        line_bytes = path.stat().st_size // (self.line_feeds + 1)
        return TextFile(path, delimiters, delimiters[0], self.quotes > 0, line_bytes)

    def refuse_unreadable(self) -> None:
        if "\x00" in self.head[:_CHARACTERS_WITHOUT_NUL]:
            raise UnreadableExport("the file is binary, not delimited text; export it as CSV")
        if self.blank:
            raise UnreadableExport("the file is empty; export it again")
        if self.quotes % 2:
            raise UnreadableExport(
                "a quoted value is never closed, so the file is cut off or damaged; export it again"
            )


@contextmanager
def open_text(path: Path) -> Iterator[TextFile]:
    """Give the file as UTF-8 text with one kind of line end.

    Raises UnreadableExport where it is empty, binary, not in UTF-8 or UTF-16, or cut off inside
    a quoted value.
    """
    encoding, mark = _encoding_of(path)
    found = _Findings()
    for piece in _decoded(path, encoding, mark):
        found.add(piece)
    found.refuse_unreadable()
    if not mark and not found.mixed_line_ends:
        yield found.describe(path)
        return
    with tempfile.TemporaryDirectory(prefix="fullscore-") as folder:
        copy = Path(folder) / path.name
        _write_copy(_decoded(path, encoding, mark), copy)
        yield found.describe(copy)


def read_head(text: TextFile) -> list[HeadRecord]:
    """Return the first records, to find the header in."""
    records: list[HeadRecord] = []
    with text.path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines, delimiter=text.delimiter)
        line = 1
        try:
            for fields in islice(reader, _HEAD_ROWS):
                if fields:
                    records.append(HeadRecord(line, len(records) + 1, tuple(fields)))
                line = reader.line_num + 1
        except csv.Error as error:
            raise UnreadableExport(f"not well-formed delimited text: {error}") from error
    return records


def _encoding_of(path: Path) -> tuple[str, bytes]:
    """Return the encoding, and the byte order mark that tells it."""
    with path.open("rb") as file:
        start = file.read(3)
    known = ((e, mark) for mark, e in _BYTE_ORDER_MARKS.items() if start.startswith(mark))
    return next(known, ("utf-8", b""))


def _decoded(path: Path, encoding: str, mark: bytes) -> Iterator[str]:
    """Yield the text without its byte order mark; raises UnreadableExport naming a wrong byte."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        position = file.seek(len(mark))
        while True:
            data = file.read(PIECE_BYTES)
            waiting = len(decoder.getstate()[0])
            try:
                piece = decoder.decode(data, final=not data)
            except UnicodeDecodeError as error:
                raise UnreadableExport(
                    f"byte {position - waiting + error.start + 1} is not {encoding[:6].upper()}; "
                    "export it as UTF-8 or UTF-16"
                ) from error
            position += len(data)
            if not data:
                return
            yield piece


def _write_copy(pieces: Iterator[str], copy: Path) -> None:
    held = ""
    with copy.open("w", encoding="utf-8", newline="") as out:
        for piece in pieces:
            text = held + piece
            held = "\r" if text.endswith("\r") else ""  # it may be the first half of a line end
            out.write(text[: len(text) - len(held)].replace("\r\n", "\n"))
        out.write(held)


def _agreement(text: str, delimiter: str) -> tuple[float, int]:
    """Return which share of the first records has one and the same width, and that width.

    Counting delimiters would not do: a cell of prose holds more commas than its row has tabs.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    widths = Counter(len(row) for row in reader if row)
    several = [(count / widths.total(), width) for width, count in widths.items() if width > 1]
    return max(several, default=(0.0, 0))
