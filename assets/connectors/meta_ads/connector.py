"""Reads what Meta Ads Manager exports: campaigns, their days, and the activity history."""

from __future__ import annotations

from collections.abc import Iterator

from assets.connectors.meta_ads.activities import EVENT_KEYS, PAGE, read_activities
from assets.connectors.meta_ads.objects import OTHER_OBJECTS
from assets.connectors.meta_ads.reports import REPORTS
from assets.lib.ingestion.connector import WORKBOOK, Batch, Export
from assets.lib.ingestion.recognition import Glimpse, Recognition
from assets.lib.ingestion.tables.connector import TableConnector

_JSON = (".json", ".jsonl")


class MetaAds(TableConnector):
    """A report of Ads Manager by day, or the activity history: as a table, or from the API."""

    name = "meta_ads"
    version = 3
    title = "Meta Ads"
    streams = ("campaigns", "campaign_changes", "campaign_performance")
    suffixes = (".csv", ".tsv", ".txt", WORKBOOK, *_JSON)
    tables = (PAGE, *REPORTS)
    others = OTHER_OBJECTS

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the records; raises UnreadableExport where the file is none of the exports."""
        if export.path.suffix.lower() in _JSON:
            yield read_activities(export)
        else:
            yield from super().read(export)

    def recognise(self, glimpse: Glimpse) -> Recognition | None:
        """Return which export a file is, and how much of its header is known of that one."""
        if not glimpse.json_keys.isdisjoint(EVENT_KEYS):
            is_whole = glimpse.json_keys.issuperset(EVENT_KEYS)
            return Recognition(self.name, PAGE.title, 1.0) if is_whole else None
        return super().recognise(glimpse)


CONNECTOR = MetaAds()
