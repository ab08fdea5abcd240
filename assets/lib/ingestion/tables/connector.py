"""Reads a tool's tables as they are declared: header, skipped records, values, sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from assets.lib.ingestion.connector import (
    WORKBOOK,
    Account,
    Batch,
    Connector,
    Export,
    UnreadableExport,
)
from assets.lib.ingestion.headers import (
    describe_headers,
    find_header,
    first_record,
)
from assets.lib.ingestion.objects import OtherObjects
from assets.lib.ingestion.recognition import Glimpse, Recognition
from assets.lib.ingestion.tables.framing import (
    refuse_other,
    stated_day,
)
from assets.lib.ingestion.tables.reading import Reading
from assets.lib.ingestion.tables.table import Table
from assets.lib.ingestion.tabular import TableBatch, read_table
from assets.lib.ingestion.text import TextFile, open_text


class TableConnector(Connector):
    """Reads the first of the tool's `tables` whose headers match; refuses the `others`."""

    tables: tuple[Table, ...]
    others: OtherObjects | None = None
    suffixes: tuple[str, ...] = (".csv", ".tsv", ".txt", WORKBOOK)

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the records; raises UnreadableExport where the file is none of the tables."""
        with open_text(export) as text:
            reading = self._find(text, export.account)
            batches = read_table(reading.header, ends_lines=reading.table.ends_lines)
            if any(rows.summed or rows.first_by for rows in reading.table.rows):
                batches = iter([_whole(batches)])
            for number, batch in enumerate(batches):
                reading = reading if number else reading.proven_by(batch)
                yield reading.to_batch(batch, is_first=not number)

    def recognise(self, glimpse: Glimpse) -> Recognition | None:
        """Return which table a file is, and how much of its header is known of that one."""
        for table in self.tables:
            keys = glimpse.header(table.is_known_by, preamble=table.below_preamble)
            if keys:
                known = [key for key in keys if table.knows(key)]
                found = Recognition.of_header(self.name, table.title, keys, known)
                return replace(found, is_declared=table.is_declared)
        return None

    def last_day(self, export: Export) -> date | None:
        """Return the last day of the report, where its table states one above the header."""
        if not any(table.last_day for table in self.tables):
            return None
        try:
            with open_text(export) as text:
                reading = self._find(text, export.account)
                return stated_day(reading.table.last_day, reading.header, export.account.date_order)
        except UnreadableExport:
            return None

    def _find(self, text: TextFile, account: Account) -> Reading:
        for table in self.tables:
            header = find_header(text, table.is_known_by, preamble=table.below_preamble)
            if header:
                refuse_other(table.refused, header)
                return Reading(table, header, account)
        if self.others:
            has_preamble = any(table.below_preamble for table in self.tables)
            self.others.refuse_table(text, preamble=has_preamble)
        raise UnreadableExport(self._none_of_the_tables(text))

    def _none_of_the_tables(self, text: TextFile) -> str:
        known = sorted({header for table in self.tables for header in table.headers})
        titles = {table.known_by: table.title for table in reversed(self.tables)}
        wanted = "; ".join(
            f"{title} ({', '.join(' or '.join(h[:2]) for h in known_by)})"
            for known_by, title in reversed(titles.items())
        )
        seen = describe_headers(first_record(text), known)
        return f"no header of what is read: {wanted}; {seen}; export one of them"


def _whole(batches: Iterator[TableBatch]) -> TableBatch:
    """Return all batches of a file as one: its sums hold over the whole file."""
    parts: Sequence[TableBatch] = list(batches)
    return replace(
        parts[0],
        frame=pl.concat(part.frame for part in parts),
        errors=tuple(error for part in parts for error in part.errors),
        skipped=tuple(record for part in parts for record in part.skipped),
    )
