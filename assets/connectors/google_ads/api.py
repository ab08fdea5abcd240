"""The Google Ads API: campaigns, their days and change events, as the downloads have them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from assets.connectors.google_ads.change_events import describe_event, name_actor
from assets.lib.apis.declaration import Api, Ask, Cursor, File, Option, Read, Record, at

_MICROS = 1_000_000
_MOST_EVENTS = 10_000
"""A query of change events gives no more."""

_CAMPAIGN = (
    "campaign.id, campaign.name, campaign.status, campaign.advertising_channel_type, "
    "customer.currency_code"
)
_SINCE = re.compile(r"(change_date_time >= )'[^']*'")


def _query(text: str, **more: Any) -> dict[str, Any]:
    """Return a stream of a query's rows: an array of parts with results in each."""
    return {
        "path": "customers/$customer_id/googleAds:searchStream",
        "method": "POST",
        "json": {"query": text},
        "data_selector": "$$[*].results[*]",
        **more,
    }


_NAMES = _query("SELECT campaign.id, campaign.name, campaign.campaign_budget FROM campaign")


def _with_campaigns(events: Iterable[Record], ask: Ask) -> Iterator[Record]:
    """Give each event once, with its campaign; that of a budget with each that has the budget."""
    campaigns: dict[str, Record] = {}
    by_budget = defaultdict(list)
    for row in ask.records(_NAMES):
        campaign = row["campaign"]
        campaigns[campaign["resourceName"]] = campaign
        by_budget[campaign.get("campaignBudget")].append(campaign)
    seen = set()
    for row in events:
        event = row["changeEvent"]
        if event["resourceName"] in seen:
            continue  # the next query begins with the last event of the one before
        seen.add(event["resourceName"])
        own = campaigns.get(event.get("campaign", ""))
        sharing = by_budget.get(event.get("changeResourceName"), [row.get("campaign") or {}])
        for campaign in [own] if own else sharing:
            yield {**row, "campaign": campaign}


def _from_last(body: Any, last: str) -> Any:
    return {**body, "query": _SINCE.sub(rf"\1'{last}'", body["query"])}


def _in_account_time(instant: str) -> str:
    """The time of an event has no zone, and is asked for the same way."""
    return instant.replace("T", " ").removesuffix("Z")


def _amount(path: str) -> Read:
    def read(row: Record) -> Decimal | None:
        micros = at(path)(row)
        return None if micros is None else Decimal(str(micros)) / _MICROS

    return read


def _capitalised(path: str) -> Read:
    return lambda row: str(at(path)(row) or "").capitalize()


def _day(path: str) -> Read:
    """The day of a time; without one, or at the end of all days, there is none."""

    def read(row: Record) -> str:
        day = (at(path)(row) or "")[:10]
        return "" if day.startswith("2037") else day

    return read


_NAMED = {
    "Campaign": at("campaign.name"),
    "Campaign ID": at("campaign.id"),
    "Campaign type": at("campaign.advertisingChannelType"),
    "Currency code": at("customer.currencyCode"),
}

CAMPAIGNS = File(
    "campaigns",
    _query(
        f"SELECT {_CAMPAIGN}, campaign.start_date_time, campaign.end_date_time, "
        "campaign_budget.amount_micros FROM campaign"
    ),
    columns={
        "Campaign status": _capitalised("campaign.status"),
        **_NAMED,
        "Start date": _day("campaign.startDateTime"),
        "End date": _day("campaign.endDateTime"),
        "Budget": _amount("campaignBudget.amountMicros"),
    },
)
DAYS = File(
    "days",
    _query(
        f"SELECT {_CAMPAIGN}, segments.date, metrics.impressions, metrics.clicks, "
        "metrics.cost_micros, metrics.conversions, metrics.conversions_value FROM campaign "
        "WHERE segments.date BETWEEN '$since' AND '$today'"
    ),
    cursor=Cursor("day", at("segments.date"), timedelta(days=30)),
    columns={
        "Day": at("segments.date"),
        **_NAMED,
        "Impr.": at("metrics.impressions"),
        "Clicks": at("metrics.clicks"),
        "Cost": _amount("metrics.costMicros"),
        "Conversions": at("metrics.conversions"),
        "Conv. value": at("metrics.conversionsValue"),
    },
)
CHANGES = File(
    "change-history",
    _query(
        "SELECT change_event.resource_name, change_event.change_date_time, "
        "change_event.change_resource_name, change_event.change_resource_type, "
        "change_event.resource_change_operation, change_event.changed_fields, "
        "change_event.old_resource, change_event.new_resource, change_event.user_email, "
        "change_event.client_type, change_event.campaign, campaign.id, campaign.name, "
        "ad_group.name FROM change_event "
        "WHERE change_event.change_date_time >= '$since' "
        "AND change_event.change_date_time <= '$tomorrow 23:59:59' "
        f"ORDER BY change_event.change_date_time ASC LIMIT {_MOST_EVENTS}",
        paginator={
            "type": "from_last",
            "limit": _MOST_EVENTS,
            "last_path": "changeEvent.changeDateTime",
            "replace": _from_last,
        },
    ),
    cursor=Cursor(
        "instant",
        at("changeEvent.changeDateTime"),
        timedelta(minutes=10),
        ask=_in_account_time,
        remembered=timedelta(days=28),
    ),
    expand=_with_campaigns,
    columns={
        "Date & time": at("changeEvent.changeDateTime"),
        "User": name_actor,
        "Campaign": at("campaign.name"),
        "Campaign ID": at("campaign.id"),
        "Ad group": at("adGroup.name"),
        "Changes": describe_event,
    },
)

API = Api(
    connector="google_ads",
    title="Google Ads",
    base_url="https://googleads.googleapis.com/v26",
    auth={
        "type": "oauth2_client_credentials",
        "access_token_url": "$token_url",
        "client_id": "$client_id",
        "client_secret": "$client_secret",
        "access_token_request_data": {
            "grant_type": "refresh_token",
            "refresh_token": "$refresh_token",
        },
    },
    headers={"developer-token": "$developer_token", "login-customer-id": "$login_customer_id"},
    secrets={
        "developer_token": "the developer token of the manager account",
        "client_id": "the id of an OAuth client",
        "client_secret": "its secret",
        "refresh_token": "a refresh token for the scope adwords",
    },
    options={
        "customer_id": Option("the number of the account, without hyphens"),
        "login_customer_id": Option(
            "the number of the manager account, if it is reached by it", ""
        ),
        "token_url": Option("where tokens come from", "https://oauth2.googleapis.com/token"),
    },
    files=(CAMPAIGNS, DAYS, CHANGES),
)
