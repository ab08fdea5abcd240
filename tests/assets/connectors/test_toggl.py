"""What must hold of the Toggl Track connector beyond its samples."""

from __future__ import annotations

from pathlib import Path

from tests.assets.connectors.tables import read_text

HEADER = (
    "User,Email,Client,Project,Task,Description,Billable,"
    "Start date,Start time,End date,End time,Duration,Tags,Amount (EUR)"
)
ENTRY = "Ada,ada@demo.example,,{project},,{text},No,2026-03-08,{start},{end},{hours},,"


def entry(
    project: str = "P",
    text: str = "Draft",
    start: str = "22:00:00",
    end: str = "2026-03-08,23:00:00",
    hours: str = "01:00:00",
) -> str:
    return ENTRY.format(project=project, text=text, start=start, end=end, hours=hours)


def test_a_clock_is_hours_in_the_week_in_which_the_entry_ends(tmp_path: Path) -> None:
    """Times are those of the account's zone."""
    text = f"{HEADER}\n{entry(end='2026-03-09,00:30:00', hours='02:30:00')}\n"
    [item] = read_text(tmp_path, "toggl", text, timezone="Europe/Berlin")["rows"]["work_items"]
    assert (item["hours"], item["completed_at"]) == (2.5, "2026-03-08 23:30:00+00:00")


def test_a_corrected_entry_is_the_same_one(tmp_path: Path) -> None:
    """Its text and its end may change; its start, its project and whose it is may not."""
    texts = [
        entry(),
        entry(text="Second draft", end="2026-03-08,23:30:00", hours="01:30:00"),
        entry(project="Q"),
        entry(start="22:00:01"),
    ]
    ids = [
        read_text(tmp_path, "toggl", f"{HEADER}\n{text}\n")["rows"]["work_items"][0]["work_item_id"]
        for text in texts
    ]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


def test_entries_that_nothing_tells_apart_lose_no_hours(tmp_path: Path) -> None:
    """Each is accounted for in the sum."""
    text = f"{HEADER}\n{entry()}\n{entry(hours='00:15:00')}\n"
    result = read_text(tmp_path, "toggl", text)
    [item] = result["rows"]["work_items"]
    assert item["hours"] == 1.25
    assert result["skipped"] == {"added to the row of the same work_item_id": 1}


def test_an_entry_without_any_text_still_has_its_hours(tmp_path: Path) -> None:
    """Many people track time and say nothing of it."""
    text = f"{HEADER}\n{entry(project='', text='')}\n"
    [item] = read_text(tmp_path, "toggl", text)["rows"]["work_items"]
    assert (item["title"], item["hours"]) == ("(no description)", 1.0)


def test_a_summary_is_refused_by_its_name(tmp_path: Path) -> None:
    """Its rows cover several days."""
    result = read_text(tmp_path, "toggl", "Project,Client,Duration\nP,C,01:00:00\n")
    assert result["failed"].startswith("this is a Toggl Track summary report")
