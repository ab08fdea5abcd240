"""Klaviyo's API: campaigns with the values that its report has of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta

from assets.lib.apis.declaration import Api, Ask, Cursor, File, Option, Record, at

_REPORTED = {
    "delivered": "Successful Deliveries",
    "clicks": "Total Clicks",
    "conversion_uniques": "Unique Placed Order",
    "conversion_value": "Revenue",
    "recipients": "Total Recipients",
    "unsubscribe_uniques": "Unsubscribes",
    "bounced": "Bounces",
}
"""Statistics of the report, and the header below which the export has them."""

_REPORT = {
    "path": "api/campaign-values-reports",
    "method": "POST",
    "json": {
        "data": {
            "type": "campaign-values-report",
            "attributes": {
                "statistics": list(_REPORTED),
                "timeframe": {"start": "${year_ago}T00:00:00", "end": "${tomorrow}T00:00:00"},
                "conversion_metric_id": "$conversion_metric_id",
            },
        }
    },
    "data_selector": "data.attributes.results",
    "paginator": {"type": "next_link", "next_url_path": "links.next"},
}


_SENT = ("Sent", "Sending", "Sending Segments", "Variations Sent")


def _sent(campaign: Record) -> str | None:
    """The time of one that is planned may still change, and is none of sending."""
    attributes = campaign["attributes"]
    time: str | None = attributes.get("send_time")
    return time if attributes.get("status") in _SENT else None


def _with_values(campaigns: Iterable[Record], ask: Ask) -> Iterator[Record]:
    """Give each campaign once for every message of it that the report knows."""
    values = defaultdict(list)
    for result in ask.records(_REPORT):
        values[at("groupings.campaign_id")(result)].append(result)
    for campaign in campaigns:
        for result in values.get(campaign["id"], [{}]):
            yield {**campaign, "report": result}


API = Api(
    connector="klaviyo",
    title="Klaviyo",
    base_url="https://a.klaviyo.com",
    auth={
        "type": "api_key",
        "name": "Authorization",
        "api_key": "Klaviyo-API-Key $api_key",
        "location": "header",
    },
    headers={"revision": "2026-04-15", "accept": "application/vnd.api+json"},
    secrets={"api_key": "a private API key with campaigns:read"},
    options={
        "conversion_metric_id": Option(
            "the id of the metric Placed Order, or of another that counts"
        )
    },
    files=(
        File(
            "campaigns",
            {
                "path": "api/campaigns",
                "params": {"filter": "equals(messages.channel,'$channel')"},
                "data_selector": "data",
                "paginator": {"type": "next_link", "next_url_path": "links.next"},
            },
            each={"channel": ("email", "sms", "mobile_push")},
            cursor=Cursor(
                "day",
                _sent,
                timedelta(days=30),
                remembered=timedelta(days=360),
            ),
            expand=_with_values,
            columns={
                "Campaign ID": at("id"),
                "Campaign Name": at("attributes.name"),
                "Campaign Channel": at("report.groupings.send_channel"),
                "Send Time": _sent,
                **{header: at(f"report.statistics.{name}") for name, header in _REPORTED.items()},
            },
        ),
    ),
)
