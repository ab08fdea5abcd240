"""What must hold of the Marketo connector beyond its samples."""

from __future__ import annotations

from pathlib import Path

from tests.assets.connectors.tables import read_text

HEADER = "Id,Email Address,Lead Source,Created At"


def test_null_is_empty(tmp_path: Path) -> None:
    """Marketo writes the word."""
    text = f"{HEADER},Company Name,MQL Date\n7,a@demo.example,Web,2026-03-02,NULL,NULL\n"
    [lead] = read_text(tmp_path, "marketo", text)["rows"]["leads"]
    assert not {"company", "entered_pipeline_at"} & set(lead)


def test_without_a_date_of_entry_a_note_says_what_to_declare(tmp_path: Path) -> None:
    """What is the pipeline's beginning is the organisation's own field."""
    text = f"{HEADER},Sales ready on\n7,a@demo.example,Web,2026-03-02,2026-03-05\n"
    assert "MQL Date" in read_text(tmp_path, "marketo", text)["notes"][0]
    declared = {"entered_pipeline_at": "Sales ready on"}
    result = read_text(tmp_path, "marketo", text, columns=declared)
    assert result["notes"] == []
    assert result["rows"]["leads"][0]["entered_pipeline_at"] == "2026-03-05 00:00:00+00:00"


def test_a_qualifier_is_an_agent_where_it_is_declared(tmp_path: Path) -> None:
    """Whatever its version."""
    text = (
        f"{HEADER},Lead intent,Lead qualifier,Lead qualified at\n"
        "7,a@demo.example,Web,2026-03-02,High,intent-agent@3,2026-03-03\n"
    )
    [lead] = read_text(tmp_path, "marketo", text, agents=["intent-agent"])["rows"]["leads"]
    assert (lead["intent"], lead["qualified_by"]) == ("high", "agent")


def test_activities_are_refused_by_their_name(tmp_path: Path) -> None:
    """They hold merges in a column of JSON."""
    text = "marketoGUID,leadId,activityDate,activityTypeId\n1,7,2026-03-02,32\n"
    result = read_text(tmp_path, "marketo", text)
    assert result["failed"].startswith("this is a Marketo activities export")
