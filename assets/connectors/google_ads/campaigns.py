"""Turns a campaign report into campaigns."""

from __future__ import annotations

import polars as pl

from assets.connectors.google_ads.records import (
    Records,
    assumed_currency,
    currency,
    damaged_ids,
    day,
    has,
    identity,
    number,
    text,
)
from assets.lib.ingestion.connector import Account, Batch, StreamRows

_OWN_HEADERS = {
    "name": "Campaign",
    "status": "Campaign status",
    # Google Ads knows none of these; an organisation may keep them in columns of its own.
    "objective": None,
    "workflow": None,
    "owner": None,
    "created_at": None,
}
_HEADERS = _OWN_HEADERS | {
    "channel": "Campaign type",
    "launched_at": "Start date",
    "ended_at": "End date",
    "budget": "Budget",
}


def read_campaigns(records: Records, account: Account) -> Batch:
    """Return a campaign per row; a name that stands for several campaigns is a note."""
    frame, errors = damaged_ids(records.frame, account)
    campaign_id, is_derived = identity(frame, account)
    campaigns = frame.select(
        "_row",
        campaign_id,
        is_derived,
        *(text(frame, account, column, header) for column, header in _OWN_HEADERS.items()),
        _channel(text(frame, account, "channel", "Campaign type")).alias("channel"),
        day(text(frame, account, "launched_at", "Start date")).alias("launched_at"),
        _end_of_day(day(text(frame, account, "ended_at", "End date"))).alias("ended_at"),
        number(text(frame, account, "budget", "Budget")).alias("budget"),
        currency(frame, account),
    )
    absent = [name for name, own in _HEADERS.items() if not has(frame, account, name, own)]
    return Batch(
        records=records.count,
        rows=(StreamRows("campaigns", campaigns.drop(absent), assumed_currency(frame, account)),),
        skipped=records.skipped,
        errors=records.errors + errors,
        notes=records.notes(account, "campaigns") + _ambiguous_names(campaigns),
    )


def _channel(value: pl.Expr) -> pl.Expr:
    words = value.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "_")
    return words.str.strip_chars("_")


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
