"""Reads pages as Google Analytics 4 reports them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

import polars as pl

from assets.lib.ingestion.connector import Batch, Export, UnreadableExport
from assets.lib.ingestion.encoding import decoded_lines
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.table import Rows, Skip, Table
from assets.lib.ingestion.tables.values import cell, total_of

_PAGE = (
    *("Page path and screen class", "Page path + query string and screen class"),
    *("Page path and query string", "Page path", "Page location"),
    *("Seitenpfad und Bildschirmklasse", "Chemin de la page et classe de l'écran"),
)
_VIEWS = ("Views", "Aufrufe", "Vues")
_NO_PAGES = ("(not set)", "(other)", "")
_PREAMBLE_LINES = 20
_DAY = re.compile(
    r"#\s*(?P<end>Start|End|Startdatum|Enddatum|Date de début|Date de fin)"
    r"(?: date)?\s*:\s*(?P<day>\d{8})\b",
    re.IGNORECASE,
)
_LAST_DAYS = ("end", "enddatum", "date de fin")

PAGES = Table(
    title="pages and screens",
    known_by=(_PAGE, _VIEWS),
    rows=(
        Rows(
            "page_engagement",
            {
                "page": cell(*_PAGE),
                "engagements": total_of(
                    *("Key events", "Conversions", "Engaged sessions"),
                    *("Schlüsselereignisse", "Événements clés"),
                ),
            },
        ),
    ),
    also=(
        *("Active users", "Users", "Views per active user", "Event count", "Total revenue"),
        *("Average engagement time per active user", "New users", "User engagement"),
    ),
    skips=(Skip("no page of its own", _PAGE, lambda page: page.is_in(_NO_PAGES)),),
    below_preamble=True,
)


@dataclass(frozen=True)
class _Period:
    """The days that a report covers."""

    first: date
    last: date


class GoogleAnalytics4(TableConnector):
    """The report of pages and screens, over the days that stand above its header."""

    name = "ga4"
    version = 1
    title = "Google Analytics 4"
    streams = ("page_engagement",)
    suffixes = (".csv", ".tsv")
    tables = (PAGES,)

    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the pages; raises UnreadableExport where the report states no days."""
        batches = super().read(export)
        first = next(batches)
        period = _period_of(export)
        if period is None:
            raise UnreadableExport(
                "the report states neither Start date nor End date above its header; download it "
                "again, and put it here as it is"
            )
        yield _with_period(first, period, export.account.name)
        yield from (_with_period(batch, period, export.account.name) for batch in batches)

    def last_day(self, export: Export) -> date | None:
        """Return the End date of the report."""
        try:
            period = _period_of(export)
        except UnreadableExport:
            return None
        return period.last if period else None


def _period_of(export: Export) -> _Period | None:
    days: dict[bool, date] = {}
    for line, _ in zip(decoded_lines(export.path), range(_PREAMBLE_LINES), strict=False):
        found = _DAY.search(line)
        day = _to_day(found["day"]) if found else None
        if found and day:
            days.setdefault(found["end"].lower() in _LAST_DAYS, day)
    return _Period(days[False], days[True]) if len(days) > 1 else None


def _to_day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _with_period(batch: Batch, period: _Period, account: str) -> Batch:
    """Return the pages with the period, below the host for which the account is named, if it is."""
    host = f"https://{account}" if "." in account else ""
    page = pl.col("page")
    return replace(
        batch,
        rows=tuple(
            replace(
                rows,
                frame=rows.frame.with_columns(
                    page=pl.when(page.str.starts_with("/"))
                    .then(pl.lit(host) + page)
                    .otherwise(page),
                    period_start=pl.lit(period.first),
                    period_end=pl.lit(period.last),
                    engagement_id=(page + f" {period.first} {period.last}").map_batches(
                        _digests, return_dtype=pl.String
                    ),
                ),
            )
            for rows in batch.rows
        ),
    )


def _digests(texts: pl.Series) -> pl.Series:
    hashes = [None if text is None else sha256(text.encode()).hexdigest()[:20] for text in texts]
    return pl.Series(hashes, dtype=pl.String)


CONNECTOR = GoogleAnalytics4()
