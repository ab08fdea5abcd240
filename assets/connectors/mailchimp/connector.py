"""Reads campaigns as Mailchimp exports their reports: one e-mail a record."""

from __future__ import annotations

from assets.lib.ingestion.objects import ExportedObject, OtherObjects
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.table import Rows, Table
from assets.lib.ingestion.tables.values import (
    cell,
    constant,
    currency,
    day_of,
    filled_up,
    instant,
    number,
)

_SENT = instant("Send Date")
"""In the account's zone, as in `Mar 02, 2026 10:00 am`."""

REPORTS = Table(
    title="campaign reports",
    known_by=(("Unique Id",), ("Send Date",), ("Total Recipients",), ("Successful Deliveries",)),
    rows=(
        Rows(
            "campaign_performance",
            {
                "campaign_id": cell("Unique Id"),
                "date": day_of(_SENT),
                "impressions": number("Successful Deliveries"),
                "clicks": number("Total Clicks"),
                "conversions": number("Total Orders"),
                "conversion_value": number("Total Revenue"),
                "currency": currency("Currency"),
            },
            only=("date",),
        ),
        Rows(
            "campaigns",
            {
                "campaign_id": cell("Unique Id"),
                "name": filled_up("Title", "Subject"),
                "channel": constant("email"),
                "launched_at": _SENT,
                "ended_at": _SENT,
            },
        ),
    ),
    nulls=("-", "n/a"),
    also=(
        *("List", "Audience", "Send Weekday", "Soft Bounces", "Hard Bounces", "Total Bounces"),
        *("Times Forwarded", "Forwarded Opens", "Unique Opens", "Open Rate", "Total Opens"),
        *("Unique Clicks", "Click Rate", "Unsubscribes", "Abuse Complaints", "Folder Id"),
        *("Times Liked on Facebook", "Total Gross Sales", "Analytics ROI", "Campaign Cost"),
    ),
)

OTHER_OBJECTS = OtherObjects(
    "Mailchimp",
    "campaign reports: Campaigns > Reports > Export",
    (
        ExportedObject("audience (contacts)", (), ("LEID", "EUID", "MEMBER_RATING", "OPTIN_TIME")),
        ExportedObject("recipients of a campaign", ("Email Address",), ("Opens", "Clicks")),
    ),
)


class Mailchimp(TableConnector):
    """The reports of all campaigns that were sent."""

    name = "mailchimp"
    version = 1
    title = "Mailchimp"
    streams = ("campaigns", "campaign_performance")
    tables = (REPORTS,)
    others = OTHER_OBJECTS


CONNECTOR = Mailchimp()
