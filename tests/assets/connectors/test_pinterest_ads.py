"""Pinterest writes long floats and lists, and looks like tools that nobody reads."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.recognition import look_at, recognise
from tests.assets.connectors.samples import ROOT, Sample, read_sample

AUDIO = ROOT / "pinterest_ads" / "samples" / "bad-audio.csv"
"""A report of an audio platform, which has a preamble, Date, Campaign name and Spend."""


def read(tmp_path: Path, text: str, **declared: Any) -> dict[str, Any]:
    path = tmp_path / "report.csv"
    path.write_text(text, encoding="utf-8")
    return read_sample(Sample("pinterest_ads", path, path), declared)


def test_long_numbers_are_added_exactly(tmp_path: Path) -> None:
    """With an exponent, too, as programs write small ones."""
    header = "Date,Campaign name,Ad name,Spend in account currency,Result\n"
    rows = "2026-03-02,A,x,0.934996875,[0]\n2026-03-02,A,y,9.5e-05,[0.5]\n"
    [day] = read(tmp_path, header + rows, currency="EUR")["rows"]["campaign_performance"]
    assert Decimal(day["cost"]) == Decimal("0.935091875")
    assert day["currency"] == "EUR"


def test_an_outbound_click_is_a_click(tmp_path: Path) -> None:
    """One that opens the pin is one where nothing better is known."""
    header = "Date,Campaign name,Spend in account currency,Pin clicks"
    [day] = read(tmp_path, f"{header},Outbound clicks\n2026-03-02,A,1,9,4\n")["rows"][
        "campaign_performance"
    ]
    assert day["clicks"] == 4
    [day] = read(tmp_path, f"{header}\n2026-03-02,A,1,9\n")["rows"]["campaign_performance"]
    assert day["clicks"] == 9


def test_a_report_of_an_audio_platform_is_recognised_by_nobody() -> None:
    """Its columns are words that many tools have."""
    assert recognise(look_at(AUDIO), discover_connectors()).candidates == ()


@pytest.mark.parametrize(
    "connector", ["pinterest_ads", "tiktok_ads", "microsoft_ads", "meta_ads", "linkedin_ads"]
)
def test_a_report_of_an_audio_platform_is_refused_by_every_ad_tool(connector: str) -> None:
    """A mapping in the organisation's folder can read it."""
    assert "failed" in read_sample(Sample(connector, AUDIO, AUDIO), {})
