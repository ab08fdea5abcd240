"""Words, marks and forbidden patterns of a text, without the markup of its export."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

_TOKEN = re.compile(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W_]+)*|[^\w\s]")
_NUMBER = re.compile(r"\d+")
_SHORTCODE = re.compile(
    r"""\[/?[a-z][\w-]*            # an opening or closing name
        (?:\s+[^\[\]]*=[^\[\]]*)?  # attributes: without `=` it is an aside of the author
        \s*/?\]""",
    re.VERBOSE,
)
_UNSEEN = frozenset({"script", "style", "template"})
_INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "em", "i", "mark", "s", "small", "span", "strong", "sub"}
    | {"sup", "u", "wbr"}
)


def read_text(body: str | None) -> str:
    """Return the visible text of HTML or plain text: no tags, comments, scripts, shortcodes."""
    if not body:
        return ""
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return " ".join(_SHORTCODE.sub(" ", "".join(reader.parts)).split())


def tokens(text: str) -> list[str]:
    """Return words in lower case and punctuation marks; every number becomes 0."""
    return [_NUMBER.sub("0", token) for token in _TOKEN.findall(text.lower())]


def count_words(text: str) -> int:
    """Return the number of words of a text; punctuation marks are not words."""
    return sum(token[0].isalnum() for token in _TOKEN.findall(text))


@dataclass(frozen=True)
class ForbiddenPatterns:
    """Compiled patterns, and the texts of those that are not valid regular expressions."""

    usable: tuple[re.Pattern[str], ...]
    skipped: tuple[str, ...]


def compile_patterns(patterns: Iterable[str]) -> ForbiddenPatterns:
    """Return the patterns, case-insensitive; invalid ones are listed as skipped."""
    usable, skipped = [], []
    for pattern in patterns:
        try:
            usable.append(re.compile(pattern, re.IGNORECASE))
        except re.error:
            skipped.append(pattern)
    return ForbiddenPatterns(tuple(usable), tuple(skipped))


def count_forbidden(text: str, patterns: Sequence[re.Pattern[str]]) -> int:
    """Return how often the patterns match; empty matches don't count."""
    return sum(
        1 for pattern in patterns for match in pattern.finditer(text) if match.end() > match.start()
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._unseen += tag in _UNSEEN
        self._part(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(self._unseen - (tag in _UNSEEN), 0)
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)

    def _part(self, tag: str) -> None:
        if tag not in _INLINE:
            self.parts.append(" ")
