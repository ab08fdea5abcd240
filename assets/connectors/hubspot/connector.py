"""Reads contacts as HubSpot exports them."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from assets.connectors.hubspot.headers import CONTACTS
from assets.connectors.hubspot.leads import to_leads
from assets.lib.ingestion.connector import Account, Batch, Connector, Export, StreamRows
from assets.lib.ingestion.headers import Layout, find_layout
from assets.lib.ingestion.tabular import TableBatch, read_table
from assets.lib.ingestion.text import open_text


class HubSpot(Connector):
    """A view or list of contacts as CSV: one lead a contact, whatever columns the view has."""

    name = "hubspot"
    version = 1
    title = "HubSpot"
    streams = ("leads",)
    suffixes = (".csv",)

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the contacts; raises UnreadableExport where the file has no Record ID."""
        with open_text(export) as text:
            layout = find_layout(text, CONTACTS, export.account)
            for table in read_table(layout.header, ends_lines=True):
                yield _to_batch(table, layout, export.account)


def _to_batch(table: TableBatch, layout: Layout, account: Account) -> Batch:
    leads = to_leads(table.frame, layout, account)
    return Batch(
        records=table.records,
        rows=(StreamRows("leads", leads),),
        skipped=table.skipped,
        errors=table.errors,
        notes=(*layout.notes, *_unpriced(leads)),
    )


def _unpriced(leads: pl.DataFrame) -> tuple[str, ...]:
    if leads.filter(pl.col("amount").is_not_null() & pl.col("currency").is_null()).is_empty():
        return ()
    return ("amounts have no currency; declare it under hubspot in sources.yml",)


CONNECTOR = HubSpot()
