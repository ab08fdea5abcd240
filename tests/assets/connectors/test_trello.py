"""What must hold of the Trello connector beyond its samples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.assets.connectors.tables import read_text

CARD = "69a543800000000000000001"
MOVED = {"listBefore": {"id": "doing"}, "listAfter": {"id": "done"}, "old": {"idList": "doing"}}
BACK = {"listBefore": {"id": "done"}, "listAfter": {"id": "doing"}, "old": {"idList": "done"}}


def board(*actions: tuple[str, dict[str, Any]], **card: Any) -> str:
    """Return a board of one card with a history."""
    return json.dumps(
        {
            "name": "Marketing",
            "lists": [{"id": "doing", "name": "Doing"}, {"id": "done", "name": " Done "}],
            "members": [],
            "cards": [{"id": CARD, "name": "Brief", "idList": "done", "idMembers": [], **card}],
            "actions": [
                {"id": date, "date": date, "type": "updateCard", "data": {"card": {"id": CARD}} | d}
                for date, d in actions
            ],
        }
    )


def item_of(folder: Path, text: str, **declared: Any) -> dict[str, Any]:
    result = read_text(folder, "trello", text, name="board.json", **declared)
    [item] = result["rows"]["work_items"]
    return item | {"notes": result["notes"]}


def test_a_card_is_done_since_it_came_into_a_list_of_finished_cards(tmp_path: Path) -> None:
    """Whatever happened to it there later, and in whatever order the actions stand."""
    later = {"list": {"id": "done"}}
    item = item_of(
        tmp_path,
        board(("2026-03-09T00:00:00Z", later), ("2026-03-04T09:00:00Z", MOVED)),
    )
    assert item["completed_at"] == "2026-03-04 09:00:00+00:00"
    assert item["notes"] == []


def test_a_card_that_was_taken_back_is_reopened_and_not_completed(tmp_path: Path) -> None:
    """The list that it is in now decides."""
    text = board(("2026-03-04T09:00:00Z", MOVED), ("2026-03-05T09:00:00Z", BACK), idList="doing")
    item = item_of(tmp_path, text)
    assert "completed_at" not in item
    assert item["reopened_at"] == "2026-03-05 09:00:00+00:00"


def test_a_tick_completes_a_card_in_any_list(tmp_path: Path) -> None:
    """And taking it off reopens the card."""
    tick = {"card": {"id": CARD, "dueComplete": True}, "old": {"dueComplete": False}}
    text = board(("2026-03-04T09:00:00Z", tick), idList="doing", dueComplete=True)
    assert item_of(tmp_path, text)["completed_at"] == "2026-03-04 09:00:00+00:00"


def test_a_card_whose_end_is_no_longer_told_is_not_dated_by_anything_else(tmp_path: Path) -> None:
    """Its last activity may be a comment; a note counts such cards."""
    item = item_of(tmp_path, board(dateLastActivity="2026-03-09T00:00:00Z"))
    assert "completed_at" not in item
    assert item["notes"] == [
        "1 card is done, and the export no longer says since when: not counted as completed"
    ]


def test_a_list_of_finished_cards_may_be_declared(tmp_path: Path) -> None:
    """By the name that the organisation gave it."""
    declared = {"stage": {"DOING": "done"}}
    text = board(("2026-03-05T09:00:00Z", BACK), idList="doing")
    assert "completed_at" not in item_of(tmp_path, text)
    moved = {"listAfter": {"id": "doing"}, "listBefore": {"id": "backlog"}}
    text = board(("2026-03-05T09:00:00Z", moved), idList="doing")
    assert item_of(tmp_path, text, values=declared)["completed_at"] == "2026-03-05 09:00:00+00:00"


def test_a_card_was_made_at_the_second_in_its_id(tmp_path: Path) -> None:
    """In the CSV and the JSON alike."""
    text = f"Card ID,Card Name,List Name,Labels\n{CARD},Brief,Done,strategy (green_dark)\n"
    [row] = read_text(tmp_path, "trello", text)["rows"]["work_items"]
    assert row["created_at"] == item_of(tmp_path, board())["created_at"]
    assert row["created_at"] == "2026-03-02 08:00:00+00:00"
    assert row["labels"] == "strategy"


@pytest.mark.parametrize(
    "text", ["{}", "[]", '{"cards": {}, "lists": []}', '{"cards": []}', "[" * 100_000, "{"]
)
def test_what_is_no_board_is_refused(tmp_path: Path, text: str) -> None:
    """With the way to export one."""
    assert "export" in read_text(tmp_path, "trello", text, name="board.json")["failed"].lower()


def test_an_odd_element_is_quarantined_and_the_others_load(tmp_path: Path) -> None:
    """An export is read as far as it can be."""
    text = board().replace('"cards": [', '"cards": ["odd", ')
    result = read_text(tmp_path, "trello", text, name="board.json")
    assert len(result["rows"]["work_items"]) == 1
    assert result["quarantined"][0][2:4] == ["card", "a JSON object"]
