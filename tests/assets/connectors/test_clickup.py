"""What must hold of the ClickUp connector beyond its samples."""

from __future__ import annotations

from pathlib import Path

from tests.assets.connectors.tables import read_text

HEADER = "Task ID, Task Name,Assignees,Tags,List Name,Date Created,Date Created Text,Date Done"


def test_milliseconds_are_read_and_the_text_beside_them_is_not(tmp_path: Path) -> None:
    """A leading blank in a header is none of it."""
    text = f"{HEADER}\na1,Brief,[Ada],[],L,1772442000000,3/2/2026,1772445600000\n"
    result = read_text(tmp_path, "clickup", text, timezone="Asia/Tokyo")
    [item] = result["rows"]["work_items"]
    assert item["created_at"] == "2026-03-02 09:00:00+00:00"
    assert item["completed_at"] == "2026-03-02 10:00:00+00:00"


def test_a_task_of_several_people_is_one_piece_of_work_of_the_first(tmp_path: Path) -> None:
    """Twice the work would be counted otherwise."""
    text = f'{HEADER}\na1,Brief,"[Ada,Bo]","[strategy,Q1]",L,,,\n'
    [item] = read_text(tmp_path, "clickup", text)["rows"]["work_items"]
    assert (item["assignee"], item["labels"]) == ("Ada", "strategy;Q1")


def test_a_list_view_without_ids_is_refused(tmp_path: Path) -> None:
    """Names are no keys."""
    result = read_text(tmp_path, "clickup", "Task Name\nBrief\n")
    assert result["failed"].startswith("this is a ClickUp list view without Task ID")


def test_a_time_that_was_logged_is_in_milliseconds_and_exact(tmp_path: Path) -> None:
    """An hour is an hour; the time of subtasks is theirs."""
    text = (
        "Task ID,Task Name,List Name,Time Spent,Rolled Up Time\n"
        "a1,Brief,L,3600000,7200000\na2,Draft,L,null,null\n"
    )
    first, second = read_text(tmp_path, "clickup", text)["rows"]["work_items"]
    assert first["hours"] == 1.0
    assert "hours" not in second
