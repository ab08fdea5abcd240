"""The table of marketing e-mails, each of which is a campaign that ends with its sending."""

from __future__ import annotations

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

_SENT = instant("Send date", "Sent date", "Publish date", "Publish Date / Send date")

EMAILS = Table(
    title="marketing e-mails",
    known_by=(("Email ID",), ("Email name", "Name"), ("Sent",), ("Delivered",)),
    rows=(
        Rows(
            "campaign_performance",
            {
                "campaign_id": cell("Email ID"),
                "date": day_of(_SENT),
                "impressions": number("Delivered"),
                "clicks": number("Clicked", "Clicks"),
                "currency": currency("Currency"),
            },
            only=("date",),
        ),
        Rows(
            "campaigns",
            {
                "campaign_id": cell("Email ID"),
                "name": filled_up(cell("Email name", "Name"), "Subject"),
                "channel": constant("email"),
                "objective": cell("Email type", "Type"),
                "owner": cell("Created by"),
                "status": cell("Status", "State"),
                "launched_at": _SENT,
                "ended_at": _SENT,
            },
            id_pattern=r"[0-9]+",
        ),
    ),
    nulls=("-", "--"),
    also=(
        *("Campaign", "Delivered rate", "Delivery rate", "Opened", "Opens", "Open rate"),
        *("Click rate", "Click through rate", "Click-through rate", "Unsubscribed"),
        *("Unsubscribe rate", "Spam reports", "Spam report rate", "Bounced", "Hard bounced"),
        *("Soft bounced", "Bounce rate", "Subject line", "From name"),
    ),
)
