"""Reads campaigns and their days as Pinterest Ads Manager exports them."""

from __future__ import annotations

from assets.lib.ingestion.objects import ExportedObject, OtherObjects
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.grain import by_grain
from assets.lib.ingestion.tables.table import Rows, Table
from assets.lib.ingestion.tables.values import (
    cell,
    constant,
    currency,
    filled_up,
    has_none,
    number,
)

_DAY = ("Date",)
_NAME = ("Campaign name",)
_ID = ("Campaign ID",)
_SPENT = ("Spend in account currency",)

_FINER = (
    *("Ad group name", "Ad group ID", "Ad group entity status", "Ad name", "Ad ID"),
    *("Ad entity status", "Pin ID"),
)
"""Headers of reports by ad group or ad."""

DAYS = Table(
    title="report by day",
    known_by=(_DAY, _NAME, _SPENT),
    rows=(
        Rows(
            "campaign_performance",
            {
                "campaign_id": filled_up(*_ID, *_NAME),
                "date": cell(*_DAY),
                "impressions": number("Impressions", "Paid impressions"),
                "clicks": number(
                    *("Outbound clicks", "Paid outbound clicks", "Pin clicks", "Paid Pin clicks"),
                    *("Clicks", "Paid clicks"),
                ),
                "cost": number(*_SPENT),
                "conversions": number("Total conversions"),
                "conversion_value": number("Total conversion value"),
                "currency": currency("Currency", "Account currency"),
            },
            summed=("impressions", "clicks", "cost", "conversions", "conversion_value"),
        ),
        Rows(
            "campaigns",
            {
                "campaign_id": filled_up(*_ID, *_NAME),
                "id_is_derived": has_none(*_ID),
                "name": cell(*_NAME),
                "channel": constant("social"),
                "objective": cell("Campaign objective", "Campaign objective type"),
                "status": cell("Campaign entity status", "Campaign status"),
            },
        ),
    ),
    nulls=("-",),
    also=(
        *(*_FINER, "Result", "Cost per result", "Result type", "Reach", "Frequency"),
        *("CPM", "CTR", "CPC", "Engagements", "Engagement rate", "Saves", "Video views"),
    ),
)

OTHER_OBJECTS = OtherObjects(
    "Pinterest",
    "reports of Ads Manager with Date and Campaign name",
    (
        ExportedObject("whole-period report", ("Campaign name", "Spend in account currency")),
        ExportedObject("ad report without campaigns", (), _SPENT),
    ),
)


class PinterestAds(TableConnector):
    """A report of campaigns, ad groups or ads, by day."""

    name = "pinterest_ads"
    version = 2
    title = "Pinterest Ads"
    streams = ("campaigns", "campaign_performance")
    tables = by_grain(DAYS, _FINER)
    others = OTHER_OBJECTS


CONNECTOR = PinterestAds()
