"""Writes the campaign report as Google Ads does: a preamble, no ids, and totals at the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from pipelines.demo.exports.google_ads_format import NULL, date_range, percent, quotient
from pipelines.demo.exports.landing import Landing, table_bytes
from pipelines.demo.world.campaigns import Campaign
from pipelines.demo.world.cast import PIPELINE_ORCHESTRATOR
from pipelines.demo.world.performance import Day
from pipelines.demo.world.timeline import exports_every, stamp, to_local

_HEADER_LINE = (
    "Campaign status,Campaign,Budget,Budget name,Budget type,Status,Status reasons,"
    "Optimization score,Campaign type,Owner,Workflow,Created,Start date,End date,Clicks,Impr.,"
    "CTR,Currency code,Avg. CPC,Cost,Bid strategy type,Conv. rate,Conversions,Cost / conv."
)
_HEADER = _HEADER_LINE.split(",")
_LISTED_AFTER_END = timedelta(days=60)


@dataclass(frozen=True)
class _Sums:
    impressions: int
    clicks: int
    cost: float
    conversions: float


def write_campaign_reports(
    landing: Landing, campaigns: Sequence[Campaign], days: Sequence[Day]
) -> None:
    """Write a report every six weeks; every other one is the variant made for Excel."""
    for position, exported_at in enumerate(exports_every(6)):
        until = to_local(exported_at).date() - timedelta(days=1)
        since = until - timedelta(days=41)
        known = [day.known_at(exported_at) for day in days if since <= day.date <= until]
        rows = [["Campaign report"], [date_range(since, until)], _HEADER]
        rows += _campaign_rows(campaigns, known, exported_at)
        path = f"google_ads/Campaign report {stamp(exported_at)}.csv"
        as_excel = {"delimiter": "\t", "encoding": "utf-16-le"} if position % 2 else {}
        landing.put(path, table_bytes(rows, **as_excel), exported_at)


def _campaign_rows(
    campaigns: Sequence[Campaign], days: Sequence[Day], exported_at: datetime
) -> list[list[str]]:
    today = to_local(exported_at).date()
    listed = [
        c
        for c in campaigns
        if c.created_at <= exported_at and (c.ends is None or today - c.ends < _LISTED_AFTER_END)
    ]
    rows = [_campaign_row(c, _sum(d for d in days if d.campaign == c), exported_at) for c in listed]
    rows.append(_total_row("Total: Campaigns", _sum(days)))
    rows.append(_total_row("Total: Account", _sum(days)))
    by_kind = sorted(days, key=lambda day: day.campaign.kind)
    for kind, of_kind in groupby(by_kind, key=lambda day: day.campaign.kind):
        rows.append(_total_row(f"Total: {kind}", _sum(of_kind)))
    return rows


def _campaign_row(campaign: Campaign, sums: _Sums, exported_at: datetime) -> list[str]:
    ended = campaign.ends is not None and campaign.ends < to_local(exported_at).date()
    pending = campaign.starts > to_local(exported_at).date()
    status = "Ended" if ended else "Pending" if pending else "Eligible"
    return [
        "Enabled",
        campaign.name(exported_at),
        f"{campaign.daily_budget:.2f}",
        NULL,
        "Daily",
        status,
        {"Ended": "campaign ended", "Pending": "campaign start date is in the future"}.get(
            status, ""
        ),
        "84.2%" if status == "Eligible" else NULL,
        campaign.kind,
        PIPELINE_ORCHESTRATOR.email,
        "ad_budget_optimization",
        f"{to_local(campaign.created_at):%Y-%m-%d %H:%M}",
        campaign.starts.isoformat(),
        campaign.ends.isoformat() if campaign.ends and ended else NULL,
        *_measures(sums, "Maximize conversions"),
    ]


def _total_row(label: str, sums: _Sums) -> list[str]:
    return [label, *[NULL] * (_HEADER.index("Clicks") - 1), *_measures(sums, NULL)]


def _measures(sums: _Sums, bid_strategy: str) -> list[str]:
    return [
        f"{sums.clicks:,}",
        f"{sums.impressions:,}",
        percent(sums.clicks, sums.impressions),
        "EUR",
        quotient(sums.cost, sums.clicks),
        f"{sums.cost:,.2f}",
        bid_strategy,
        percent(sums.conversions, sums.clicks),
        f"{sums.conversions:,.2f}",
        quotient(sums.cost, sums.conversions),
    ]


def _sum(days: Iterable[Day]) -> _Sums:
    listed = list(days)
    return _Sums(
        sum(day.impressions for day in listed),
        sum(day.clicks for day in listed),
        round(sum(day.cost for day in listed), 2),
        round(sum(day.conversions for day in listed), 2),
    )
