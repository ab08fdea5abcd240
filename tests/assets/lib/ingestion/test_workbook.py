"""A workbook is read as the table in its only sheet, or refused with what to do."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from assets.lib.ingestion.connector import UnreadableExport
from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.recognition import look_at, recognise
from assets.lib.ingestion.workbook import is_workbook, write_as_csv
from assets.lib.settings import Settings
from tests.assets.builders import ask, take_in
from tests.assets.lib.ingestion.workbooks import Cell, write_workbook

HEADER = ("Task ID", "Created At", "Completed At", "Name", "Section/Column", "Hours")
DONE_AT = datetime(2026, 3, 3, 9, 30)  # noqa: DTZ001  # a spreadsheet knows no zones
TASKS: list[tuple[Cell, ...]] = [
    HEADER,
    (1207000000000101, datetime(2026, 3, 2), DONE_AT, 'Plan, "spring"\nlaunch', "Done", 1.5),  # noqa: DTZ001
]


def as_csv(tmp_path: Path, path: Path) -> str:
    copy = tmp_path / "copy"
    write_as_csv(path, copy)
    return copy.read_text(encoding="utf-8")


def test_cells_are_read_as_they_are_meant(tmp_path: Path) -> None:
    """Numbers in full, dates in ISO 8601, and text with line breaks in quotes."""
    path = write_workbook(tmp_path / "tasks.xlsx", {"Tasks": TASKS, "Empty": []})
    assert is_workbook(path)
    assert as_csv(tmp_path, path).splitlines() == [
        ",".join(HEADER),
        '1207000000000101,2026-03-02 00:00:00,2026-03-03 09:30:00,"Plan, ""spring""',
        'launch",Done,1.5',
    ]


def test_a_workbook_is_ingested_and_recognised_like_a_table(settings: Settings) -> None:
    """Wherever it lies in landing."""
    settings.landing.mkdir(parents=True)
    path = write_workbook(settings.landing / "tasks.xlsx", {"Tasks": TASKS})
    chosen = recognise(look_at(path), discover_connectors()).chosen
    assert chosen
    assert (chosen.connector, chosen.confidence) == ("asana", 1.0)
    [result] = take_in(settings)
    assert (result.status, result.rows_loaded) == ("loaded", 1)
    assert ask(settings, "select work_item_id, title, hours from raw.work_items") == [
        ("1207000000000101", 'Plan, "spring"\nlaunch', 1.5)
    ]


def test_a_hidden_sheet_does_not_count(tmp_path: Path) -> None:
    """Tools keep lists of choices in one."""
    sheets = {"Tasks": TASKS, "Choices": [("a",), ("b",)]}
    path = write_workbook(tmp_path / "x.xlsx", sheets, hidden=["Choices"])
    assert as_csv(tmp_path, path).startswith("Task ID,")


def test_of_several_sheets_none_is_chosen(tmp_path: Path) -> None:
    """The right one is for a person to say."""
    path = write_workbook(tmp_path / "x.xlsx", {"One": TASKS, "Two": TASKS})
    with pytest.raises(UnreadableExport, match="has 2 sheets with data; save the one"):
        as_csv(tmp_path, path)
    assert recognise(look_at(path), discover_connectors()).candidates == ()


def test_an_empty_and_a_damaged_workbook_are_refused(tmp_path: Path) -> None:
    """Each with its reason."""
    empty = write_workbook(tmp_path / "empty.xlsx", {"One": []})
    with pytest.raises(UnreadableExport, match="the workbook is empty"):
        as_csv(tmp_path, empty)
    damaged = tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(damaged, "w") as archive:
        archive.writestr("xl/workbook.xml", "<nothing/>")
    with pytest.raises(UnreadableExport, match="the workbook is damaged"):
        as_csv(tmp_path, damaged)


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    """Before anything of it is unpacked."""
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for part in range(5_000):
            archive.writestr(f"xl/worksheets/sheet{part}.xml", b"")
    with pytest.raises(UnreadableExport, match="in 5,001 parts; at most 1,073,741,824 in 5,000"):
        as_csv(tmp_path, bomb)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"Task ID,Name\n"])
def test_what_is_no_workbook_is_known_as_none(tmp_path: Path, content: bytes) -> None:
    """By its content, whatever its name."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    assert not is_workbook(path)
