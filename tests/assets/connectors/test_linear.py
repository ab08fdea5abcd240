"""What must hold of the Linear connector beyond its samples."""

from __future__ import annotations

from pathlib import Path

from tests.assets.connectors.tables import read_text

HEADER = "ID,Team,Title,Assignee,Labels,Cycle Number,Created,Started,Completed,Canceled"


def test_times_as_javascript_writes_them_are_read_with_their_offset(tmp_path: Path) -> None:
    """The name of the zone behind it says nothing more."""
    time = "Tue May 14 2024 08:53:33 GMT+0200 (CEST)"
    text = f"{HEADER}\nMKT-1,Marketing,Brief,,,,{time},,{time},\n"
    [item] = read_text(tmp_path, "linear", text)["rows"]["work_items"]
    assert item["created_at"] == item["completed_at"] == "2024-05-14 06:53:33+00:00"


def test_a_time_without_a_zone_is_utc_whatever_the_account_says(tmp_path: Path) -> None:
    """Linear writes UTC."""
    text = f"{HEADER}\nMKT-1,Marketing,Brief,,,,2026-03-02T09:00:00,,,\n"
    result = read_text(tmp_path, "linear", text, timezone="America/New_York")
    assert result["rows"]["work_items"][0]["created_at"] == "2026-03-02 09:00:00+00:00"


def test_the_id_stands_for_a_missing_uuid_with_a_note(tmp_path: Path) -> None:
    """It changes when an issue moves."""
    text = f"{HEADER}\nMKT-1,Marketing,Brief,,,,2026-03-02,,,\n"
    result = read_text(tmp_path, "linear", text)
    assert result["rows"]["work_items"][0]["work_item_id"] == "MKT-1"
    assert "no UUID" in result["notes"][0]
    newer = read_text(tmp_path, "linear", text.replace("Canceled\n", "Canceled,UUID\n"))
    assert newer["notes"] == []


def test_a_cancelled_issue_is_not_completed(tmp_path: Path) -> None:
    """Nobody has done it."""
    text = f"{HEADER}\nMKT-1,Marketing,Brief,Ada,,,2026-03-02,,,2026-03-03\n"
    [item] = read_text(tmp_path, "linear", text)["rows"]["work_items"]
    assert "completed_at" not in item


def test_rows_that_all_lack_the_last_field_are_whole(tmp_path: Path) -> None:
    """A single short row among whole ones is cut off."""
    row = "MKT-{},Marketing,Brief,Ada,,,2026-03-02,,"
    short = f"{HEADER}\n{row.format(1)}\n{row.format(2)}\n"
    assert len(read_text(tmp_path, "linear", short)["rows"]["work_items"]) == 2
    mixed = f"{HEADER}\n{row.format(1)},\n{row.format(2)}\n"
    assert len(read_text(tmp_path, "linear", mixed)["quarantined"]) == 1
