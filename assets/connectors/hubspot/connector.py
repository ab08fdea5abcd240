"""Reads contacts and deals as HubSpot exports them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from assets.connectors.hubspot.deals import DEALS, Deals
from assets.connectors.hubspot.headers import CONTACTS
from assets.connectors.hubspot.leads import assumed_columns, to_leads, to_merged
from assets.connectors.hubspot.objects import OTHER_OBJECTS, notes_on_object
from assets.lib.ingestion.connector import WORKBOOK, Account, Batch, Connector, Export, StreamRows
from assets.lib.ingestion.headers import Layout, find_header, find_layout
from assets.lib.ingestion.recognition import Glimpse, Recognition
from assets.lib.ingestion.tabular import TableBatch, read_table
from assets.lib.ingestion.text import TextFile, open_text

_DEALS = Deals()


class HubSpot(Connector):
    """A view of contacts or of deals: one lead a contact, whatever columns the view has."""

    name = "hubspot"
    version = 3
    title = "HubSpot"
    streams = ("leads",)
    suffixes = (".csv", WORKBOOK)

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the contacts or deals; raises UnreadableExport where these are none."""
        with open_text(export) as text:
            is_of_deals = find_header(text, DEALS.is_known_by) is not None
            if not is_of_deals:
                yield from self._read_contacts(text, export)
        if is_of_deals:
            # headers are declared for contacts: a deal's number would be taken for a contact's
            account = replace(export.account, columns={})
            yield from _DEALS.read(replace(export, account=account))

    def _read_contacts(self, text: TextFile, export: Export) -> Iterator[Batch]:
        OTHER_OBJECTS.refuse_table(text)
        layout = find_layout(text, CONTACTS, export.account)
        notes = notes_on_object(layout.header, export.path, export.account)
        layout = replace(layout, notes=(*layout.notes, *notes))
        for table in read_table(layout.header, ends_lines=True):
            yield _to_batch(table, layout, export.account)

    def recognise(self, glimpse: Glimpse) -> Recognition | None:
        """Return how much of the header of a list of contacts or deals is known."""
        deals = _DEALS.recognise(glimpse)
        if deals:
            return deals
        keys = glimpse.header(CONTACTS.is_header)
        if keys is None or OTHER_OBJECTS.find(keys):
            return None
        return Recognition.of_header(self.name, "contacts", keys, CONTACTS.headers)


def _to_batch(table: TableBatch, layout: Layout, account: Account) -> Batch:
    leads = to_leads(table.frame, layout, account)
    return Batch(
        records=table.records,
        rows=(
            StreamRows("leads", leads, assumed=assumed_columns(layout)),
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
