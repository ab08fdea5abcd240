"""Mailchimp reports each e-mail once, on the clock of the account."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.assets.connectors.samples import Sample, read_sample

HEADER = (
    "Title,Subject,Send Date,Total Recipients,Successful Deliveries,Total Opens,Total Clicks,"
    "Unique Id,Total Revenue\n"
)


def read(tmp_path: Path, text: str, **declared: Any) -> dict[str, Any]:
    path = tmp_path / "reports.csv"
    path.write_text(text, encoding="utf-8")
    return read_sample(Sample("mailchimp", path, path), declared)


def test_a_delivered_e_mail_is_an_impression_and_an_open_is_no_click(tmp_path: Path) -> None:
    """The day is the one of sending on the account's clock."""
    row = 'Letter,Hello,"Mar 02, 2026 11:30 pm",1200,"1,196",600,90,a1,"$1,210.00"\n'
    rows = read(tmp_path, HEADER + row, timezone="America/New_York", currency="USD")["rows"]
    [day], [campaign] = rows["campaign_performance"], rows["campaigns"]
    assert (day["date"], day["impressions"], day["clicks"]) == ("2026-03-02", 1196, 90)
    assert day["conversion_value"].startswith("1210.00")
    assert campaign["launched_at"] == campaign["ended_at"] == "2026-03-03 04:30:00+00:00"
    assert campaign["channel"] == "email"


def test_a_campaign_that_was_not_sent_has_no_day(tmp_path: Path) -> None:
    """It is a campaign nevertheless."""
    result = read(tmp_path, HEADER + "Letter,Hello,,0,0,0,0,a1,\n")
    assert result["rows"]["campaign_performance"] == result["quarantined"] == []
    assert "launched_at" not in result["rows"]["campaigns"][0]


def test_an_e_mail_without_a_title_has_its_subject(tmp_path: Path) -> None:
    """Mailchimp asks for no title."""
    [campaign] = read(tmp_path, HEADER + ",Hello,,0,0,0,0,a1,\n")["rows"]["campaigns"]
    assert campaign["name"] == "Hello"


def test_people_are_refused_by_name(tmp_path: Path) -> None:
    """No address of theirs is in the reason."""
    failed = read(tmp_path, "Email Address,First Name,LEID\nlead@demo.example,Kim,1\n")["failed"]
    assert "audience" in failed
    assert "@" not in failed
