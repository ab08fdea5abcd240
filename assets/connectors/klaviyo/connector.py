"""Reads campaigns as Klaviyo exports them: one campaign, or variant of one, a record."""

from __future__ import annotations

from dataclasses import replace

from assets.lib.ingestion.objects import ExportedObject, OtherObjects
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.table import Rows, Skip, Table
from assets.lib.ingestion.tables.values import (
    cell,
    currency,
    day_of,
    instant,
    name,
    number,
    or_else,
)

_SENT = instant("Send Time")
"""In the account's zone."""

_KNOWN_BY = (("Campaign ID",), ("Campaign Name",), ("Send Time",), ("Total Recipients",))
_VARIANT = ("Variant Name", "Variant")

CAMPAIGNS = Table(
    title="campaigns",
    known_by=_KNOWN_BY,
    rows=(
        Rows(
            "campaign_performance",
            {
                "campaign_id": cell("Campaign ID"),
                "date": day_of(_SENT),
                "impressions": number("Successful Deliveries"),
                "clicks": number("Total Clicks"),
                "conversions": number("Unique Placed Order"),
                "conversion_value": number("Revenue", "Placed Order Value"),
                "currency": currency("Currency"),
            },
            only=("date",),
            summed=("impressions", "clicks", "conversions", "conversion_value"),
        ),
        Rows(
            "campaigns",
            {
                "campaign_id": cell("Campaign ID"),
                "name": cell("Campaign Name"),
                "channel": or_else("email", name("Campaign Channel")),
                "launched_at": _SENT,
                "ended_at": _SENT,
            },
        ),
    ),
    nulls=("-", "n/a"),
    also=(
        *("Tags", "Subject", "List", "Variant Name", "Variant", "Winning Variant?"),
        *("Send Weekday", "Placed Order Rate", "Unique Opens", "Open Rate", "Total Opens"),
        *("Unique Clicks", "Click Rate", "Unsubscribes", "Spam Complaints", "Bounces"),
        *("Spam Complaints Rate", "Bounce Rate"),
    ),
)
VARIANTS = replace(
    CAMPAIGNS,
    title="variants of campaigns",
    known_by=(*_KNOWN_BY, _VARIANT),
    skips=(
        Skip(
            "summary of the variants of a campaign",
            ("Subject",),
            lambda subject: subject == "[MULTIPLE VARIATIONS]",
            and_empty=(_VARIANT,),
        ),
    ),
)
"""Each variant has a record; one for all of them would count their numbers twice."""

OTHER_OBJECTS = OtherObjects(
    "Klaviyo",
    "campaigns: Campaigns > Export, or Analytics > Campaign performance",
    (
        ExportedObject("flows", (), ("Flow ID", "Flow Name", "Flow Message ID", "Message Name")),
        ExportedObject("profiles (contacts)", (), ("Klaviyo ID", "Email Consent", "Profile ID")),
    ),
)


class Klaviyo(TableConnector):
    """The campaigns of an account, by e-mail, text message or push."""

    name = "klaviyo"
    version = 1
    title = "Klaviyo"
    streams = ("campaigns", "campaign_performance")
    tables = (VARIANTS, CAMPAIGNS)
    others = OTHER_OBJECTS


CONNECTOR = Klaviyo()
