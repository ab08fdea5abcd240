"""Knows a file by its first bytes, whatever its name says, and tells what to do with it."""

from __future__ import annotations

from pathlib import Path

from assets.lib.ingestion.connector import UnreadableExport
from assets.lib.ingestion.workbook import is_workbook

_LOOKED_AT = 64 * 1024
_UNPACK = "unpack it, and put what is in it here"
_AS_CSV = "open it, save the sheet as CSV, and put that here"
_SIGNATURES = {
    b"\x1f\x8b": ("a gzip archive", _UNPACK),
    b"BZh": ("a bzip2 archive", _UNPACK),
    b"\xfd7zXZ\x00": ("an xz archive", _UNPACK),
    b"7z\xbc\xaf\x27\x1c": ("a 7-Zip archive", _UNPACK),
    b"Rar!\x1a\x07": ("a RAR archive", _UNPACK),
    b"\x28\xb5\x2f\xfd": ("a Zstandard archive", _UNPACK),
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ("an Excel workbook", _AS_CSV),
    b"%PDF": ("a PDF document", "export the data itself, not a report of it"),
}
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_WORKBOOK = b"xl/"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
_PAGE = ("<!doctype html", "<html")


def refuse_packed(path: Path, *, reads_workbooks: bool = False) -> None:
    """Raise UnreadableExport where the file is an archive or a PDF document, or a workbook.

    A workbook in the format of 2007 and later passes where the connector reads them.
    """
    if reads_workbooks and is_workbook(path):
        return
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
    found = next((v for signature, v in _SIGNATURES.items() if start.startswith(signature)), None)
    if start.startswith(_ZIP):
        holds_sheets = _WORKBOOK in start or _OPEN_DOCUMENT in start
        found = ("a workbook", _AS_CSV) if holds_sheets else ("a zip archive", _UNPACK)
    if found:
        kind, advice = found
        raise UnreadableExport(f"the file is {kind}; {advice}")


def refuse_page(text: str) -> None:
    """Raise UnreadableExport where the text is a web page, as of a login that has ended."""
    if text.lstrip().lower().startswith(_PAGE):
        raise UnreadableExport(
            "the file is a web page, not an export; sign in to the tool and download it again"
        )
