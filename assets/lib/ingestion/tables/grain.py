"""Parts a report of campaigns from one of their ads, which need not add up to the campaigns."""

from __future__ import annotations

from dataclasses import replace

from assets.lib.ingestion.tables.table import Rows, Table
from assets.lib.ingestion.tables.values import constant

_STREAM = "campaign_performance"


def by_grain(table: Table, finer: tuple[str, ...]) -> tuple[Table, Table]:
    """Return the table of campaigns' own totals, and the one of parts of them, which are added up.

    A header of `finer` is what tells ad groups, ads, creatives or keywords. A breakdown by device
    or network needs none: its parts are all of a campaign.
    """
    of_campaigns = replace(of_grain(table, "campaign"), unless=(*table.unless, *finer))
    of_ads = of_grain(table, "ad")
    return of_campaigns, replace(of_ads, title=f"{table.title}, by ad")


def of_grain(table: Table, grain: str) -> Table:
    """Return the same table with what its rows of days are the sums of."""
    rows = tuple(
        _with_grain(part, grain) if part.stream == _STREAM else part for part in table.rows
    )
    return replace(table, rows=rows)


def _with_grain(rows: Rows, grain: str) -> Rows:
    return replace(rows, columns={**rows.columns, "grain": constant(grain)})
