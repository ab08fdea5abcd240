"""The words of a text, without the markup that it was exported in."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_TOKEN = re.compile(r"[^\W_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W_]+)*|[^\w\s]")
_NUMBER = re.compile(r"\d+")
_SHORTCODE = re.compile(
    r"""\[/?[a-z][\w-]*            # a name, or the end of one
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
    """Return what a reader sees of HTML or plain text: no tags, comments, scripts, shortcodes."""
    if not body:
        return ""
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return " ".join(_SHORTCODE.sub(" ", "".join(reader.parts)).split())


def tokens(text: str) -> list[str]:
    """Return words in lower case and marks, each number as 0: which one says little of voice."""
    return [_NUMBER.sub("0", token) for token in _TOKEN.findall(text.lower())]


def count_words(text: str) -> int:
    """Return how many words a text has; marks are none."""
    return sum(token[0].isalnum() for token in _TOKEN.findall(text))


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
