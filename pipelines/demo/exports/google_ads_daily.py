"""Writes the daily report as Google Ads does: overlapping, and restated from export to export."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from pipelines.demo.exports.google_ads_format import date_range, percent, quotient
from pipelines.demo.exports.landing import Landing, table_bytes
from pipelines.demo.world.performance import Day
from pipelines.demo.world.timeline import FIRST_WEEK, exports_every, stamp, to_local

_HEADER_LINE = (
    "Campaign type,Campaign,Day,Currency code,Cost,Clicks,Impr.,CTR,Avg. CPC,Conversions,"
    "Conv. rate,Conv. value,Cost / conv."
)
_HEADER = _HEADER_LINE.split(",")
_WEEKS_BACK = 7


def write_daily_reports(landing: Landing, days: Sequence[Day]) -> None:
    """Write overlapping daily reports every five weeks; the second one has three bad rows."""
    for position, exported_at in enumerate(exports_every(5)):
        until = to_local(exported_at).date() - timedelta(days=1)
        since = max(until - timedelta(weeks=_WEEKS_BACK) + timedelta(days=1), FIRST_WEEK)
        known = [day.known_at(exported_at) for day in days if since <= day.date <= until]
        rows = [_daily_row(day, exported_at) for day in known]
        bad_rows = _damage(rows) if position == 1 else 0
        title = [["Daily campaign performance"], [date_range(since, until)], _HEADER]
        path = f"google_ads/Daily report {stamp(exported_at)}.csv"
        landing.put(path, table_bytes([*title, *rows]), exported_at, bad_rows=bad_rows)


def _damage(rows: list[list[str]]) -> int:
    """Break three rows of days that the next export brings again."""
    rows[-4][_HEADER.index("Day")] = "2026-02-31"
    rows[-9][_HEADER.index("Clicks")] = "1O4"
    rows[-14][_HEADER.index("Conversions")] = "-3.00"
    return 3


def _daily_row(day: Day, exported_at: datetime) -> list[str]:
    return [
        day.campaign.kind,
        day.campaign.name(exported_at),
        day.date.isoformat(),
        "EUR",
        f"{day.cost:.2f}",
        f"{day.clicks:,}",
        f"{day.impressions:,}",
        percent(day.clicks, day.impressions),
        quotient(day.cost, day.clicks),
        f"{day.conversions:.2f}",
        percent(day.conversions, day.clicks),
        f"{day.value:.2f}",
        quotient(day.cost, day.conversions),
    ]
