"""TikTok reports end with a total, and the status is that of the row's own entity."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.assets.connectors.samples import Sample, read_sample


def read(tmp_path: Path, text: str, **declared: Any) -> dict[str, Any]:
    path = tmp_path / "report.csv"
    path.write_text(text, encoding="utf-8")
    return read_sample(Sample("tiktok_ads", path, path), declared)


@pytest.mark.parametrize(
    "columns", ["Campaign name,By Day", "By Day,Campaign name"], ids=["name-first", "day-first"]
)
def test_the_total_is_no_campaign(tmp_path: Path, columns: str) -> None:
    """It stands in the first column, whichever that is."""
    total = f"{columns},Cost,Clicks (destination)\nTotal of 1 results,-,7,3\n"
    result = read(tmp_path, total)
    assert result["skipped"] == {"total": 1}
    assert result["quarantined"] == []


def test_the_status_of_an_ad_is_not_its_campaigns(tmp_path: Path) -> None:
    """Below `Primary status` stands that of the finest thing in the row."""
    header, row = "Campaign name,Primary status,By Day,Cost", "A,Paused,2026-03-02,1"
    [campaign] = read(tmp_path, f"{header}\n{row}\n")["rows"]["campaigns"]
    assert campaign["status"] == "Paused"
    [campaign] = read(tmp_path, f"{header},Ad name\n{row},Video\n")["rows"]["campaigns"]
    assert "status" not in campaign


def test_clicks_to_the_destination_count(tmp_path: Path) -> None:
    """Not those on the profile or the sound; the currency stands in the header."""
    header = "Campaign name,By Day,Cost (EUR),Clicks (all),Clicks (destination)"
    [day] = read(tmp_path, f"{header}\nA,2026-03-02 00:00:00,1.5,9,4\n")["rows"][
        "campaign_performance"
    ]
    assert (day["date"], day["clicks"], day["currency"]) == ("2026-03-02", 4, "EUR")


@pytest.mark.parametrize("column", ["By Week", "Account name"])
def test_a_report_that_is_not_by_day_is_refused(tmp_path: Path, column: str) -> None:
    """By its name."""
    text = f"Campaign name,{column},Cost,Clicks (destination)\nA,2026-03-02,1,2\n"
    assert read(tmp_path, text)["failed"].startswith("this is a TikTok")
