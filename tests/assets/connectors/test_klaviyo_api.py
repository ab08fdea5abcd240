"""Klaviyo's API: its campaigns and its report land as the export that the connector reads."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from assets.lib.apis.failures import FetchFailed
from assets.lib.settings import Settings
from tests.assets.api_server import Answer, ApiServer, Asked, fetch_all, load, serving, switch_on
from tests.assets.builders import ask

KEY = "pk_0123456789"
PERFORMANCE = """
    select split_part(campaign_id, ':', 3), date::varchar, impressions, clicks, conversions,
        conversion_value
    from raw.campaign_performance order by _loaded_at, date, campaign_id
"""


def campaign(
    number: int, sent: str | None, name: str = "Spring letter", status: str = "Sent"
) -> dict[str, Any]:
    return {
        "type": "campaign",
        "id": f"01HQ{number:022}",
        "attributes": {"name": name, "status": status, "send_time": sent},
    }


class Klaviyo:
    """Two pages of e-mails and one text message, with a report of two pages."""

    def __init__(self) -> None:
        self.emails = [
            [campaign(1, "2026-03-02T09:00:00+00:00"), campaign(2, "2026-03-02T22:30:00+00:00")],
            [campaign(3, "2026-03-09T09:00:00+00:00"), campaign(4, None, "Draft")],
        ]
        self.texts = [campaign(5, "2026-03-09T12:00:00+00:00", "Reminder")]
        self.delivered = {1: 598, 2: 400, 3: 700, 5: 90}

    def __call__(self, asked: Asked) -> Answer:
        if asked.headers.get("authorization") != f"Klaviyo-API-Key {KEY}":
            body = {"errors": [{"code": "not_authenticated", "detail": "for owner@demo.example"}]}
            return Answer(body, 401)
        assert asked.headers["revision"]
        url = f"http://{asked.headers['host']}{asked.path}"
        if asked.path == "/api/campaign-values-reports":
            return self.report(asked)
        channel = asked.params["filter"]
        assert channel.startswith("equals(messages.channel,")
        if "'email'" not in channel:
            return Answer(
                {"data": self.texts if "'sms'" in channel else [], "links": {"next": None}}
            )
        page = int(asked.params.get("page[cursor]", "0"))
        more = f"{url}?filter=equals(messages.channel,'email')&page%5Bcursor%5D={page + 1}"
        is_last = page + 1 == len(self.emails)
        return Answer({"data": self.emails[page], "links": {"next": None if is_last else more}})

    def report(self, asked: Asked) -> Answer:
        wanted = asked.json["data"]["attributes"]
        assert wanted["conversion_metric_id"] == "RESQ6t"
        results = [
            {
                "groupings": {"campaign_id": f"01HQ{n:022}", "send_channel": "email"},
                "statistics": {
                    "delivered": d,
                    "clicks": 50,
                    "conversion_uniques": 2,
                    "conversion_value": 140.5,
                    "recipients": d + 2,
                },
            }
            for n, d in self.delivered.items()
        ]
        page = int(asked.params.get("page_cursor", "0"))
        more = f"http://{asked.headers['host']}{asked.path}?page_cursor={page + 1}"
        return Answer(
            {
                "data": {"attributes": {"results": results[2 * page : 2 * page + 2]}},
                "links": {"next": more if len(results) > 2 * page + 2 else None},
            }
        )


@pytest.fixture
def klaviyo(settings: Settings) -> Iterator[tuple[Klaviyo, ApiServer]]:
    tool = Klaviyo()
    with serving(tool) as server:
        switch_on(settings, "klaviyo", server, {"conversion_metric_id": "RESQ6t"}, {"api_key": KEY})
        yield tool, server


@pytest.mark.usefixtures("klaviyo")
def test_campaigns_of_every_page_and_channel_are_loaded(settings: Settings) -> None:
    """With the report's numbers on the day of sending; a draft is a campaign without days."""
    [landed] = fetch_all(settings)
    assert landed.records == 5
    assert load(settings) == [("loaded", 0)]
    assert ask(settings, PERFORMANCE) == [
        ("01HQ0000000000000000000001", "2026-03-02", 598, 50, 2, Decimal("140.5")),
        ("01HQ0000000000000000000002", "2026-03-02", 400, 50, 2, Decimal("140.5")),
        ("01HQ0000000000000000000003", "2026-03-09", 700, 50, 2, Decimal("140.5")),
        ("01HQ0000000000000000000005", "2026-03-09", 90, 50, 2, Decimal("140.5")),
    ]
    names = ask(settings, "select name, channel from raw.campaigns order by campaign_id")
    assert names[3:] == [("Draft", "email"), ("Reminder", "email")]


def test_the_first_day_of_a_window_is_landed_as_a_whole(
    settings: Settings, klaviyo: tuple[Klaviyo, ApiServer]
) -> None:
    """The day is one of the account's zone: half of it would erase the rest of the day."""
    tool, _ = klaviyo
    tool.emails = [
        [
            campaign(1, "2026-02-06T22:30:00+00:00"),  # 23:30 in Berlin
            campaign(2, "2026-02-06T23:30:00+00:00"),  # half past midnight
            campaign(3, "2026-03-09T09:00:00+00:00"),
        ]
    ]
    tool.texts = []
    fetch_all(settings)
    [second] = fetch_all(settings)
    assert second.records == 2  # thirty days before the last one
    load(settings)
    assert ask(
        settings, "select distinct date::varchar from raw.campaign_performance order by 1"
    ) == [
        ("2026-02-06",),
        ("2026-02-07",),
        ("2026-03-09",),
    ]


def test_a_campaign_that_is_planned_has_no_day(
    settings: Settings, klaviyo: tuple[Klaviyo, ApiServer]
) -> None:
    """It is a campaign by now, and has a day when it is sent."""
    tool, _ = klaviyo
    tool.texts = [campaign(7, "2030-03-02T09:00:00+00:00", "Next season", "Scheduled")]
    fetch_all(settings)
    load(settings)
    planned = "select launched_at from raw.campaigns where name = 'Next season'"
    assert ask(settings, planned) == [(None,)]
    assert ask(settings, "select max(date)::varchar from raw.campaign_performance") == [
        ("2026-03-09",)
    ]


def test_a_refused_key_is_one_line_without_the_key(
    settings: Settings, klaviyo: tuple[Klaviyo, ApiServer]
) -> None:
    """It names the API, the account and where the key goes, and quotes nothing that was said."""
    _, server = klaviyo
    switch_on(
        settings, "klaviyo", server, {"conversion_metric_id": "RESQ6t"}, {"api_key": "pk_old"}
    )
    with pytest.raises(FetchFailed) as refused:
        fetch_all(settings)
    said = str(refused.value)
    assert said.startswith(
        "klaviyo, account default, campaigns: Klaviyo refuses the secret "
        "(HTTP 401, not_authenticated)"
    )
    assert "SOURCES__KLAVIYO__API_KEY" in said
    assert "\n" not in said
    assert "pk_old" not in said
    assert "owner@demo.example" not in said
    assert not list(settings.landing.rglob("*campaigns*"))
