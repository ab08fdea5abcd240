"""What is special about Meta: periods, grains, settings that differ by row, nameless campaigns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assets.connectors.meta_ads.categories import category_of_words
from tests.assets.connectors.samples import Sample, read_sample

HEADER = "Campaign name,Impressions,Amount spent (EUR),Ends"


def read(tmp_path: Path, text: str, name: str = "report.csv", **declared: Any) -> dict[str, Any]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sample(Sample("meta_ads", path, path), declared)


def event(event_type: str, **fields: str) -> dict[str, str]:
    """Return an activity of the API."""
    common = {"event_time": "2026-03-04T09:12:31+0000", "object_id": "7", "actor_name": "Kim"}
    return common | {"event_type": event_type} | fields


def changes(tmp_path: Path, *events: dict[str, str], **declared: Any) -> list[dict[str, Any]]:
    result = read(tmp_path, json.dumps(events), "activities.json", **declared)
    rows: list[dict[str, Any]] = result["rows"]["campaign_changes"]
    return rows


def test_a_period_is_no_day_and_a_period_of_one_day_is(tmp_path: Path) -> None:
    """The spend of a week would otherwise stand on its Monday."""
    rows = "2026-03-02,2026-03-08,A,70,7,\n2026-03-09,2026-03-09,A,10,1,\n"
    result = read(tmp_path, f"Reporting starts,Reporting ends,{HEADER}\n{rows}")
    [day] = result["rows"]["campaign_performance"]
    assert (day["date"], day["impressions"]) == ("2026-03-09", 10)
    assert sum(result["skipped"].values()) == 1


def test_an_ad_set_that_ends_does_not_end_its_campaign(tmp_path: Path) -> None:
    """On the tabs of ad sets and ads the dates are theirs."""
    of_campaign = read(tmp_path, f"Day,{HEADER}\n2026-03-02,A,10,1,2026-03-05\n")
    assert of_campaign["rows"]["campaigns"][0]["ended_at"].startswith("2026-03-05")
    of_ad_set = read(tmp_path, f"Day,Ad set name,{HEADER}\n2026-03-02,Men,A,10,1,2026-03-05\n")
    assert "ended_at" not in of_ad_set["rows"]["campaigns"][0]


def test_results_of_different_settings_are_not_added(tmp_path: Path) -> None:
    """A column of one event is read where it is declared."""
    text = "Day,Campaign name,Attribution setting,Results,Purchases\n"
    text += '2026-03-02,A,"7-day click, 1-day view",3,1\n2026-03-02,A,1-day click,2,1\n'
    [day] = read(tmp_path, text)["rows"]["campaign_performance"]
    assert "conversions" not in day
    declared = read(tmp_path, text, columns={"conversions": "Purchases"})
    [day] = declared["rows"]["campaign_performance"]
    assert float(day["conversions"]) == 2


@pytest.mark.parametrize("notice", ["No data available.", '"No data available.",,,,'])
def test_a_report_without_data_says_so_in_a_row(tmp_path: Path, notice: str) -> None:
    """It is no campaign of that name."""
    result = read(tmp_path, f"Day,{HEADER}\n{notice}\n")
    assert result["skipped"] == {"no data available": 1}
    assert result["quarantined"] == []


def test_a_repeated_header_is_read_once(tmp_path: Path) -> None:
    """Ads Manager writes `Ad set name` twice."""
    text = "Day,Campaign name,Ad set name,Impressions,Ad set name\n2026-03-02,A,Men,10,Men\n"
    [day] = read(tmp_path, text)["rows"]["campaign_performance"]
    assert day["impressions"] == 10


def test_a_day_in_numbers_is_not_guessed(tmp_path: Path) -> None:
    """01/08/2026 is in January or in August; the account says which."""
    text = "Jour;Nom de la campagne;Impressions\n01/08/2026;A;1 234\n"
    assert "date_order" in read(tmp_path, text)["quarantined"][0][3]
    [day] = read(tmp_path, text, date_order="dmy")["rows"]["campaign_performance"]
    assert (day["date"], day["impressions"]) == ("2026-08-01", 1234)


@pytest.mark.parametrize(
    ("event_type", "category"),
    [
        ("update_ad_set_bid_strategy", "bid"),
        ("update_ad_set_budget", "budget"),
        ("update_ad_set_target_spec", "audience"),
        ("update_ad_set_duration", "schedule"),
        ("create_ad", "creative"),
        ("update_campaign_name", "rename"),
        ("update_campaign_run_status", "status"),
        ("create_campaign_group", "other"),
        ("an_event_of_next_year", "other"),
    ],
)
def test_a_type_of_event_has_a_category(tmp_path: Path, event_type: str, category: str) -> None:
    """Renames, labels and states are no optimizations."""
    [change] = changes(tmp_path, event(event_type))
    assert change["category"] == category


@pytest.mark.parametrize(
    "event_type",
    ["ad_account_billing_charge", "add_images", "create_audience", "first_delivery_event"],
)
def test_what_changes_no_campaign_is_skipped(tmp_path: Path, event_type: str) -> None:
    """With its reason: billing, libraries, delivery."""
    assert changes(tmp_path, event(event_type)) == []


def test_a_change_of_an_ad_set_is_of_the_campaign_that_is_named(tmp_path: Path) -> None:
    """By the activity, or by what is declared; until then a note asks for it."""
    bare = event("update_ad_set_budget")
    [change] = changes(tmp_path, bare)
    assert change["campaign_id"] == "meta_ads:default:7"
    assert "1 change(s)" in read(tmp_path, json.dumps([bare]), "a.json")["notes"][0]
    [change] = changes(tmp_path, event("update_ad_set_budget", extra_data='{"campaign_id": "1"}'))
    assert change["campaign_id"] == "meta_ads:default:1"
    [change] = changes(tmp_path, bare, values={"campaign_id": {"7": "1"}})
    assert change["campaign_id"] == "meta_ads:default:1"


def test_who_acted(tmp_path: Path) -> None:
    """A declared application acts itself, Meta is a rule, and nobody is unknown."""
    events = [
        event("create_ad", application_name="bid-agent"),
        event("create_ad", application_name="Ads Manager", object_id="8"),
        event("create_ad", actor_name="Meta", object_id="9"),
        event("create_ad", actor_name="", object_id="10"),
    ]
    kinds = [c["actor_type"] for c in changes(tmp_path, *events, agents=["bid-agent"])]
    assert kinds == ["agent", "human", "rule", "unknown"]


def test_an_activity_has_one_id_in_every_export(tmp_path: Path) -> None:
    """Whatever stands before it in the file; another value is another change."""
    budget = event("update_campaign_budget", extra_data='{"new_value": "60"}')
    first = changes(tmp_path, budget)[0]["change_id"]
    later = changes(tmp_path, event("create_ad"), budget)[1]["change_id"]
    other = changes(tmp_path, budget | {"extra_data": '{"new_value": "70"}'})[0]["change_id"]
    assert first == later != other


@pytest.mark.parametrize(
    ("activity", "category"),
    [
        ("Campaign budget updated", "budget"),
        ("Ad set bid strategy updated", "bid"),
        ("Ad set audience updated", "audience"),
        ("Campaign name updated", "rename"),
        ("Campaign turned off", "status"),
        ("Ad created", "creative"),
        ("Ad set created", "other"),
    ],
)
def test_words_of_the_page_have_a_category(activity: str, category: str) -> None:
    """An item without a known word is `other`."""
    assert category_of_words(activity) == category
