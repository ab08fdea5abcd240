"""Reads issues as Jira exports them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assets.connectors.jira.headers import ISSUES, find_issues
from assets.connectors.jira.objects import OTHER_OBJECTS
from assets.connectors.jira.work_items import partial_columns, to_work_items
from assets.lib.ingestion.connector import (
    WORKBOOK,
    Account,
    Batch,
    Connector,
    Export,
    SeenTable,
    StreamRows,
)
from assets.lib.ingestion.headers import Layout
from assets.lib.ingestion.recognition import Glimpse, Recognition
from assets.lib.ingestion.seen import see_table
from assets.lib.ingestion.tabular import TableBatch, read_table
from assets.lib.ingestion.text import open_text

_ID = r"[0-9]+|[A-Z][A-Z0-9_]*-[0-9]+"
"""The id of an issue, or its key: the one of its project and a number."""


class Jira(Connector):
    """The CSV export of a search, with all fields or the current ones: one work item an issue."""

    name = "jira"
    version = 2
    title = "Jira"
    streams = ("work_items",)
    suffixes = (".csv", WORKBOOK)

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the issues; raises UnreadableExport where the file has no ids or no summaries."""
        with open_text(export) as text:
            OTHER_OBJECTS.refuse_table(text)
            layout = find_issues(text, export.account)
            for number, table in enumerate(read_table(layout.header, ends_lines=True)):
                batch = _to_batch(table, layout, export.account)
                yield batch if number else replace(batch, seen=_seen(table, layout))

    def recognise(self, glimpse: Glimpse) -> Recognition | None:
        """Return how much of the header of a search is known."""
        keys = glimpse.header(ISSUES.is_header)
        if keys is None or OTHER_OBJECTS.find(keys):
            return None
        return Recognition.of_header(self.name, "issues", keys, ISSUES.headers)


def _seen(table: TableBatch, layout: Layout) -> SeenTable:
    known = ISSUES.own_words(layout.header.keys)
    return see_table("issues", layout.header, table.frame, unread=layout.unmapped, known=known)


def _to_batch(table: TableBatch, layout: Layout, account: Account) -> Batch:
    items = to_work_items(table.frame, layout, account)
    pattern = None if "work_item_id" in account.columns else _ID
    return Batch(
        records=table.records,
        rows=(
            StreamRows("work_items", items, id_pattern=pattern, partial=partial_columns(layout)),
        ),
        skipped=table.skipped,
        errors=table.errors,
        notes=layout.notes,
        unmapped=layout.unmapped,
    )


CONNECTOR = Jira()
