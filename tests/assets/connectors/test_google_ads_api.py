"""The Google Ads API: streams of its queries land as the three downloads that are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from assets.connectors.google_ads import api
from assets.connectors.google_ads.categories import category
from assets.connectors.google_ads.change_events import describe_event, name_actor
from assets.lib.apis.accounts import ApiAccount
from assets.lib.apis.failures import FetchFailed
from assets.lib.apis.fetch import Fetched, fetch
from assets.lib.settings import Settings
from tests.assets.api_server import Answer, ApiServer, Asked, fetch_all, load, serving, switch_on
from tests.assets.builders import ask

SECRETS = {
    "developer_token": "dev0",
    "client_id": "id.apps",
    "client_secret": "hush",
    "refresh_token": "1//refresh",
}
OPTIONS = {"customer_id": "1234567890", "login_customer_id": "9876543210"}
TODAY = datetime.now(UTC).date()
CAMPAIGN = {
    "resourceName": "customers/1234567890/campaigns/204",
    "id": "204",
    "name": "Brand | Search | EN",
    "status": "ENABLED",
    "advertisingChannelType": "SEARCH",
    "campaignBudget": "customers/1234567890/campaignBudgets/7",
    "startDateTime": "2026-01-12 00:00:00",
}


def days_ago(number: int) -> str:
    return f"{TODAY - timedelta(days=number)}"


def day(ago: int, clicks: int = 50) -> dict[str, Any]:
    return {
        "campaign": CAMPAIGN,
        "customer": {"currencyCode": "EUR"},
        "segments": {"date": days_ago(ago)},
        "metrics": {
            "impressions": "310",
            "clicks": f"{clicks}",
            "costMicros": "21050000",
            "conversions": 1.5,
            "conversionsValue": 99.9,
        },
    }


def event(at: str, number: int, **more: Any) -> dict[str, Any]:
    """Return a raised budget, whose event names no campaign."""
    own = {
        "resourceName": f"customers/1234567890/changeEvents/{number}~1~0",
        "changeDateTime": at,
        "changeResourceName": "customers/1234567890/campaignBudgets/7",
        "changeResourceType": "CAMPAIGN_BUDGET",
        "resourceChangeOperation": "UPDATE",
        "changedFields": "amountMicros",
        "oldResource": {"campaignBudget": {"amountMicros": "50000000"}},
        "newResource": {"campaignBudget": {"amountMicros": "60000000"}},
        "userEmail": "orchestrator@demo.example",
        "clientType": "GOOGLE_ADS_WEB_CLIENT",
    }
    return {"changeEvent": own | more}


class GoogleAds:
    """Streams in parts; change events of the last thirty days alone, at most so many a query."""

    most_events = 10_000

    def __init__(self) -> None:
        self.days = [day(40), day(3), day(2)]
        self.events = [event(f"{days_ago(3)} 04:33:20.123456", n) for n in (1, 2)]

    def __call__(self, asked: Asked) -> Answer:
        if asked.path == "/token":
            wanted = {key: SECRETS[key] for key in ("client_id", "client_secret", "refresh_token")}
            if asked.form != {"grant_type": "refresh_token", **wanted}:
                return Answer({"error": "invalid_grant", "error_description": "Expired"}, 400)
            return Answer({"access_token": "ya29.demo", "expires_in": 3599})
        assert asked.headers["developer-token"] == "dev0"
        assert asked.headers["login-customer-id"] == "9876543210"
        if asked.headers.get("authorization") != "Bearer ya29.demo":
            return Answer({"error": {"code": 401, "status": "UNAUTHENTICATED"}}, 401)
        assert asked.path == "/customers/1234567890/googleAds:searchStream"
        return self.answer(asked.json["query"])

    def answer(self, query: str) -> Answer:
        if "FROM change_event" in query:
            return self.change_events(query)
        if "segments.date" in query:
            [(first, last)] = re.findall(r"BETWEEN '(\S+)' AND '(\S+)'", query)
            return in_parts([d for d in self.days if first <= d["segments"]["date"] <= last])
        row = {"campaign": CAMPAIGN, "customer": {"currencyCode": "EUR"}}
        return in_parts([row | {"campaignBudget": {"amountMicros": "60000000"}}])

    def change_events(self, query: str) -> Answer:
        [first] = re.findall(r"change_date_time >= '([^']+)'", query)
        assert "ORDER BY change_event.change_date_time ASC LIMIT" in query
        if first < days_ago(30):
            code = {"changeEventError": "START_DATE_TOO_OLD"}
            detail = {"errors": [{"errorCode": code}]}
            return Answer(
                {"error": {"code": 400, "status": "INVALID_ARGUMENT", "details": [detail]}}, 400
            )
        found = [e for e in self.events if e["changeEvent"]["changeDateTime"] >= first]
        found.sort(key=lambda e: str(e["changeEvent"]["changeDateTime"]))
        return in_parts(found[: self.most_events])


def in_parts(rows: list[dict[str, Any]]) -> Answer:
    parts = [rows[start : start + 2] for start in range(0, len(rows), 2)]
    return Answer([{"results": part, "fieldMask": "x", "requestId": "r"} for part in parts])


@pytest.fixture
def google_ads(settings: Settings) -> Iterator[tuple[GoogleAds, ApiServer]]:
    tool = GoogleAds()
    with serving(tool) as server:
        switch_on(
            settings, "google_ads", server, OPTIONS | {"token_url": f"{server.url}/token"}, SECRETS
        )
        yield tool, server


@pytest.mark.usefixtures("google_ads")
def test_campaigns_days_and_changes_are_loaded(settings: Settings) -> None:
    """Amounts are no micros any more, and a change of a budget is one of its campaign."""
    assert [landed.records for landed in fetch_all(settings)] == [1, 3, 2]
    assert load(settings) == [("loaded", 0)] * 3
    campaigns = "select campaign_id, channel, budget, launched_at::varchar from raw.campaigns"
    assert ("204", "search", 60, "2026-01-11 23:00:00") in ask(settings, campaigns)
    days = "select date::varchar, clicks, cost, currency from raw.campaign_performance order by 1"
    assert ask(settings, days)[1] == (days_ago(3), 50, Decimal("21.05"), "EUR")
    changes = """
        select
            split_part(campaign_id, ':', 3), category, description, actor,
            count(distinct change_id)
        from raw.campaign_changes group by all
    """
    assert ask(settings, changes) == [
        (
            "204",
            "budget",
            "Campaign budget changed\nBudget amount changed from 50 to 60",
            "orchestrator@demo.example",
            2,
        )
    ]


def test_the_second_fetch_asks_for_days_that_are_restated_and_new_changes(
    settings: Settings, google_ads: tuple[GoogleAds, ApiServer]
) -> None:
    """The same change is no second one, and a restated day replaces itself."""
    tool, server = google_ads
    fetch_all(settings)
    server.asked.clear()
    tool.days[2] = day(2, clicks=55)
    tool.events.append(event(f"{days_ago(1)} 10:00:00.5", 3))
    _, days, changes = fetch_all(settings)
    assert (days.records, changes.records) == (2, 3)
    queries = [asked.json["query"] for asked in server.asked if asked.json]
    assert f"BETWEEN '{days_ago(32)}'" in queries[1]
    assert f"change_date_time >= '{days_ago(3)} 04:23:20'" in queries[3]
    load(settings)
    ids = "select count(distinct change_id) from raw.campaign_changes"
    assert ask(settings, ids) == [(3,)]


def test_changes_that_google_forgets_are_not_asked_for(
    settings: Settings, google_ads: tuple[GoogleAds, ApiServer]
) -> None:
    """A query of a longer time is refused as a whole."""
    _, server = google_ads
    fetch_all(settings)
    [first] = re.findall(r"change_date_time >= '(\S+)", server.asked[-1].json["query"])
    assert first == days_ago(28)


def test_changes_go_on_where_the_limit_cuts_them_off(
    settings: Settings, google_ads: tuple[GoogleAds, ApiServer]
) -> None:
    """From the last event on; what comes twice counts once."""
    tool, server = google_ads
    tool.most_events = 3
    tool.events = [event(f"{days_ago(3)} 04:33:2{n // 2}.5", n) for n in range(7)]
    query = {**api.CHANGES.endpoint["paginator"], "limit": 3}
    changes = replace(api.CHANGES, endpoint={**api.CHANGES.endpoint, "paginator": query})
    options = {name: option.default or "" for name, option in api.API.all_options.items()}
    given = options | OPTIONS | {"base_url": server.url, "token_url": f"{server.url}/token"}
    account = ApiAccount(replace(api.API, files=(changes,)), "default", given, "Europe/Berlin")
    landed: list[Fetched] = []
    fetch(settings, account, landed.append)
    assert landed[0].records == 7


def test_a_refresh_token_that_was_taken_back_is_one_line(
    settings: Settings, google_ads: tuple[GoogleAds, ApiServer]
) -> None:
    """Nothing was asked of the account yet."""
    _, server = google_ads
    options = OPTIONS | {"token_url": f"{server.url}/token"}
    switch_on(settings, "google_ads", server, options, SECRETS | {"refresh_token": "0ld"})
    with pytest.raises(FetchFailed, match=r"refuses the secret \(HTTP 400, invalid_grant\)"):
        fetch_all(settings)
    assert {asked.path for asked in server.asked} == {"/token"}


@pytest.mark.parametrize(
    ("more", "said", "kind"),
    [
        (
            {
                "changeResourceType": "CAMPAIGN",
                "changedFields": "status",
                "oldResource": {"campaign": {"status": "ENABLED"}},
                "newResource": {"campaign": {"status": "PAUSED"}},
            },
            "Campaign changed\n  Status changed from enabled to paused",
            "status",
        ),
        (
            {
                "changeResourceType": "AD_GROUP_CRITERION",
                "resourceChangeOperation": "CREATE",
                "newResource": {"adGroupCriterion": {"type": "KEYWORD", "negative": True}},
            },
            "Keyword created",
            "keyword",
        ),
        (
            {
                "changeResourceType": "AD",
                "changedFields": "responsiveSearchAd.headlines,finalUrls",
                "newResource": {"ad": {"finalUrls": ["https://demo.example"]}},
            },
            "Ad changed\n  Headlines changed\n  Final URL changed",
            "copy",
        ),
        (
            {
                "changeResourceType": "AD_GROUP",
                "changedFields": "cpcBidMicros",
                "oldResource": {"adGroup": {"cpcBidMicros": "410000"}},
                "newResource": {"adGroup": {"cpcBidMicros": "500000"}},
            },
            "Ad group changed\n  Max CPC changed from 0.41 to 0.5",
            "bid",
        ),
        (
            {
                "changeResourceType": "CAMPAIGN",
                "changedFields": "networkSettings.targetSearchNetwork,geoTargetTypeSetting.x",
            },
            "Campaign changed\n  Network setting changed\n  Location option changed",
            "audience",
        ),
        (
            {"changeResourceType": "CAMPAIGN_ASSET", "resourceChangeOperation": "REMOVE"},
            "Asset removed",
            "creative",
        ),
    ],
)
def test_an_event_is_told_in_the_words_of_the_change_history(
    more: dict[str, Any], said: str, kind: str
) -> None:
    """So that it has the category that the download gives it."""
    row = event("2026-03-02 08:00:00", 1, **more)
    assert describe_event(row) == said
    assert category(said.split("\n")) == kind


def test_what_acts_by_itself_is_named() -> None:
    """An automated rule acts under the e-mail of whoever made it."""
    by_rule = event("2026-03-02 08:00:00", 1, clientType="GOOGLE_ADS_AUTOMATED_RULE")
    assert name_actor(by_rule) == "Google Ads automated rule"
