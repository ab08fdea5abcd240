"""The worksheet goes out, and comes back as reviews."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assets.connectors.audit_worksheet.connector import CONNECTOR
from assets.lib.governance.audit.worksheet import COLUMNS, Task, write_worksheet
from assets.lib.ingestion.connector import Export

TASK = Task(
    date(2026, 3, 2), "content_piece", "x:1", "writer", "blog", "web", 'A "title", quoted', "editor"
)


def test_a_worksheet_is_never_overwritten(tmp_path: Path) -> None:
    """Somebody may have filled it in."""
    path = tmp_path / "worksheet.csv"
    path.write_text("filled in", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_worksheet(path, [TASK])
    assert path.read_text(encoding="utf-8") == "filled in"


def test_a_title_is_never_a_formula(tmp_path: Path) -> None:
    """Titles come from outside, and a worksheet is opened in a spreadsheet."""
    path = tmp_path / "worksheet.csv"
    write_worksheet(path, [replace(TASK, title='=HYPERLINK("http://demo.example")')])
    [row] = csv.DictReader(path.open(encoding="utf-8", newline=""))
    assert row["title"].startswith("'=")


def test_what_was_written_can_be_read_back(tmp_path: Path) -> None:
    """The connector skips the row as long as it has no verdict, and reads it once it has."""
    path = tmp_path / "worksheet.csv"
    write_worksheet(path, [TASK])
    [empty] = CONNECTOR.read(Export(path))
    assert [skip.reason for skip in empty.skipped] == ["not audited yet"]
    [row] = csv.DictReader(path.open(encoding="utf-8", newline=""))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerow(row | {"verdict": "approved", "reviewed_at": "2026-03-10"})
    [filled] = CONNECTOR.read(Export(path))
    [review] = filled.rows[0].frame.to_dicts()
    assert (review["subject_id"], review["reviewer"]) == ("x:1", "editor")
    assert (review["verdict"], review["reviewer_type"]) == ("approved", "human")
