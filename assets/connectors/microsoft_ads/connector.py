"""Reads campaigns by day and the change history as Microsoft Advertising exports them."""

from __future__ import annotations

import polars as pl

from assets.connectors.microsoft_ads.categories import category
from assets.lib.ingestion.objects import ExportedObject, OtherObjects
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.grain import by_grain
from assets.lib.ingestion.tables.table import Refused, Remark, Rows, Skip, Stated, Table
from assets.lib.ingestion.tables.values import (
    Found,
    Value,
    actor_of_change,
    bare_id,
    cell,
    choice,
    currency,
    each_text,
    filled_up,
    fingerprint,
    has_none,
    instant,
    joined,
    number,
    person,
)

_DAY = ("Gregorian date", "GregorianDate", "TimePeriod", "Time period")
_NAME = ("Campaign name", "CampaignName", "Campaign")
_ID = ("Campaign ID", "CampaignId")
_SPENT = ("Spend",)
_CHANNELS = {
    "Search & content": "search",
    "Search": "search",
    "Dynamic search ads": "search",
    "Shopping": "shopping",
    "Audience": "display",
    "Performance max": "performance_max",
}

_FOOTER = Remark("footer", r"[©@] ?\d{4} microsoft")
_FIRST_DAY = Stated(r"^Report Time: *(?P<day>\d+/\d+/\d{4})", order="mdy")
_LAST_DAY = Stated(r"^Report Time:.*?(?P<day>\d+/\d+/\d{4})$", order="mdy")


_FINER = (
    *("Ad group", "Ad group name", "AdGroupName", "Ad group ID", "AdGroupId", "Ad group status"),
    *("Ad ID", "AdId", "Ad title", "AdTitle", "Keyword", "Keyword ID", "KeywordId"),
)
"""Headers of reports by ad group, ad or keyword: parts that need not add up to the campaign."""

DAYS = Table(
    title="performance report by day",
    known_by=(_DAY, _NAME, _SPENT, ("Impressions", "Impr.", "Clicks")),
    rows=(
        Rows(
            "campaign_performance",
            {
                "campaign_id": bare_id(*_ID, *_NAME),
                "date": instant(*_DAY, order="mdy"),
                "impressions": number("Impressions", "Impr."),
                "clicks": number("Clicks"),
                "cost": number(*_SPENT),
                "conversions": number("Conversions", "Conv."),
                "conversion_value": number("Revenue"),
                "currency": currency("Currency code", "CurrencyCode", "Currency"),
            },
            summed=("impressions", "clicks", "cost", "conversions", "conversion_value"),
        ),
        Rows(
            "campaigns",
            {
                "campaign_id": bare_id(*_ID, *_NAME),
                "id_is_derived": has_none(*_ID),
                "name": cell(*_NAME),
                "channel": choice(_CHANNELS, "Campaign type", "CampaignType"),
                "status": cell("Campaign status", "CampaignStatus"),
            },
        ),
    ),
    unless=("Goal", "Goal name"),
    remarks=(_FOOTER,),
    nulls=("--",),
    also=(
        *("Account name", "AccountName", "Account number", "AccountNumber", "Account ID"),
        *(*_FINER, "AccountId", "Account status"),
        *("Hour", "Device type", "DeviceType", "Network", "Ad distribution", "AdDistribution"),
        *("CTR", "CTR (%)", "Ctr", "Average CPC", "AverageCpc", "Avg. CPC", "Avg. position"),
        *("Conversion rate (%)", "Conversion rate", "ConversionRate", "CPA", "Budget name"),
        *("All conversions", "AllConversions", "All revenue", "AllRevenue", "Conv. rate"),
    ),
    first_day=_FIRST_DAY,
    last_day=_LAST_DAY,
    refused=(
        Refused(
            "no report by day: its aggregation is a longer one; export it with Day as the unit "
            "of time",
            r"^Report Aggregation: *(?!(?:daily|day|hourly|hour)$)\S",
        ),
    ),
    below_preamble=True,
)

_TIME = ("DateTime", "Date/Time", "Date and time", "Date/time")
_BY = ("ChangedBy", "Changed by")
_ITEM = ("ItemChanged", "Item changed")
_ATTRIBUTE = ("AttributeChanged", "Attribute changed")
_HOW = ("HowChanged", "How changed")
_OLD_AND_NEW = ("OldValue", "Old value", "NewValue", "New value")
_OF_WHAT = (
    *("EntityName", "Entity name", "Keyword", "AdTitle", "Ad title", "AdGroupName", "Ad group"),
)


def _category() -> Value:
    """Return the category that attribute and item imply together."""

    def read(found: Found) -> pl.Expr:
        both = pl.concat_str([c.fill_null("") for c in found.all], separator="\x1f")
        return each_text(both, lambda text: category(*text.split("\x1f")))

    return Value((*_ITEM, *_ATTRIBUTE), read, takes_all=True)


CHANGES = Table(
    title="change history",
    known_by=(_TIME, _ITEM, _ATTRIBUTE, _HOW),
    rows=(
        Rows(
            "campaign_changes",
            {
                "change_id": fingerprint(
                    *(*_TIME, *_BY, *_ID, *_NAME, "AdGroupId", "Ad group ID", "EntityId"),
                    *(*_OF_WHAT, *_ITEM, *_ATTRIBUTE, *_HOW, *_OLD_AND_NEW),
                ),
                "campaign_id": bare_id(*_ID, *_NAME),
                "changed_at": instant(*_TIME, order="mdy"),
                "actor": person(cell(*_BY)),
                "actor_type": actor_of_change(*_BY, tool=("Administrator",)),
                "category": _category(),
                "item": filled_up(*_OF_WHAT),
                "description": joined(
                    *(*_ITEM, *_ATTRIBUTE, *_HOW, *_OLD_AND_NEW), separator=" | "
                ),
            },
        ),
    ),
    skips=(
        Skip(
            "change of the account",
            _ITEM,
            lambda item: item.str.to_lowercase().is_in(["account", "user"]),
        ),
        Skip("change of the account", _NAME, lambda name: name.is_null(), and_empty=(_ID,)),
    ),
    remarks=(_FOOTER,),
    nulls=("--",),
    also=(
        *("AccountName", "Account name", "AccountId", "Account ID", "AccountNumber"),
        *("Account number", "AdDescription", "Ad description", "DisplayUrl", "Display URL"),
    ),
    last_day=_LAST_DAY,
    below_preamble=True,
)

OTHER_OBJECTS = OtherObjects(
    "Microsoft Advertising",
    "performance reports with Day as the unit of time and a campaign, and the change history",
    (
        ExportedObject("goals report", (), ("Goal", "Goal name", "GoalName")),
        ExportedObject("weekly report", (), ("Week", "Month")),
        ExportedObject("whole-period report", ("Spend",), _NAME),
    ),
)


class MicrosoftAds(TableConnector):
    """A performance report by day, or the change history."""

    name = "microsoft_ads"
    version = 2
    title = "Microsoft Advertising"
    streams = ("campaigns", "campaign_changes", "campaign_performance")
    tables = (CHANGES, *by_grain(DAYS, _FINER))
    others = OTHER_OBJECTS


CONNECTOR = MicrosoftAds()
