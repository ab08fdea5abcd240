"""Microsoft writes a header block, a footer, ids in brackets, and a row per changed attribute."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assets.connectors.microsoft_ads.categories import category
from assets.connectors.microsoft_ads.connector import CONNECTOR
from assets.lib.ingestion.connector import Export
from tests.assets.connectors.samples import Sample, read_sample

HEADER = '"Gregorian date","Campaign name","Campaign ID","Impressions","Spend"\n'
CHANGES = (
    "DateTime,ChangedBy,CampaignName,CampaignId,Keyword,"
    "ItemChanged,AttributeChanged,HowChanged,OldValue,NewValue\n"
)


def block(aggregation: str, time: str = "3/2/2026 - 3/8/2026") -> str:
    """Return the lines that stand above the header."""
    return (
        f'"Report Name: Campaigns"\n"Report Time: {time}"\n'
        f'"Report Aggregation: {aggregation}"\n"Rows: 1"\n\n'
    )


def read(tmp_path: Path, text: str, **declared: Any) -> dict[str, Any]:
    path = tmp_path / "report.csv"
    path.write_text(text, encoding="utf-8")
    return read_sample(Sample("microsoft_ads", path, path), declared)


@pytest.mark.parametrize("sign", ["@", "©"])
def test_the_footer_is_no_record(tmp_path: Path, sign: str) -> None:
    """Older reports have the other sign."""
    row = '"3/4/2026","Brand","1","10","0.70"\n'
    footer = f'\n"{sign}2026 Microsoft Corporation. All rights reserved. "\n'
    result = read(tmp_path, block("Daily") + HEADER + row + footer)
    assert result["skipped"]["footer"] == 1
    assert result["quarantined"] == []


@pytest.mark.parametrize("aggregation", ["Weekly", "Monthly", "Summary", "DayOfWeek"])
def test_a_longer_aggregation_is_refused(tmp_path: Path, aggregation: str) -> None:
    """TimePeriod bears the first days of weeks, which look like days."""
    report = block(aggregation) + HEADER + '"3/4/2026","Brand","1","10","0.70"\n'
    assert "no report by day" in read(tmp_path, report)["failed"]


@pytest.mark.parametrize("time", ["3/2/2026 - 3/8/2026", "3/2/2026,3/8/2026", "3/8/2026"])
def test_the_last_day_of_the_report_is_covered(tmp_path: Path, time: str) -> None:
    """A range, or a single day."""
    path = tmp_path / "report.csv"
    path.write_text(block("Daily", time) + HEADER, encoding="utf-8")
    assert CONNECTOR.last_day(Export(path)) == date(2026, 3, 8)


def test_an_id_in_brackets_is_the_id(tmp_path: Path) -> None:
    """Workbooks have them; the brackets of a name are its own."""
    rows = '"3/4/2026","[Brand]","[410000001]","10","0.70"\n"3/4/2026","[Brand]","--","10","0.7"\n'
    campaigns = read(tmp_path, HEADER + rows)["rows"]["campaigns"]
    assert [campaign["campaign_id"] for campaign in campaigns] == ["410000001", "[Brand]"]
    assert [campaign["id_is_derived"] for campaign in campaigns] == [False, True]


def test_an_edited_negative_keyword_is_two_changes(tmp_path: Path) -> None:
    """Both rows have ids of their own and count as keyword changes."""
    rows = (
        "3/3/2026 4:00:00 PM,Kim,Brand,1,,Campaign,Negative keyword,Removed,free,\n"
        "3/3/2026 4:00:00 PM,Kim,Brand,1,,Campaign,Negative keyword,Added,,free of charge\n"
    )
    found = read(tmp_path, CHANGES + rows)["rows"]["campaign_changes"]
    assert [change["category"] for change in found] == ["keyword", "keyword"]
    assert len({change["change_id"] for change in found}) == 2
    assert {change["changed_at"] for change in found} == {"2026-03-03 16:00:00+00:00"}


def test_changes_of_the_account_are_skipped(tmp_path: Path) -> None:
    """Users and whatever names no campaign."""
    rows = (
        "3/3/2026 4:00:00 PM,Kim,Brand,1,,User,Email,Changed,,\n"
        "3/3/2026 4:00:00 PM,Kim,,,,Call extension,Phone Number,Changed,,\n"
    )
    result = read(tmp_path, CHANGES + rows)
    assert result["skipped"] == {"change of the account": 2}


def test_the_system_is_a_rule(tmp_path: Path) -> None:
    """It acts under the name Administrator; nobody is unknown."""
    rows = (
        "3/3/2026 4:00:00 PM,Administrator,Brand,1,,Ad,Editorial status,Changed,,Active\n"
        "3/3/2026 4:00:00 PM,,Brand,1,,Campaign,Daily budget,Changed,1,2\n"
    )
    found = read(tmp_path, CHANGES + rows)["rows"]["campaign_changes"]
    assert [change["actor_type"] for change in found] == ["rule", "unknown"]


@pytest.mark.parametrize(
    ("item", "attribute", "expected"),
    [
        ("Campaign", "Daily budget", "budget"),
        ("Campaign", "Budget type", "budget"),
        ("Keyword", "Exact match bid", "bid"),
        ("Ad group", "Default broad match bid", "bid"),
        ("Keyword", "", "keyword"),
        ("Keyword", "Match type", "keyword"),
        ("Negative Keyword List", "Association", "keyword"),
        ("Ad", "", "creative"),
        ("Ad", "Ad title", "copy"),
        ("Ad", "Final URL", "landing_page"),
        ("Sitelink extension", "Association", "creative"),
        ("Sitelink extension", "Display Text", "copy"),
        ("Campaign", "Location exclusion", "audience"),
        ("Ad group", "Device", "placement"),
        ("Campaign", "Targeted days", "schedule"),
        ("Ad group", "Ad group", "rename"),
        ("Campaign", "Name", "rename"),
        ("Status", "Status", "status"),
        ("Campaign", "Pause status", "status"),
        ("Campaign", "", "other"),
        ("Campaign", "Tracking template", "other"),
    ],
)
def test_attribute_and_item_tell_the_category(item: str, attribute: str, expected: str) -> None:
    """An attribute is more specific than its item."""
    assert category(item, attribute) == expected
