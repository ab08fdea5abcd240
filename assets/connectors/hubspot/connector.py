"""Reads contacts, deals, marketing e-mails and blog posts as HubSpot exports them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from assets.connectors.hubspot.blog import BLOG
from assets.connectors.hubspot.deals import DEALS
from assets.connectors.hubspot.emails import EMAILS
from assets.connectors.hubspot.headers import CONTACTS
from assets.connectors.hubspot.leads import assumed_columns, partial_columns, to_leads, to_merged
from assets.connectors.hubspot.objects import OTHER_OBJECTS, notes_on_object
from assets.lib.ingestion.connector import (
    WORKBOOK,
    Account,
    Batch,
    Export,
    SeenTable,
    StreamRows,
)
from assets.lib.ingestion.headers import Layout, find_header, find_layout
from assets.lib.ingestion.recognition import Glimpse, Recognition, look_at
from assets.lib.ingestion.seen import see_table
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tabular import TableBatch, read_table
from assets.lib.ingestion.text import open_text


class HubSpot(TableConnector):
    """A view of contacts, whatever columns it has, or of deals; e-mails; the posts of a blog."""

    name = "hubspot"
    version = 3
    title = "HubSpot"
    streams = (
        "leads",
        "campaigns",
        "campaign_performance",
        "content_pieces",
        "content_publications",
    )
    suffixes = (".csv", WORKBOOK)
    tables = (DEALS, EMAILS)

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the records; raises UnreadableExport where the file holds none of these."""
        if BLOG.recognise(look_at(export.path)):
            yield from BLOG.read(export)
            return
        with open_text(export) as text:
            if any(find_header(text, table.is_known_by) for table in self.tables):
                # headers are declared for contacts, and mean something else in other tables
                account = replace(export.account, columns={})
                yield from super().read(replace(export, account=account))
                return
            OTHER_OBJECTS.refuse_table(text)
            layout = find_layout(text, CONTACTS, export.account)
            notes = notes_on_object(layout.header, export.path, export.account)
            layout = replace(layout, notes=(*layout.notes, *notes))
            for number, table in enumerate(read_table(layout.header, ends_lines=True)):
                batch = _to_batch(table, layout, export.account)
                yield batch if number else replace(batch, seen=_seen(table, layout))

    def recognise(self, glimpse: Glimpse) -> Recognition | None:
        """Return how much is known of the header of contacts, deals, e-mails or posts."""
        other = BLOG.recognise(glimpse) or super().recognise(glimpse)
        if other:
            return other
        keys = glimpse.header(CONTACTS.is_header)
        if keys is None or OTHER_OBJECTS.find(keys):
            return None
        return Recognition.of_header(self.name, "contacts", keys, CONTACTS.headers)


def _seen(table: TableBatch, layout: Layout) -> SeenTable:
    known = CONTACTS.own_words(layout.header.keys)
    return see_table("contacts", layout.header, table.frame, unread=layout.unmapped, known=known)


def _to_batch(table: TableBatch, layout: Layout, account: Account) -> Batch:
    leads = to_leads(table.frame, layout, account)
    return Batch(
        records=table.records,
        rows=(
            StreamRows(
                "leads", leads, assumed=assumed_columns(layout), partial=partial_columns(layout)
            ),
            *_merged(table.frame, layout),
        ),
        skipped=table.skipped,
        errors=table.errors,
        notes=(*layout.notes, *_unpriced(leads)),
        unmapped=layout.unmapped,
    )


def _merged(frame: pl.DataFrame, layout: Layout) -> list[StreamRows]:
    if not layout.columns_of("merged_ids"):
        return []
    return [StreamRows("leads", to_merged(frame, layout))]


def _unpriced(leads: pl.DataFrame) -> tuple[str, ...]:
    if "amount" not in leads.columns:
        return ()
    priced = leads.filter(pl.col("amount").is_not_null())
    if priced.is_empty() or ("currency" in leads.columns and not priced["currency"].has_nulls()):
        return ()
    return ("amounts have no currency; declare it under hubspot in sources.yml",)


CONNECTOR = HubSpot()
