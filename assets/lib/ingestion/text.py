"""Opens delimited text as UTF-8 with one kind of line end, in memory that no file size changes."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from assets.lib.ingestion.connector import Export, UnreadableExport
from assets.lib.ingestion.content import refuse_page
from assets.lib.ingestion.copies import private_copy
from assets.lib.ingestion.encoding import Encoding, decoded, find_encoding
from assets.lib.ingestion.records import Record, split_records
from assets.lib.ingestion.workbook import is_workbook, write_as_csv

_HEAD_ROWS = 60
_SAMPLED_CHARACTERS = 20_000
_LOOKED_AT_FOR_NUL = 4096
_CHARACTERS_A_NUL = 50
"""Binary formats have many a NUL early; fewer of them are damage within a value."""
_DELIMITERS = ",\t;|"
_ODD_QUOTE = re.compile('" +"|  "')
"""DuckDB joins two values between which there are blanks, and keeps quotes behind several."""
_LONGEST_GAP = 64
_SEPARATOR_LINE = re.compile(r'"?sep=([^\w"\s]|\t)"?[ \t]*(?=\n|$)', re.IGNORECASE)


@dataclass(frozen=True)
class TextFile:
    """A UTF-8 copy of an export, or the export itself where it is UTF-8 already.

    `delimiters` are those that may part its fields, the likeliest first; `line_bytes` is the mean
    length of its `lines`, of which `blank_lines` (their numbers) are empty and outside of quotes.
    """

    path: Path
    delimiters: tuple[str, ...]
    delimiter: str
    lines: int
    line_bytes: int
    blank_lines: tuple[int, ...]
    has_quotes: bool
    quotes_pair: bool
    last_character: str
    notes: tuple[str, ...]

    @property
    def breaks_off(self) -> bool:
        """Whether the last line has no end, so that its last value may be a part of one."""
        return self.last_character not in '\n"'

    def records(self) -> Iterator[Record]:
        """Yield every record one by one, as `split_records` does."""
        with self.path.open(encoding="utf-8-sig", newline="\n") as lines:
            yield from split_records(lines, self.delimiter)


@dataclass(frozen=True)
class HeadRecord:
    """One of the first records: the line that it begins in, and its fields."""

    row: int
    fields: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        return bool(self.fields) and not any(field.strip() for field in self.fields)

    @property
    def is_separator_line(self) -> bool:
        """Whether it is Excel's own line that names the delimiter."""
        first = self.fields[0].lower() if self.fields else ""
        return self.row == 1 and first.startswith("sep=") and not any(self.fields[1:])


@dataclass
class _Findings:
    """What was seen of a text, piece by piece."""

    head: str = ""
    blank: bool = True
    quotes: int = 0
    line_feeds: int = 0
    crlf: int = 0
    returns: int = 0
    blank_lines: list[int] = field(default_factory=list)
    last: str = field(default="\n", repr=False)
    tail: str = field(default="", repr=False)
    has_odd_quotes: bool = False

    def add(self, piece: str) -> None:
        if len(self.head) < _SAMPLED_CHARACTERS:
            self.head += piece[: _SAMPLED_CHARACTERS - len(self.head)]
        self.blank = self.blank and not piece.strip()
        self.returns += piece.count("\r")
        self.crlf += piece.count("\r\n") + (self.last == "\r" and piece.startswith("\n"))
        self._count_lines(piece)
        if not self.has_odd_quotes and ' "' in self.tail[-1:] + piece:
            self.has_odd_quotes = _ODD_QUOTE.search(self.tail + piece) is not None
        self.tail = piece[-_LONGEST_GAP:]
        self.last = piece[-1:] or self.last

    def _count_lines(self, piece: str) -> None:
        """Find the blank lines: an LF that follows one, with no quote open before it."""
        joined = self.last + piece  # so that a pair is seen across two pieces
        counted = 1
        for found in re.finditer("\n\r?(?=\n)", joined):
            end = found.end()
            self.quotes += joined.count('"', counted, end)
            self.line_feeds += joined.count("\n", counted, end)
            counted = max(counted, end)
            if self.quotes % 2 == 0:
                self.blank_lines.append(self.line_feeds + 1)
        self.quotes += joined.count('"', counted)
        self.line_feeds += joined.count("\n", counted)

    @property
    def one_kind_of_line_end(self) -> bool:
        """Whether DuckDB reads the text as it is: only LF, or only CR and LF together."""
        return self.crlf in (0, self.line_feeds) and not (self.returns and not self.line_feeds)

    def describe(self, path: Path, notes: tuple[str, ...]) -> TextFile:
        head = self.head.replace("\r\n", "\n")
        named = _SEPARATOR_LINE.match(head)
        likely = sorted(_DELIMITERS, key=lambda d: _agreement(head, d), reverse=True)
        delimiters = tuple(dict.fromkeys([*(named.groups() if named else ()), *likely]))
        lines, blank_lines = self.line_feeds + (self.last != "\n"), list(self.blank_lines)
        while blank_lines and blank_lines[-1] == lines:
            lines = blank_lines.pop() - 1
        return TextFile(
            path,
            delimiters,
            delimiters[0],
            lines,
            path.stat().st_size // (lines + 1),
            tuple(blank_lines),
            self.quotes > 0,
            self.quotes % 2 == 0 and not self.has_odd_quotes,
            self.last,
            notes,
        )

    def refuse_unreadable(self) -> None:
        start = self.head[:_LOOKED_AT_FOR_NUL]
        if start.count("\x00") * _CHARACTERS_A_NUL > len(start):
            raise UnreadableExport("the file is binary, not delimited text; export it as CSV")
        if self.blank:
            raise UnreadableExport("the file is empty; export it again")
        refuse_page(self.head)


@contextmanager
def open_text(export: Export) -> Iterator[TextFile]:
    """Give the export as UTF-8 text with one kind of line end.

    The sheet of a workbook is read as one. Raises UnreadableExport where it is empty, binary, a web
    page, or in no encoding that its bytes prove.
    """
    path = export.path
    if is_workbook(path):
        with private_copy(export.scratch) as copy:
            write_as_csv(path, copy)
            yield _look_through(decoded(copy, Encoding("utf-8"))).describe(copy, ())
        return
    encoding = find_encoding(path)
    found = _look_through(decoded(path, encoding))
    found.refuse_unreadable()
    notes = ("read as Windows-1252",) if encoding.name == "windows-1252" else ()
    if encoding.name == "utf-8" and found.one_kind_of_line_end:
        yield found.describe(path, notes)
        return
    with private_copy(export.scratch) as copy:
        _write_copy(path, encoding, copy, old_line_ends=not found.line_feeds)
        yield _look_through(decoded(copy, Encoding("utf-8"))).describe(copy, notes)


def read_head(text: TextFile) -> list[HeadRecord]:
    """Return the first records, to find the header in; a damaged one has no fields."""
    return [HeadRecord(r.line, r.fields) for r in islice(text.records(), _HEAD_ROWS)]


def _look_through(pieces: Iterator[str]) -> _Findings:
    found = _Findings()
    for piece in pieces:
        found.add(piece)
    return found


def _write_copy(path: Path, encoding: Encoding, copy: Path, *, old_line_ends: bool) -> None:
    """Write the text as UTF-8 with LF at the end of lines, which CR alone once was."""
    held = ""
    with copy.open("w", encoding="utf-8", newline="") as out:
        for piece in decoded(path, encoding):
            text = held + piece
            held = "\r" if text.endswith("\r") else ""  # it may be the first half of a line end
            lines = text[: len(text) - len(held)].replace("\r\n", "\n")
            out.write(lines.replace("\r", "\n") if old_line_ends else lines)
        out.write("\n" if held and old_line_ends else held)


def _agreement(text: str, delimiter: str) -> tuple[float, int]:
    """Return which share of the first records has one and the same width, and that width.

    Counting delimiters would not do: a cell of prose holds more commas than its row has tabs.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        widths = Counter(len(row) for row in reader if row)
    except csv.Error:  # a field is longer than any sample of a table has
        return 0.0, 0
    several = [(count / widths.total(), width) for width, count in widths.items() if width > 1]
    return max(several, default=(0.0, 0))
