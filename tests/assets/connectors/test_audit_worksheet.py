"""What must hold of the audit worksheet's connector beyond its samples."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from assets.connectors.audit_worksheet.connector import CONNECTOR
from assets.lib.ingestion.connector import Account, Export

HEADER = "week_start,subject_type,subject_id,reviewer,verdict,score,minutes,reviewed_at,note\n"


def _worksheet(folder: Path, verdict: str, reviewer: str, reviewed_at: str) -> Path:
    path = folder / f"{verdict}-{reviewer}.csv"
    row = f"2026-03-02,content_piece,x:1,{reviewer},{verdict},,,{reviewed_at},a private remark\n"
    path.write_text(HEADER + row, encoding="utf-8")
    return path


def _review(path: Path) -> dict[str, object]:
    [batch] = CONNECTOR.read(Export(path))
    return batch.rows[0].frame.to_dicts()[0]


def test_a_later_verdict_replaces_the_one_before(tmp_path: Path) -> None:
    """The id stays the same for week, subject and reviewer, and is another one's for another."""
    first = _review(_worksheet(tmp_path, "approved", "editor", "2026-03-10"))
    changed = _review(_worksheet(tmp_path, "rejected", "editor", "2026-03-11"))
    other = _review(_worksheet(tmp_path, "approved", "lead", "2026-03-10"))
    assert first["review_id"] == changed["review_id"] != other["review_id"]


def test_neither_names_nor_notes_get_into_the_id_or_the_rows(tmp_path: Path) -> None:
    """Where people are pseudonymised only the column of the reviewer is hashed."""
    review = _review(_worksheet(tmp_path, "approved", "editor", "2026-03-10"))
    others = {name: value for name, value in review.items() if name != "reviewer"}
    assert "editor" not in str(others)
    assert "private" not in str(review)


def test_the_newest_audit_dates_the_export(tmp_path: Path) -> None:
    """In the account's zone, where none is stated."""
    path = _worksheet(tmp_path, "approved", "editor", "2026-03-10 09:30")
    exported_at = CONNECTOR.exported_at(Export(path, Account(timezone="Europe/Berlin")))
    assert exported_at == datetime(2026, 3, 10, 8, 30, tzinfo=UTC)


def test_a_mistaken_time_does_not_date_the_export(tmp_path: Path) -> None:
    """A year mistyped must not move as-of into the future."""
    path = _worksheet(tmp_path, "approved", "editor", "2126-03-10")
    written = datetime(2026, 3, 11, tzinfo=UTC)
    os.utime(path, (written.timestamp(), written.timestamp()))
    assert CONNECTOR.exported_at(Export(path)) == written
