"""What must hold of the Clockify connector beyond its samples."""

from __future__ import annotations

from pathlib import Path

from tests.assets.connectors.tables import read_text

HEADER = (
    "Project,Client,Description,Task,User,Email,"
    "Start Date,Start Time,End Date,End Time,Duration (h)"
)
GERMAN = (
    "Projekt,Kunde,Beschreibung,Aufgabe,Benutzer,Email,"
    "Startdatum,Startzeit,Enddatum,Endzeit,Dauer (h)"
)


def entry(day: str, start: str = "09:00 AM", end: str = "10:00 AM", project: str = "P") -> str:
    return f"{project},,Draft,,Ada,ada@demo.example,{day},{start},{day},{end},01:00:00\n"


def test_days_that_another_day_proves_are_read(tmp_path: Path) -> None:
    """An order that nothing proves is an error that names the setting."""
    ambiguous = f"{HEADER}\n{entry('03/02/2026')}"
    refused = read_text(tmp_path, "clockify", ambiguous)
    assert "date_order" in refused["quarantined"][0][3]
    proven = read_text(tmp_path, "clockify", ambiguous + entry("03/13/2026"))
    days = [item["completed_at"][:10] for item in proven["rows"]["work_items"]]
    assert days == ["2026-03-02", "2026-03-13"]
    declared = read_text(tmp_path, "clockify", ambiguous, date_order="dmy")
    assert declared["rows"]["work_items"][0]["completed_at"][:10] == "2026-02-03"


def test_an_entry_is_the_same_one_in_every_format_and_language(tmp_path: Path) -> None:
    """The workspace's format of days may change."""
    english = read_text(tmp_path, "clockify", f"{HEADER}\n{entry('03/13/2026')}")
    other = entry("13.03.2026", "09:00:00", "10:00:00")
    german = read_text(tmp_path, "clockify", f"{GERMAN}\n{other}")
    [one], [two] = english["rows"]["work_items"], german["rows"]["work_items"]
    assert one["work_item_id"] == two["work_item_id"]


def test_the_grids_entries_of_two_projects_are_two_items(tmp_path: Path) -> None:
    """All of them start at nine."""
    text = f"{HEADER}\n{entry('2026-03-13')}{entry('2026-03-13', project='Q')}"
    assert len(read_text(tmp_path, "clockify", text)["rows"]["work_items"]) == 2


def test_the_total_is_no_entry(tmp_path: Path) -> None:
    """It would double the hours."""
    text = f"{HEADER}\n{entry('2026-03-13')}Total,,,,,,,,,,01:00:00\n"
    result = read_text(tmp_path, "clockify", text)
    assert result["skipped"] == {"total": 1}
    assert len(result["rows"]["work_items"]) == 1
