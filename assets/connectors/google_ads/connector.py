"""Reads what Google Ads lets people download: campaigns, their days, their change history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from assets.connectors.google_ads.campaigns import read_campaigns
from assets.connectors.google_ads.changes import read_changes
from assets.connectors.google_ads.columns import see_columns_of
from assets.connectors.google_ads.date_range import read_last_day
from assets.connectors.google_ads.editor import read_editor
from assets.connectors.google_ads.layout import (
    CAMPAIGN_REPORT,
    CHANGE_HISTORY,
    DAILY_REPORT,
    EDITOR,
    KNOWN_HEADERS,
    Report,
    find_layout,
    report_of,
)
from assets.connectors.google_ads.objects import OTHER_REPORTS
from assets.connectors.google_ads.performance import read_performance
from assets.connectors.google_ads.records import Records, read_records
from assets.lib.ingestion.connector import Account, Batch, Connector, Export
from assets.lib.ingestion.recognition import Glimpse, Recognition
from assets.lib.ingestion.text import open_text

_READERS: dict[Report, Callable[[Records, Account], Batch]] = {
    CAMPAIGN_REPORT: read_campaigns,
    DAILY_REPORT: read_performance,
    CHANGE_HISTORY: read_changes,
    EDITOR: read_editor,
}


class GoogleAds(Connector):
    """A report of campaigns or of days, a change history, or Editor's file; the header tells."""

    name = "google_ads"
    version = 3
    title = "Google Ads"
    streams = ("campaigns", "campaign_changes", "campaign_performance")
    suffixes = (".csv", ".tsv")

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the file as one batch: its sums and ordinals hold over the whole file."""
        with open_text(export) as text:
            layout = find_layout(text)
            records = read_records(layout)
        batch = _READERS[layout.report](records, export.account)
        yield replace(batch, seen=see_columns_of(layout, records, export.account))

    def recognise(self, glimpse: Glimpse) -> Recognition | None:
        """Return which of the reports a file is, and how much of its header is known."""
        keys = glimpse.header(lambda keys: report_of(keys) is not None, preamble=True)
        report = report_of(frozenset(keys)) if keys else None
        if keys is None or report is None or (report.by_campaign and OTHER_REPORTS.find(keys)):
            return None
        return Recognition.of_header(self.name, report.title, keys, KNOWN_HEADERS)

    def last_day(self, export: Export) -> date | None:
        """Return the end of the range of days that the report states."""
        return read_last_day(export)


CONNECTOR = GoogleAds()
