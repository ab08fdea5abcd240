"""HubSpot's API: contacts, deals and e-mails land under the labels of their export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from assets.connectors.hubspot import api
from assets.lib.apis.accounts import ApiAccount
from assets.lib.apis.failures import FetchFailed
from assets.lib.apis.fetch import Fetched, fetch
from assets.lib.settings import Settings
from tests.assets.api_server import Answer, ApiServer, Asked, fetch_all, load, serving, switch_on
from tests.assets.builders import ask

TOKEN = "pat-eu1-demo"  # noqa: S105
OPTIONS = {"contact_properties": "lead_intent=Lead intent"}


def contact(number: int, changed: str, **more: Any) -> dict[str, Any]:
    properties = {
        "email": f"lead{number}@demo.example",
        "createdate": "2026-03-02T08:30:00.000Z",
        "lifecyclestage": "lead",
        "hs_analytics_source": "PAID_SEARCH",
        "hs_lifecyclestage_marketingqualifiedlead_date": "2026-03-03T09:00:00.000Z",
        "lead_intent": "High",
        "lastmodifieddate": changed,
    }
    return {"id": str(number), "properties": properties | more}


DEAL = {
    "id": "7001",
    "properties": {
        "dealname": "Deal 1",
        "dealstage": "closedlost",
        "amount": "1000.5",
        "closedate": "2026-04-01T10:00:00Z",
        "createdate": "2026-03-04T09:30:00Z",
        "hs_is_closed": "true",
        "hs_is_closed_won": "false",
        "hs_lastmodifieddate": "2026-04-01T10:00:00.123Z",
    },
    "associations": {
        "contacts": {
            "results": [
                {"id": "101", "type": "deal_to_contact"},
                {"id": "101", "type": "deal_to_contact_unlabeled"},
            ]
        }
    },
}


def email(number: int, sent: str, *, is_published: bool = True) -> dict[str, Any]:
    return {
        "id": f"17000000{number}",
        "name": f"Letter {number}",
        "subject": "Label every bid",
        "type": "BATCH_EMAIL",
        "state": "PUBLISHED" if is_published else "DRAFT",
        "isPublished": is_published,
        "publishDate": sent,
        "stats": {"counters": {"sent": 600, "delivered": 598, "click": 41}},
    }


class HubSpot:
    """A search that gives no more than its limit, in pages; lists with a cursor."""

    most_found = 10_000
    page_size = 2

    def __init__(self) -> None:
        self.contacts = [contact(101 + n, f"2026-03-0{n + 3}T10:00:00.{n}23Z") for n in range(3)]
        self.emails = [email(1, "2026-03-02T10:00:00Z"), email(2, "2026-03-09T10:00:00Z")]

    def __call__(self, asked: Asked) -> Answer:
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return Answer({"status": "error", "category": "INVALID_AUTHENTICATION"}, 401)
        if asked.path == "/crm/v3/objects/contacts/search":
            return self.search(asked.json)
        if asked.path == "/crm/v3/objects/deals":
            assert asked.params["associations"] == "contacts"
            return Answer({"results": [DEAL]})
        assert (asked.path, asked.params["includeStats"]) == ("/marketing/v3/emails", "true")
        after = int(asked.params.get("after", "0"))
        body: dict[str, Any] = {"results": self.emails[after : after + 1]}
        if after + 1 < len(self.emails):
            body["paging"] = {"next": {"after": str(after + 1)}}
        return Answer(body)

    def search(self, wanted: Any) -> Answer:
        [[condition]] = [group["filters"] for group in wanted["filterGroups"]]
        assert condition["operator"] == "GTE"
        assert {"email", "lead_intent"} <= set(wanted["properties"])
        since, after = int(condition["value"]), int(wanted.get("after", "0"))
        if after >= self.most_found:
            return Answer({"status": "error", "category": "VALIDATION_ERROR"}, 400)
        found = [one for one in self.contacts if in_milliseconds(one) >= since]
        found.sort(key=in_milliseconds)
        end = min(after + self.page_size, self.most_found)
        body: dict[str, Any] = {"total": len(found), "results": found[after:end]}
        if len(found) > end:
            body["paging"] = {"next": {"after": str(end)}}
        return Answer(body)


def in_milliseconds(one: dict[str, Any]) -> int:
    changed = datetime.fromisoformat(one["properties"]["lastmodifieddate"])
    return int(changed.timestamp() * 1000)


@pytest.fixture
def hubspot(settings: Settings) -> Iterator[tuple[HubSpot, ApiServer]]:
    tool = HubSpot()
    with serving(tool) as server:
        switch_on(settings, "hubspot", server, OPTIONS, {"access_token": TOKEN})
        yield tool, server


@pytest.mark.usefixtures("hubspot")
def test_contacts_deals_and_emails_are_loaded(settings: Settings) -> None:
    """A deal tells of its contact; an e-mail is a campaign on its day."""
    assert [landed.records for landed in fetch_all(settings)] == [3, 1, 2]
    assert load(settings) == [("loaded", 0)] * 3
    leads = """
        select lead_id, intent, channel, entered_pipeline_at::varchar
        from raw.leads where intent is not null order by lead_id
    """
    assert ask(settings, leads)[0] == ("101", "high", "paid_search", "2026-03-03 09:00:00")
    lost = "select lead_id, amount from raw.leads where lost_at is not null"
    assert [row[0] for row in ask(settings, lost)] == ["101"]
    days = "select date::varchar, impressions, clicks from raw.campaign_performance order by 1"
    assert ask(settings, days) == [("2026-03-02", 598, 41), ("2026-03-09", 598, 41)]


def test_only_contacts_that_changed_are_searched_for(
    settings: Settings, hubspot: tuple[HubSpot, ApiServer]
) -> None:
    """From an hour before the last change, because the index of the search is late."""
    tool, server = hubspot
    fetch_all(settings)
    server.asked.clear()
    tool.contacts[0] = contact(101, "2026-03-09T10:00:00.000Z", lifecyclestage="customer")
    contacts, *_ = fetch_all(settings)
    assert contacts.records == 2
    [[condition]] = [group["filters"] for group in server.asked[0].json["filterGroups"]]
    asked_from = datetime.fromtimestamp(int(condition["value"]) / 1000).astimezone()
    assert asked_from == datetime.fromisoformat("2026-03-05T09:00:00Z")


def test_a_search_goes_on_where_its_limit_cuts_it_off(
    settings: Settings, hubspot: tuple[HubSpot, ApiServer]
) -> None:
    """With the last one's instant, so that none of that instant is left out."""
    tool, server = hubspot
    tool.most_found = 4
    tool.contacts = [contact(101 + n, f"2026-03-03T10:00:0{n // 2}.000Z") for n in range(9)]
    assert limited(settings, server, most_found=4).records >= 9
    load(settings)
    [[number]] = ask(settings, "select count(distinct lead_id) from raw.leads")
    assert number == 9


def test_a_search_with_more_of_one_instant_than_it_gives_fails(
    settings: Settings, hubspot: tuple[HubSpot, ApiServer]
) -> None:
    """Going on would leave the others out."""
    tool, server = hubspot
    tool.most_found = 4
    tool.contacts = [contact(101 + n, "2026-03-03T10:00:00.000Z") for n in range(6)]
    with pytest.raises(FetchFailed, match="more than 4 records are of one instant"):
        limited(settings, server, most_found=4)


def limited(settings: Settings, server: ApiServer, *, most_found: int) -> Fetched:
    """Fetch contacts alone, as if a search gave no more than so many."""
    paginator = {**api.CONTACTS.endpoint["paginator"], "limit": most_found}
    contacts = replace(api.CONTACTS, endpoint={**api.CONTACTS.endpoint, "paginator": paginator})
    options = {name: option.default or "" for name, option in api.API.all_options.items()}
    given = options | OPTIONS | {"base_url": server.url, "since": "2026-01-01"}
    account = ApiAccount(replace(api.API, files=(contacts,)), "default", given, "Europe/Berlin")
    landed: list[Fetched] = []
    fetch(settings, account, landed.append)
    return landed[0]
