"""Reads contacts as HubSpot exports them."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from assets.connectors.hubspot.headers import Layout, find_layout
from assets.connectors.hubspot.leads import assumed_columns, rounded_ids, to_leads
from assets.lib.ingestion.connector import Account, Batch, Connector, Export, StreamRows
from assets.lib.ingestion.tabular import TableBatch, read_table
from assets.lib.ingestion.text import open_text, read_head


class HubSpot(Connector):
    """A view or list of contacts as CSV: one lead a contact, whatever columns the view has."""

    name = "hubspot"
    version = 1
    title = "HubSpot"
    streams = ("leads",)
    suffixes = (".csv",)

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the contacts; raises UnreadableExport where the file has no Record ID."""
        with open_text(export.path) as text:
            layout = find_layout(read_head(text)[0], export.account)
            batches = 0
            for table in read_table(text, layout.names, 1):
                batches += 1
                yield _to_batch(table, layout, export.account)
            if not batches:
                yield Batch(0, notes=(*layout.notes, "no rows"))


def _to_batch(table: TableBatch, layout: Layout, account: Account) -> Batch:
    leads = to_leads(table.frame, layout, account)
    rounded = rounded_ids(leads)
    kept = leads.filter(~pl.col("_row").is_in([error.row for error in rounded]))
    return Batch(
        records=table.records,
        rows=(StreamRows("leads", kept, assumed_columns(layout)),),
        errors=(*table.errors, *rounded),
        notes=(*layout.notes, *_unpriced(kept)),
    )


def _unpriced(leads: pl.DataFrame) -> tuple[str, ...]:
    if "amount" not in leads.columns:
        return ()
    priced = leads.filter(pl.col("amount").is_not_null())
    if priced.is_empty() or ("currency" in leads.columns and not priced["currency"].has_nulls()):
        return ()
    return ("amounts have no currency; declare it under hubspot in sources.yml",)


CONNECTOR = HubSpot()
