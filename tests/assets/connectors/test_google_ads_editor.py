"""Google Ads Editor's file is read as what it is: settings at one moment, and no change of any."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.recognition import look_at, recognise
from assets.lib.settings import Settings
from tests.assets.builders import ask, land, stage, take_in
from tests.assets.connectors.samples import ROOT
from tests.assets.connectors.tables import read_text

SAMPLE = ROOT / "google_ads" / "samples" / "editor.csv"
HEADER = "Campaign,Campaign Type,Networks,Budget,Start Date,Ad Group,Campaign Status\n"


def test_the_file_is_known_as_that_of_editor() -> None:
    """In UTF-16 with tabs, under whatever name; a campaign report has no networks."""
    chosen = recognise(look_at(SAMPLE), discover_connectors()).chosen
    assert chosen is not None
    assert (chosen.connector, chosen.title) == ("google_ads", "campaigns of Google Ads Editor")


def test_two_exports_give_the_newer_settings_and_no_change(settings: Settings) -> None:
    """Nothing dates what differs between them, and the change history has it with its time."""
    for day, budget, status in (("02", "50.00", "Enabled"), ("16", "60.00", "Paused")):
        row = f"Brand,Search,Google search,{budget},2026-01-12,,{status}\n"
        land(settings, f"google_ads/editor 2026-03-{day}.csv", HEADER + row)
    assert {result.status for result in take_in(settings)} == {"loaded"}
    stage(settings)
    assert ask(settings, "select status, budget::integer from staging.stg_campaigns") == [
        ("Paused", 60)
    ]
    assert ask(settings, "select count(*) from raw.campaign_changes") == [(0,)]
    [(notes,)] = ask(settings, "select distinct notes::varchar from ops.ingested_file")
    assert "change history" in notes


@pytest.mark.parametrize(
    "part",
    [
        "Brand,,,,,Exact,Enabled\n",
        "Brand,Search,Google search,5.00,2026-01-12,Exact,Enabled\n",
        "Brand,,,,,,Enabled\n",
    ],
    ids=["ad-group", "ad-group-with-settings", "location"],
)
def test_what_is_in_a_campaign_is_no_campaign(tmp_path: Path, part: str) -> None:
    """An export of a whole account has a row for each keyword and each location."""
    own = "Brand,Search,Google search,50.00,2026-01-12,,Enabled\n"
    result = read_text(tmp_path, "google_ads", HEADER + own + part)
    assert [row["_row"] for row in result["rows"]["campaigns"]] == [2]
    assert list(result["skipped"].values()) == [1]


def test_square_brackets_are_empty(tmp_path: Path) -> None:
    """Editor writes them where a setting has no value."""
    text = f"{HEADER.strip()},End Date\nBrand,Search,[],[],2026-01-12,,Enabled,[]\n"
    [row] = read_text(tmp_path, "google_ads", text)["rows"]["campaigns"]
    assert row.keys().isdisjoint({"budget", "ended_at"})
