"""LinkedIn writes UTF-16 with tabs, lines above the header, and English days month first."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from assets.connectors.linkedin_ads.connector import CONNECTOR
from assets.lib.ingestion.connector import Export
from tests.assets.connectors.samples import ROOT, Sample, read_sample

PREAMBLE = """Campaign Performance Report (in UTC)
Report Start: 03/01/2026, 12:00 AM
Report End: 03/31/2026, 11:59 PM
Date Generated: 04/01/2026, 8:05 AM

"""
SAMPLES = ROOT / "linkedin_ads" / "samples"


def read(tmp_path: Path, text: str, **declared: Any) -> dict[str, Any]:
    path = tmp_path / "report.csv"
    path.write_text(text, encoding="utf-16")
    return read_sample(Sample("linkedin_ads", path, path), declared)


def days(tmp_path: Path, header: str, *cells: str, **declared: Any) -> dict[str, Any]:
    lines = [f"{header}\tCampaign Name\tTotal Spent\tClicks"]
    lines += [f"{cell}\tFounders\t{number}\t-" for number, cell in enumerate(cells, 1)]
    return read(tmp_path, "\n".join(lines) + "\n", **declared)


def test_utf_16_with_tabs_gives_what_utf_8_gives() -> None:
    """The same report, as Campaign Manager writes it and as it is saved again."""
    whole = CONNECTOR.read(Export(SAMPLES / "account_500000001_campaign_performance_report.csv"))
    as_written = CONNECTOR.read(Export(SAMPLES / "utf-16.csv"))
    [first], [second] = list(whole), list(as_written)
    assert first.rows[0].frame.head(4).rows() == second.rows[0].frame.rows()


def test_english_days_begin_with_the_month(tmp_path: Path) -> None:
    """3/2/2026 is the second of March; a dash is no number."""
    [day] = days(tmp_path, "Start Date (in UTC)", "3/2/2026")["rows"]["campaign_performance"]
    assert day["date"] == "2026-03-02"
    assert "clicks" not in day


def test_translated_days_have_to_be_proven_or_declared(tmp_path: Path) -> None:
    """A Brazilian day may begin with the day."""
    header = "Data de início (em UTC)"
    assert "date_order" in days(tmp_path, header, "3/2/2026")["quarantined"][0][3]
    declared = days(tmp_path, header, "3/2/2026", date_order="dmy")
    assert declared["rows"]["campaign_performance"][0]["date"] == "2026-02-03"


def test_the_range_above_the_header_tells_what_is_covered(tmp_path: Path) -> None:
    """Days without delivery have no row."""
    path = tmp_path / "report.csv"
    row = "Start Date (in UTC)\tCampaign Name\tTotal Spent\n3/9/2026\tFounders\t1\n"
    path.write_text(PREAMBLE + row, encoding="utf-16")
    assert CONNECTOR.last_day(Export(path)) == date(2026, 3, 31)


def test_a_report_of_the_whole_time_is_refused(tmp_path: Path) -> None:
    """All of March would be the first of March."""
    row = "Start Date (in UTC)\tCampaign Name\tTotal Spent\n3/1/2026\tFounders\t100\n"
    assert "break it down by day" in read(tmp_path, PREAMBLE + row)["failed"]


def test_other_reports_are_refused_by_name(tmp_path: Path) -> None:
    """Below their preamble; a campaign stands once for each conversion in one of them."""
    header = "Start Date (in UTC)\tCampaign Name\tConversion Name\tTotal Spent\n"
    assert "conversion performance" in read(tmp_path, PREAMBLE + header)["failed"]
