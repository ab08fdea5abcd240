"""Reads campaigns and their days as Meta Ads Manager exports them."""

from __future__ import annotations

from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.table import Rows, Skip, Table
from assets.lib.ingestion.tables.values import (
    cell,
    constant,
    currency,
    end_of_day,
    filled_up,
    number,
    unless,
)

_CAMPAIGN = filled_up("Campaign ID", "Campaign name", "Nom de la campagne", "Kampagnenname")
_NAME = cell("Campaign name", "Nom de la campagne", "Kampagnenname")
_SPENT = (
    "Amount spent ({currency})",
    "Montant dépensé ({currency})",
    "Ausgegebener Betrag ({currency})",
)

DAYS = Table(
    title="report by day",
    known_by=(("Campaign name", "Nom de la campagne", "Kampagnenname"), ("Day", "Jour", "Tag")),
    rows=(
        Rows(
            "campaign_performance",
            {
                "campaign_id": _CAMPAIGN,
                "date": cell("Day", "Jour", "Tag"),
                "impressions": number("Impressions", "Impressionen"),
                "clicks": number("Link clicks", "Clicks (all)"),
                "cost": number(*_SPENT),
                "currency": currency(*_SPENT),
            },
            summed=("impressions", "clicks", "cost"),
        ),
        Rows(
            "campaigns",
            {
                "campaign_id": _CAMPAIGN,
                "name": _NAME,
                "channel": constant("social"),
                "objective": cell("Objective"),
                "status": cell("Campaign delivery"),
                "ended_at": unless(("Ongoing",), end_of_day("Ends")),
            },
        ),
    ),
    skips=(
        Skip("No data available", ("Campaign name",), lambda name: name == "No data available."),
    ),
    nulls=("-",),
)


class MetaAds(TableConnector):
    """A report of Ads Manager, by day."""

    name = "meta_ads"
    version = 1
    title = "Meta Ads"
    streams = ("campaigns", "campaign_performance")
    tables = (DAYS,)


CONNECTOR = MetaAds()
