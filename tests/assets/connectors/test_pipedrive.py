"""What must hold of the Pipedrive connector beyond its samples."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assets.connectors.tables import read_text

DEALS = "Deal - ID,Deal - Status,Deal - Deal created,Deal - Won time,Deal - Lost time,Organization"


@pytest.mark.parametrize(
    ("status", "ends"), [("Won", {"won_at"}), ("Lost", {"lost_at"}), ("Open", set())]
)
def test_a_deal_has_ended_as_its_status_says(tmp_path: Path, status: str, ends: set[str]) -> None:
    """One that was opened again keeps its times."""
    row = f"7,{status},2026-03-02 08:00:00,2026-03-20 08:00:00,2026-03-21 08:00:00,Firm"
    [lead] = read_text(tmp_path, "pipedrive", f"{DEALS}\n{row}\n")["rows"]["leads"]
    assert {name for name in ("won_at", "lost_at") if name in lead} == ends
    assert lead["entered_pipeline_at"] == "2026-03-02 08:00:00+00:00"


def test_a_lead_has_not_entered_the_pipeline(tmp_path: Path) -> None:
    """A deal has."""
    text = (
        "Lead - Title,Lead - Pipedrive System ID,Lead - Lead created,Person - Email - Work,"
        "Person - Phone\nLead,0f1e2d3c-0000-4000-8000-000000000001,2026-03-02,,+49 30 1234567\n"
    )
    [lead] = read_text(tmp_path, "pipedrive", text)["rows"]["leads"]
    assert "entered_pipeline_at" not in lead
    assert "1234567" not in str(lead)
    assert lead["person_key"]


def test_the_numbers_of_deals_are_not_those_of_leads(tmp_path: Path) -> None:
    """Both may be plain numbers."""
    text = f"{DEALS}\n7,Open,2026-03-02 08:00:00,,,Firm\n"
    [lead] = read_text(tmp_path, "pipedrive", text)["rows"]["leads"]
    assert lead["lead_id"] == "deal-7"


def test_deals_without_an_id_are_refused_with_what_to_add(tmp_path: Path) -> None:
    """The id is no column by default."""
    result = read_text(tmp_path, "pipedrive", "Deal - Title,Deal - Value\nDeal,7\n")
    assert result["failed"].startswith("this is a Pipedrive deals without their id")
