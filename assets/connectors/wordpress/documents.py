"""Opens an export as XML, and says in plain words what is wrong with a file that is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from defusedxml.ElementTree import ParseError

from assets.lib.ingestion.connector import UnreadableExport

EXPORT_IT = "in WordPress, use Tools > Export > Download Export File"

_HEAD_BYTES = 64 * 1024
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_BLANK_ABOVE = re.compile(rb"(?:\xef\xbb\xbf|\s)*")
_DECLARATION = re.compile(rb"<\?xml\s")
_WEB_PAGE = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_CUT_OFF = ("no element found", "unclosed token", "unclosed CDATA section")
_HINTS = {
    "unbound prefix": "a prefix is used that nothing declares, as in <atom:link> without "
    'xmlns:atom="..." in <rss>; declare it there, or delete the element',
    "undefined entity": "an entity of HTML that XML does not know; write the character itself",
}
_HINT = "repair that place (often a control character or a bare ]]> in a post)"

_OTHER_ROOTS = {
    "feed": "an Atom feed",
    "urlset": "a sitemap",
    "sitemapindex": "a sitemap",
    "html": "a web page",
    "opml": "a list of feeds (OPML)",
    "RDF": "an RSS 1.0 feed",
}


@dataclass(frozen=True)
class XmlFile:
    """An open file at the beginning of its XML, and how many lines are blank above that."""

    file: IO[bytes]
    lines_above: int


@contextmanager
def open_xml(path: Path) -> Iterator[XmlFile]:
    """Give the file behind the blank lines that plugins print above the declaration.

    Raises UnreadableExport where other text stands there, or where the file is a web page.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        blank = _BLANK_ABOVE.match(head)
        above = blank[0] if blank else b""
        start = len(above)
        declaration = _DECLARATION.search(head)
        if _WEB_PAGE.match(head, start):
            raise UnreadableExport(f"a web page saved as XML, not an export; {EXPORT_IT}")
        if declaration and declaration.start() > start and not head[start:].startswith(b"<"):
            line = head[: declaration.start()].count(b"\n") + 1
            raise UnreadableExport(
                f"text stands above the declaration <?xml in line {line}, such as a plugin's "
                "warning; delete what is above it, or export it again"
            )
        # A mark right at the beginning tells the encoding, and stays.
        file.seek(0 if above == _BYTE_ORDER_MARK else start)
        yield XmlFile(file, above.count(b"\n"))


def explain(error: ParseError, lines_above: int) -> str:
    """Return where and why the XML can't be read, and what to do about it."""
    line, column = error.position
    place = f"line {line + lines_above}, column {column + 1}"
    reason = str(error).split(": line", maxsplit=1)[0]
    if reason in _CUT_OFF:
        return f"it is empty or cut off: it ends at {place}, before it is complete; export it again"
    hint = _HINTS.get(reason, _HINT)
    return f"not well-formed XML at {place}: {reason}; {hint}, or export it again"


def describe_root(tag: str) -> str:
    """Return what a file with this root element is, in words."""
    local = tag.rpartition("}")[2]
    return _OTHER_ROOTS.get(local, "XML with another root than <rss>")
