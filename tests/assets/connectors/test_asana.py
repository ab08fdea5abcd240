"""What must hold of the Asana connector beyond its samples."""

from __future__ import annotations

from pathlib import Path

from tests.assets.connectors.tables import read_text

HEADER = "Task ID,Created At,Completed At,Name,Section/Column,Assignee,Assignee Email,Tags"


def test_the_sheet_that_asana_keeps_is_read_below_its_spacer_rows(tmp_path: Path) -> None:
    """An address and blank rows stand above its header; custom headers end in blanks."""
    above = "https://app.example/0/1,,,,,,,,\n,,,,,,,,\n,,,,,,,,\n"
    text = f"{above}{HEADER},Hours \n12,2026-03-02,2026-03-03,Brief,Done,Ada,,,2.5\n"
    result = read_text(tmp_path, "asana", text)
    [item] = result["rows"]["work_items"]
    assert (item["hours"], item["assignee"], item["_row"]) == (2.5, "Ada", 5)
    assert result["skipped"] == {"empty line": 2, "preamble": 1}


def test_each_tag_is_a_label_that_a_rule_can_name(tmp_path: Path) -> None:
    """Asana parts them by commas."""
    text = f'{HEADER}\n12,2026-03-02,,Brief,Done,Ada,,"strategy, Q1"\n'
    [item] = read_text(tmp_path, "asana", text)["rows"]["work_items"]
    assert item["labels"] == "strategy;Q1"


def test_a_custom_field_of_another_name_is_declared(tmp_path: Path) -> None:
    """Hours are what the organisation calls them."""
    text = f"{HEADER},Effort\n12,2026-03-02,,Brief,Done,Ada,,,1.5\n"
    declared = {"hours": "Effort"}
    [item] = read_text(tmp_path, "asana", text, columns=declared)["rows"]["work_items"]
    assert item["hours"] == 1.5


def test_a_declared_assignee_brings_the_kind_of_assignee_with_it(tmp_path: Path) -> None:
    """Work of an unknown kind of actor would count for nobody."""
    text = "Task ID,Name,Section/Column,Owner\n12,Brief,Done,Ada\n13,Draft,Done,content-agent\n"
    declared = {"columns": {"assignee": "Owner"}, "agents": ["content-agent"]}
    first, second = read_text(tmp_path, "asana", text, **declared)["rows"]["work_items"]
    assert (first["assignee"], first["assignee_type"]) == ("Ada", "human")
    assert second["assignee_type"] == "agent"
