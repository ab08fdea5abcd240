"""Says which columns a report has, and which of them are read."""

from __future__ import annotations

from collections.abc import Mapping

from assets.connectors.google_ads.campaigns import OWN_HEADERS
from assets.connectors.google_ads.layout import (
    CHANGE_HISTORY,
    DAILY_REPORT,
    KNOWN_HEADERS,
    Layout,
    Report,
)
from assets.connectors.google_ads.performance import METRICS
from assets.connectors.google_ads.records import Records
from assets.lib.ingestion.connector import Account, SeenTable
from assets.lib.ingestion.headers import header_key
from assets.lib.ingestion.seen import see_table

_IDENTITY = {"name": "Campaign", "campaign_id": "Campaign ID"}
_CHANGE = {
    "changed_at": "Date & time",
    "actor": "User",
    "item": "Ad group",
    "description": "Changes",
}
_DAY = {"date": "Day"} | {name: metric.header for name, metric in METRICS.items()}
_CAMPAIGN = {name: header for name, header in OWN_HEADERS.items() if header}


def see_columns_of(layout: Layout, records: Records, account: Account) -> SeenTable:
    """Return the columns of a report; a header that the account declares replaces the usual one."""
    usual = _headers(layout.report)
    read = {header_key(account.columns.get(column, header)) for column, header in usual.items()}
    if layout.report.by_campaign:  # columns that Google Ads itself does not know
        own = (c for c, header in OWN_HEADERS.items() if not header and c in account.columns)
        read |= {header_key(account.columns[column]) for column in own}
    known = {header_key(header) for header in (*KNOWN_HEADERS, *usual.values())}
    unread = [name for name in layout.header.names if name not in read]
    return see_table(layout.report.title, layout.header, records.frame, unread=unread, known=known)


def _headers(report: Report) -> Mapping[str, str]:
    """Return the header that each column is read from, where the account declares none."""
    if report is CHANGE_HISTORY:
        return _IDENTITY | _CHANGE
    currency = {"currency": "Currency code"}
    if report is DAILY_REPORT:  # its amounts are those of the day, and no budget
        of_campaign = {column: h for column, h in _CAMPAIGN.items() if column != "budget"}
        return of_campaign | _IDENTITY | _DAY | currency
    return _CAMPAIGN | _IDENTITY | currency
