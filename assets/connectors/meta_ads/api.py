"""Meta's Marketing API: insights by campaign and day, and the activities of an ad account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from assets.lib.apis.declaration import Api, Ask, Cursor, File, Option, Record, at

_PAGES = {"type": "next_link", "next_url_path": "paging.next"}
_SOME = Decimal("0.05")
"""Sums of rounded amounts differ from the account's own by some cents."""


def _list(edge: str, fields: str, **params: str) -> dict[str, Any]:
    return {
        "path": f"act_$account_id/{edge}",
        "params": {"fields": fields, "limit": "500", **params},
        "data_selector": "data",
        "paginator": _PAGES,
    }


def _insights(level: str, fields: str, since: str) -> dict[str, Any]:
    braces = f'{{{{"since":"{since}","until":"$today"}}}}'
    return _list("insights", fields, level=level, time_increment="1", time_range=braces)


_ALL = '["ACTIVE","PAUSED","ARCHIVED","IN_PROCESS","WITH_ISSUES"]'
_CAMPAIGNS = _list("campaigns", "id,effective_status,start_time,stop_time", effective_status=_ALL)
_OF_CAMPAIGNS = ("adsets", "ads")


def _with_campaigns(days: Iterable[Record], ask: Ask) -> Iterator[Record]:
    """Yield each day with its campaign, and compare their sums with the account's totals."""
    campaigns = {campaign["id"]: campaign for campaign in ask.records(_CAMPAIGNS)}
    spent: defaultdict[str, Decimal] = defaultdict(Decimal)
    for day in days:
        spent[day["date_start"]] += Decimal(str(day.get("spend") or 0))
        yield {**day, "campaign": campaigns.get(day["campaign_id"], {})}
    if spent:
        _hold_against_account(spent, ask)


def _hold_against_account(spent: dict[str, Decimal], ask: Ask) -> None:
    totals = _insights("account", "spend", min(spent))
    totals["params"]["time_range"] = totals["params"]["time_range"][1:-1]  # dlt fills in no braces
    for day in ask.records(totals):
        own, total = spent.get(day["date_start"], Decimal()), Decimal(str(day.get("spend") or 0))
        if abs(own - total) > _SOME:
            ask.note(
                f"{day['date_start']}: the campaigns spent {own}, and the account {total}: "
                "deleted campaigns are in the account's total alone"
            )


def _with_campaign_ids(activities: Iterable[Record], ask: Ask) -> Iterator[Record]:
    """Give each activity of an ad set or ad with its campaign, which Meta does not name."""
    known = {
        one["id"]: one["campaign_id"]
        for edge in _OF_CAMPAIGNS
        for one in ask.records(_list(edge, "id,campaign_id", effective_status=_ALL))
    }
    for activity in activities:
        campaign = known.get(str(activity.get("object_id")))
        yield {**activity, "campaign_id": campaign} if campaign else activity


def _day(path: str) -> Any:
    return lambda record: (at(path)(record) or "")[:10]


def _ends(record: Record) -> str:
    return _day("campaign.stop_time")(record) or "Ongoing"


PERFORMANCE = File(
    "campaigns-by-day",
    _insights(
        "campaign",
        "campaign_id,campaign_name,objective,impressions,inline_link_clicks,spend,account_currency",
        "$since",
    ),
    cursor=Cursor("day", at("date_start"), timedelta(days=28)),
    expand=_with_campaigns,
    header_values={"currency": at("account_currency")},
    columns={
        "Day": at("date_start"),
        "Campaign name": at("campaign_name"),
        "Campaign ID": at("campaign_id"),
        "Campaign delivery": at("campaign.effective_status"),
        "Objective": at("objective"),
        "Impressions": at("impressions"),
        "Link clicks": at("inline_link_clicks"),
        "Amount spent ({currency})": at("spend"),
        "Starts": _day("campaign.start_time"),
        "Ends": _ends,
    },
)
ACTIVITIES = File(
    "activities",
    _list(
        "activities",
        "actor_id,actor_name,application_id,application_name,event_time,event_type,object_id,"
        "object_name,object_type,translated_event_type,extra_data",
        since="$since",
        until="$tomorrow",
    ),
    cursor=Cursor(
        "instant",
        at("event_time"),
        timedelta(days=1),
        ask=lambda instant: instant[:10],
    ),
    expand=_with_campaign_ids,
)

API = Api(
    connector="meta_ads",
    title="Meta's Marketing API",
    base_url="https://graph.facebook.com/v26.0",
    auth={"type": "bearer", "token": "$access_token"},
    secrets={"access_token": "a token of a system user with ads_read"},
    options={"account_id": Option("the number of the ad account, without act_")},
    refused_codes=frozenset({102, 190}),
    exhausted_codes=frozenset({4, 17, 32, 613, 80000, 80003, 80004}),
    files=(PERFORMANCE, ACTIVITIES),
)
