"""Turns a campaign report into campaigns."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from assets.connectors.google_ads.records import (
    Records,
    assumed_currency,
    channel,
    currency,
    damaged_ids,
    date_order,
    decimal_sign,
    has,
    identity,
    number,
    text,
)
from assets.lib.ingestion.connector import Account, Batch, StreamRows
from assets.lib.ingestion.dates import iso_text

OWN_HEADERS = {
    "name": "Campaign",
    "status": "Campaign status",
    "channel": "Campaign type",
    "launched_at": "Start date",
    "ended_at": "End date",
    "budget": "Budget",
    # Google Ads knows none of these; an organisation may keep them in columns of its own.
    "objective": None,
    "workflow": None,
    "owner": None,
    "created_at": None,
}
_DAYS = ("launched_at", "ended_at")


def read_campaigns(records: Records, account: Account) -> Batch:
    """Return a campaign per row; a name that stands for several campaigns is a note."""
    frame, errors = damaged_ids(records.frame, account)
    campaigns = to_campaigns(frame, account)
    assumed = assumed_currency(frame, account)
    return Batch(
        records=records.count,
        rows=(StreamRows("campaigns", campaigns, is_plain=True, assumed=assumed),),
        skipped=records.skipped,
        errors=records.errors + errors,
        notes=records.notes(account, "campaigns") + _ambiguous_names(campaigns),
    )


def to_campaigns(frame: pl.DataFrame, account: Account) -> pl.DataFrame:
    """Return a campaign per row, in those columns that the report has."""
    campaign_id, is_derived = identity(frame, account)
    held = {c: h for c, h in OWN_HEADERS.items() if has(frame, account, c, h)}
    found = {column: text(frame, account, column, header) for column, header in held.items()}
    found |= {column: read(found[column]) for column, read in _readers(frame, account, found)}
    return frame.select(
        "_row",
        campaign_id,
        is_derived,
        *(value.alias(column) for column, value in found.items()),
        currency(frame, account),
    )


def _readers(
    frame: pl.DataFrame, account: Account, found: Mapping[str, pl.Expr]
) -> list[tuple[str, Callable[[pl.Expr], pl.Expr]]]:
    """Return how those columns are read that are not taken as they stand."""
    order = date_order(frame, account, *(found[c] for c in _DAYS if c in found))
    sign = decimal_sign(frame, account, *(found[c] for c in ("budget",) if c in found))
    readers: dict[str, Callable[[pl.Expr], pl.Expr]] = {
        "channel": channel,
        "launched_at": lambda value: iso_text(value, order),
        "ended_at": lambda value: _end_of_day(iso_text(value, order)),
        "budget": lambda value: number(value, sign),
    }
    return [(column, read) for column, read in readers.items() if column in found]


def _end_of_day(value: pl.Expr) -> pl.Expr:
    # Not midnight: a campaign that ends on a Sunday would be active in the week that follows.
    is_day = value.str.contains(r"^\d{4}-\d\d-\d\d$")
    return pl.when(is_day).then(value + "T23:59:59").otherwise(value)


def _ambiguous_names(campaigns: pl.DataFrame) -> tuple[str, ...]:
    derived = campaigns.filter(pl.col("id_is_derived") & pl.col("name").is_not_null())
    names = derived.filter(pl.col("name").is_duplicated())["name"].n_unique()
    if not names:
        return ()
    note = (
        f"{names} campaign name(s) in several rows: the last row counts; "
        "add the column Campaign ID to tell such campaigns apart"
    )
    return (note,)
