"""Writes the change history as Google Ads does: newest first, many lines in one cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from pipelines.demo.exports.google_ads_format import date_range
from pipelines.demo.exports.landing import Landing, table_bytes
from pipelines.demo.world.changes import Change
from pipelines.demo.world.timeline import exports_every, stamp, to_local

_HEADER = ["Date & time", "User", "Campaign", "Ad group", "Changes"]
_DAYS_BACK = 42


def write_change_histories(landing: Landing, changes: Sequence[Change]) -> None:
    """Write the changes of the last six weeks every five weeks."""
    for exported_at in exports_every(5):
        until = to_local(exported_at).date()
        since = until - timedelta(days=_DAYS_BACK)
        listed = [
            change
            for change in reversed(changes)
            if change.at <= exported_at and to_local(change.at).date() >= since
        ]
        title = [["Change history report"], [date_range(since, until)], _HEADER]
        rows = [_row(change, exported_at) for change in listed]
        path = f"google_ads/Change history report {stamp(exported_at)}.csv"
        landing.put(path, table_bytes([*title, *rows]), exported_at)


def _row(change: Change, exported_at: datetime) -> list[str]:
    local = to_local(change.at)
    shown = f"{local:%b} {local.day}, {local.year}, {local:%I:%M:%S %p}".replace(", 0", ", ")
    name = change.campaign.name(exported_at) if change.campaign else ""
    return [shown, change.user, name, change.ad_group, change.text]
