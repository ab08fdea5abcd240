"""Reads campaigns and their days as TikTok Ads Manager exports them."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from assets.lib.ingestion.objects import ExportedObject, OtherObjects
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.grain import of_grain
from assets.lib.ingestion.tables.table import Rows, Skip, Table
from assets.lib.ingestion.tables.values import (
    Value,
    cell,
    constant,
    currency,
    filled_up,
    has_none,
    number,
)

_DAY = ("By Day", "Date", "Day", "Stat time day", "stat_time_day")
_NAME = ("Campaign name",)
_ID = ("Campaign ID",)
_SPENT = ("Cost", "Cost ({currency})", "Total cost", "Total cost ({currency})", "Spend")
_CODE = ("Currency", "Cost ({currency})", "Total cost ({currency})")
_MARKS = (
    *("Clicks (destination)", "CTR (destination)", "CPC (destination)"),
    *("2-second video views", "6-second video views", "Primary status"),
)
"""Only TikTok has these."""
_FINER = ("Ad group name", "Ad group ID", "Ad name", "Ad ID")

_CAMPAIGN: dict[str, Value] = {
    "campaign_id": filled_up(*_ID, *_NAME),
    "id_is_derived": has_none(*_ID),
    "name": cell(*_NAME),
    "channel": constant("social"),
    "objective": cell("Advertising objective", "Objective"),
}
_OWN: dict[str, Value] = {
    "status": cell("Primary status", "Campaign status"),
    "budget": number("Campaign Budget", "Campaign Budget ({currency})"),
    "currency": currency(*_CODE),
}
"""What is an ad group's or an ad's in a report of these."""


def _is_total(text: pl.Expr) -> pl.Expr:
    return text.str.contains(r"^(?i)total of \d+")


ADS = Table(
    title="report of ads by day",
    known_by=(_NAME, _DAY, _MARKS),
    rows=(
        Rows(
            "campaign_performance",
            {
                "campaign_id": filled_up(*_ID, *_NAME),
                "date": cell(*_DAY),
                "impressions": number("Impressions", "Impression"),
                "clicks": number("Clicks (destination)", "Clicks", "Clicks (all)"),
                "cost": number(*_SPENT),
                "conversions": number("Conversions", "Total conversions"),
                "conversion_value": number("Total conversion value"),
                "currency": currency(*_CODE),
            },
            summed=("impressions", "clicks", "cost", "conversions", "conversion_value"),
        ),
        Rows("campaigns", _CAMPAIGN),
    ),
    skips=(Skip("total", _NAME, _is_total), Skip("total", _DAY, _is_total)),
    nulls=("-", "--"),
    also=(
        *(*_FINER, *_MARKS, "Account name", "Campaign type", "Campaign Budget", "CPM", "Reach"),
        *("CPC (all)", "CTR (all)", "Frequency", "Cost per conversion", "Conversion rate (CVR)"),
        *("Results", "Cost per result", "Result rate", "Video views", "Cost per 1,000 people"),
    ),
)
_PERFORMANCE, _ = ADS.rows
CAMPAIGNS = replace(
    ADS,
    title="report of campaigns by day",
    rows=(_PERFORMANCE, Rows("campaigns", _CAMPAIGN | _OWN)),
    unless=_FINER,
)

OTHER_OBJECTS = OtherObjects(
    "TikTok",
    "reports with the dimension By Day",
    (
        ExportedObject("weekly report", ("Campaign name",), ("By Week", "By Month", "By Hour")),
        ExportedObject("whole-period report", ("Campaign name",), _MARKS),
    ),
)


class TikTokAds(TableConnector):
    """A report of campaigns, ad groups or ads, by day."""

    name = "tiktok_ads"
    version = 2
    title = "TikTok Ads"
    streams = ("campaigns", "campaign_performance")
    tables = (of_grain(CAMPAIGNS, "campaign"), of_grain(ADS, "ad"))
    others = OTHER_OBJECTS


CONNECTOR = TikTokAds()
