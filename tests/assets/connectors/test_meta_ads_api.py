"""Meta's Marketing API: insights and activities land as what the connector reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from assets.lib.apis.failures import FetchFailed
from assets.lib.settings import Settings
from tests.assets.api_server import Answer, ApiServer, Asked, fetch_all, load, serving, switch_on
from tests.assets.builders import ask

TOKEN = "EAAG-demo"  # noqa: S105
OPTIONS = {"account_id": "42"}
CAMPAIGNS = [
    {
        "id": "23850000000000017",
        "effective_status": "ACTIVE",
        "start_time": "2026-03-01T09:00:00+0100",
    }
]
AD_SETS = [{"id": "23850000000000108", "campaign_id": "23850000000000017"}]


def day(date: str, spend: str = "45.10", **more: Any) -> dict[str, Any]:
    return {
        "campaign_id": "23850000000000017",
        "campaign_name": "Spring launch",
        "objective": "OUTCOME_LEADS",
        "impressions": "1200",
        "inline_link_clicks": "31",
        "spend": spend,
        "account_currency": "EUR",
        "date_start": date,
        "date_stop": date,
    } | more


def activity(at: str, object_id: str, event: str) -> dict[str, Any]:
    return {
        "actor_id": "1",
        "actor_name": "Content Lead",
        "event_time": at,
        "event_type": event,
        "object_id": object_id,
        "object_name": "Spring launch",
        "translated_event_type": "Budget updated",
        "extra_data": json.dumps({"old_value": "50", "new_value": "60"}),
    }


class Meta:
    """Edges in pages of one, whose addresses hold the token; errors come as 400 with a code."""

    def __init__(self) -> None:
        self.days = [day("2026-03-02"), day("2026-03-03"), day("2026-03-31")]
        self.account_days = {"2026-03-02": "45.10", "2026-03-03": "45.10", "2026-03-31": "45.10"}
        self.activities = [
            activity("2026-03-04T09:12:00+0000", "23850000000000017", "update_campaign_budget"),
            activity("2026-03-05T09:12:00+0000", "23850000000000108", "update_ad_set_bid_strategy"),
        ]

    def __call__(self, asked: Asked) -> Answer:
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return refused(190, "OAuthException")
        assert asked.path.startswith("/act_42/")
        edge = asked.path.rpartition("/")[2]
        return page(asked, self.of_edge(edge, asked.params))

    def of_edge(self, edge: str, params: Any) -> list[dict[str, Any]]:
        if edge == "insights":
            window = json.loads(params["time_range"])
            assert params["time_increment"] == "1"
            if params["level"] == "account":
                return [
                    {"spend": spend, "date_start": date, "date_stop": date}
                    for date, spend in self.account_days.items()
                    if window["since"] <= date <= window["until"]
                ]
            return [d for d in self.days if window["since"] <= d["date_start"] <= window["until"]]
        if edge == "activities":
            return [a for a in self.activities if a["event_time"] >= params["since"]]
        return {"campaigns": CAMPAIGNS, "adsets": AD_SETS, "ads": []}[edge]


def refused(code: int, kind: str) -> Answer:
    message = "Error validating access token of Content Lead"
    return Answer({"error": {"message": message, "type": kind, "code": code}}, 400)


def page(asked: Asked, records: list[dict[str, Any]]) -> Answer:
    start = int(asked.params.get("after", "0"))
    paging: dict[str, Any] = {"cursors": {"before": "b", "after": "a"}}
    if start + 1 < len(records):
        params = {**asked.params, "after": str(start + 1), "access_token": TOKEN}
        query = "&".join(f"{key}={value}" for key, value in params.items())
        paging["next"] = f"http://{asked.headers['host']}{asked.path}?{query}"
    return Answer({"data": records[start : start + 1], "paging": paging})


@pytest.fixture
def meta(settings: Settings) -> Iterator[tuple[Meta, ApiServer]]:
    tool = Meta()
    with serving(tool) as server:
        switch_on(settings, "meta_ads", server, OPTIONS, {"access_token": TOKEN})
        yield tool, server


def test_days_and_activities_are_loaded(settings: Settings, meta: tuple[Meta, ApiServer]) -> None:
    """With the campaign's start, and the campaign of an ad set; the token stays in the header."""
    _, server = meta
    days, activities = fetch_all(settings)
    assert (days.records, activities.records, days.notes) == (3, 2, ())
    assert load(settings) == [("loaded", 0)] * 2
    assert not any("access_token" in asked.params for asked in server.asked)
    performance = """
        select date::varchar, impressions, clicks, cost::varchar, currency
        from raw.campaign_performance order by 1
    """
    assert ask(settings, performance)[0] == ("2026-03-02", 1200, 31, "45.1000000000", "EUR")
    started = "select distinct name, launched_at::varchar, ended_at from raw.campaigns"
    assert ask(settings, started) == [("Spring launch", "2026-02-28 23:00:00", None)]
    changes = "select campaign_id, category from raw.campaign_changes order by changed_at"
    campaign = "meta_ads:default:23850000000000017"
    assert ask(settings, changes) == [(campaign, "budget"), (campaign, "bid")]


def test_sums_are_held_against_the_account_s_own(
    settings: Settings, meta: tuple[Meta, ApiServer]
) -> None:
    """A day on which the account spent more than its campaigns is named."""
    tool, _ = meta
    tool.account_days["2026-03-03"] = "50.00"
    days, _ = fetch_all(settings)
    [note] = days.notes
    assert note.startswith("2026-03-03: the campaigns spent 45.10, and the account 50.00")


def test_the_second_fetch_asks_for_the_days_that_meta_restates(
    settings: Settings, meta: tuple[Meta, ApiServer]
) -> None:
    """Twenty-eight days, as a whole; activities from the day before the last one."""
    tool, server = meta
    fetch_all(settings)
    server.asked.clear()
    tool.days[2] = day("2026-03-31", spend="50.00")
    tool.account_days["2026-03-31"] = "50.00"
    days, _ = fetch_all(settings)
    assert days.records == 2
    asked = [one.params for one in server.asked]
    assert '"since":"2026-03-03"' in asked[1]["time_range"]
    assert [one["since"] for one in asked if "since" in one] == ["2026-03-04"] * 2
    load(settings)
    spent = """
        select max_by(cost, _loaded_at)::varchar from raw.campaign_performance
        where date = '2026-03-31'
    """
    assert ask(settings, spent) == [("50.0000000000",)]


def test_a_token_that_has_expired_is_one_line(
    settings: Settings, meta: tuple[Meta, ApiServer]
) -> None:
    """Meta says so with the status of a wrong request; its sentence names a person."""
    _, server = meta
    server.fails(refused(190, "OAuthException"), times=9, at=3)
    with pytest.raises(FetchFailed) as failed:
        fetch_all(settings)
    assert "meta_ads, account default, campaigns-by-day: Meta's Marketing API refuses the" in str(
        failed.value
    )
    assert "SOURCES__META_ADS__ACCESS_TOKEN" in str(failed.value)
    assert "Content Lead" not in str(failed.value)


def test_a_limit_that_comes_as_a_wrong_request_is_waited_for(
    settings: Settings, meta: tuple[Meta, ApiServer]
) -> None:
    """Code 80004 asks for patience, as 429 does elsewhere."""
    _, server = meta
    server.fails(refused(80004, "OAuthException"), times=1, at=2)
    days, _ = fetch_all(settings)
    assert days.records == 3


def test_currencies_that_differ_are_refused(
    settings: Settings, meta: tuple[Meta, ApiServer]
) -> None:
    """The header names one for all."""
    tool, _ = meta
    tool.days[1] = day("2026-03-03", account_currency="USD")
    with pytest.raises(FetchFailed, match="its records differ in currency; none were landed"):
        fetch_all(settings)
    assert not list(settings.landing.rglob("*.csv"))
