"""Klaviyo has a record a variant, and campaigns that are no e-mails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.assets.connectors.samples import Sample, read_sample

HEADER = (
    "Campaign Name,Subject,Send Time,Total Recipients,Successful Deliveries,Total Clicks,"
    "Unique Placed Order,Revenue,Campaign ID"
)
SENT = "2026-03-02 10:00:00,600"


def read(tmp_path: Path, text: str, **declared: Any) -> dict[str, Any]:
    path = tmp_path / "campaigns.csv"
    path.write_text(text, encoding="utf-8")
    return read_sample(Sample("klaviyo", path, path), declared)


def test_variants_are_added_up_and_their_summary_is_not(tmp_path: Path) -> None:
    """It would count them twice."""
    text = (
        f"{HEADER},Variant Name\n"
        f"Letter,[MULTIPLE VARIATIONS],{SENT},30,7,3,30,01H,\n"
        f"Letter,Hello,{SENT},10,3,1,10,01H,A\n"
        f"Letter,Hi,{SENT},20,4,2,20,01H,B\n"
    )
    result = read(tmp_path, text)
    [day] = result["rows"]["campaign_performance"]
    assert (day["impressions"], day["clicks"], float(day["conversions"])) == (30, 7, 3)
    assert result["skipped"]["summary of the variants of a campaign"] == 1
    assert len(result["rows"]["campaigns"]) == 1


def test_a_campaign_of_several_variants_counts_where_they_have_no_records(tmp_path: Path) -> None:
    """The export without the column has one record a campaign."""
    text = f"{HEADER}\nLetter,[MULTIPLE VARIATIONS],{SENT},30,7,3,30,01H\n"
    [day] = read(tmp_path, text)["rows"]["campaign_performance"]
    assert day["impressions"] == 30


def test_the_channel_is_the_campaigns_own(tmp_path: Path) -> None:
    """Older exports have e-mails alone, and no such column."""
    row = f"Letter,Hello,{SENT},30,7,3,30,01H"
    [campaign] = read(tmp_path, f"{HEADER},Campaign Channel\n{row},SMS\n")["rows"]["campaigns"]
    assert campaign["channel"] == "sms"
    [campaign] = read(tmp_path, f"{HEADER}\n{row}\n")["rows"]["campaigns"]
    assert campaign["channel"] == "email"


def test_another_event_that_counts_is_declared(tmp_path: Path) -> None:
    """Not every account sells."""
    row = f"Letter,Hello,{SENT},30,7,3,30,01H,5"
    columns = {"conversions": "Unique Subscription Started"}
    text = f"{HEADER},Unique Subscription Started\n{row}\n"
    [day] = read(tmp_path, text, columns=columns)["rows"]["campaign_performance"]
    assert float(day["conversions"]) == 5


def test_flows_are_refused_by_name(tmp_path: Path) -> None:
    """They send on many days."""
    assert "flows" in read(tmp_path, "Day,Flow ID,Delivered\n2026-03-02,X,1\n")["failed"]
