"""What must hold of the Harvest connector beyond its samples."""

from __future__ import annotations

from pathlib import Path

from tests.assets.connectors.tables import read_text

HEADER = "Date,Client,Project,Project Code,Task,Notes,Hours,First Name,Last Name,Currency"


def entry(day: str = "2026-03-02", notes: str = "Draft", hours: str = "1.5") -> str:
    return f'{day},Demo,Spring,SP,Writing,{notes},"{hours}",Ada,Lead,Euro - EUR\n'


def test_a_day_of_one_task_is_one_item_whatever_its_notes(tmp_path: Path) -> None:
    """Notes and hours are corrected later; the hours of all its entries are added up."""
    text = f"{HEADER}\n{entry()}{entry(notes='More', hours='0.25')}"
    first = read_text(tmp_path, "harvest", text)["rows"]["work_items"]
    [item] = first
    assert (item["hours"], item["assignee"], item["kind"]) == (1.75, "Ada Lead", "Writing")
    corrected = f"{HEADER}\n{entry(notes='Rewritten', hours='2')}"
    [again] = read_text(tmp_path, "harvest", corrected)["rows"]["work_items"]
    assert again["work_item_id"] == item["work_item_id"]


def test_a_decimal_comma_is_read(tmp_path: Path) -> None:
    """Two digits behind it have one reading."""
    text = f"{HEADER}\n{entry('26.01.2015', hours='7,5')}"
    [item] = read_text(tmp_path, "harvest", text)["rows"]["work_items"]
    assert (item["hours"], item["completed_at"][:10]) == (7.5, "2015-01-26")


def test_a_day_is_in_the_accounts_zone(tmp_path: Path) -> None:
    """Harvest knows no time of day."""
    result = read_text(tmp_path, "harvest", f"{HEADER}\n{entry()}", timezone="Europe/Berlin")
    assert result["rows"]["work_items"][0]["completed_at"] == "2026-03-01 23:00:00+00:00"


def test_expenses_are_refused_by_their_name(tmp_path: Path) -> None:
    """They have no hours."""
    text = "Date,Client,Project,Project Code,Category,Amount\n2026-03-02,D,P,C,Travel,4\n"
    result = read_text(tmp_path, "harvest", text)
    assert result["failed"].startswith("this is a Harvest detailed expense report")
