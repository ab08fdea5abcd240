"""Reads a sheet of a workbook as delimited text, cell by cell, and runs nothing that is in it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import fastexcel
import polars as pl

from assets.lib.ingestion.connector import UnreadableExport

_SIGNATURE = b"PK\x03\x04"
_SHEETS = "xl/workbook.xml"
_MOST_UNPACKED_BYTES = 1024**3
_MOST_PARTS = 5_000
_DAMAGED = "the workbook is damaged; export it again, or as CSV"
_DURATION = r"^1899-12-3[01] (\d\d:\d\d:\d\d)$"
"""A time of day or a duration is a date before the first day that a spreadsheet knows."""


def is_workbook(path: Path) -> bool:
    """Return whether the file is a workbook in Excel's format of 2007 and later."""
    with path.open("rb") as file:
        if file.read(len(_SIGNATURE)) != _SIGNATURE:
            return False
    try:
        with zipfile.ZipFile(path) as archive:
            return _SHEETS in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def write_as_csv(path: Path, copy: Path, most_rows: int | None = None) -> None:
    """Write the only sheet that holds something, or its first rows, to `copy` as UTF-8 CSV.

    Dates are in ISO 8601. Raises UnreadableExport where several visible sheets hold something,
    where none does, and where the file is damaged or would unpack to more than is safe.
    """
    _refuse_unsafe(path)
    try:
        sheet = _only_sheet(fastexcel.read_excel(path), most_rows)
    except fastexcel.FastExcelError as error:
        raise UnreadableExport(_DAMAGED) from error
    text = pl.all().str.replace(_DURATION, "${1}")
    sheet.select(text).write_csv(copy, include_header=False, quote_style="necessary")


def _only_sheet(workbook: fastexcel.ExcelReader, most_rows: int | None) -> pl.DataFrame:
    found: dict[str, pl.DataFrame] = {}
    for name in workbook.sheet_names:
        sheet = workbook.load_sheet(name, header_row=None, dtypes="string", n_rows=most_rows)
        if sheet.visible == "visible" and sheet.height:
            found[name] = sheet.to_polars()
    if len(found) == 1:
        return next(iter(found.values()))
    if not found:
        raise UnreadableExport("the workbook is empty; export it again")
    raise UnreadableExport(
        f"the workbook has {len(found)} sheets with data; save the one with the export as CSV, "
        "and put that here"
    )


def _refuse_unsafe(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise UnreadableExport(_DAMAGED) from error
    unpacked = sum(part.file_size for part in parts)
    if unpacked > _MOST_UNPACKED_BYTES or len(parts) > _MOST_PARTS:
        raise UnreadableExport(
            f"the workbook would unpack to {unpacked:,} bytes in {len(parts):,} parts; "
            f"at most {_MOST_UNPACKED_BYTES:,} in {_MOST_PARTS:,} are read: export it as CSV"
        )
