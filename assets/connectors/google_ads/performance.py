"""Turns a daily report into one row per campaign and day, segments added up."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from assets.connectors.google_ads.records import (
    Records,
    currency,
    damaged_ids,
    day,
    identity,
    number,
    skipped_records,
    text,
)
from assets.lib.ingestion.connector import Account, Batch, StreamRows

_KEY = ("campaign_id", "date", "currency")


@dataclass(frozen=True)
class Metric:
    """A number of the report: its header, how it is written, and the type that adds up."""

    header: str
    written: str
    type: pl.DataType


_METRICS = {
    "impressions": Metric("Impr.", r"^\d{1,15}$", pl.Int64()),
    "clicks": Metric("Clicks", r"^\d{1,15}$", pl.Int64()),
    "cost": Metric("Cost", r"^-?\d{1,11}(?:\.\d+)?$", pl.Decimal(18, 6)),
    "conversions": Metric("Conversions", r"^\d{1,15}(?:\.\d+)?$", pl.Float64()),
    "conversion_value": Metric("Conv. value", r"^-?\d{1,11}(?:\.\d+)?$", pl.Decimal(18, 6)),
}


def read_performance(records: Records, account: Account) -> Batch:
    """Return the days of the campaigns.

    A row that repeats another one is skipped, one of the same campaign and day (another device,
    say) is added to the first. A row that can't be read is not added: it goes on as it is.
    """
    frame, errors = damaged_ids(records.frame, account)
    repeated = ~pl.struct(pl.exclude("_row")).is_first_distinct()
    days = _days(frame.filter(~repeated), account)
    readable = days.filter(_is_readable())
    summed = readable.group_by(_KEY, maintain_order=True).agg(
        pl.col("_row").first(), *(_sum(name, metric) for name, metric in _METRICS.items())
    )
    added = readable.filter(~pl.col("_row").is_in(summed["_row"].implode()))
    return Batch(
        records=records.count,
        rows=(
            StreamRows("campaign_performance", summed),
            StreamRows("campaign_performance", days.filter(~_is_readable())),
        ),
        skipped=records.skipped
        + skipped_records(frame.filter(repeated)["_row"], "repeated row")
        + skipped_records(added["_row"], "added to row of the same campaign and day"),
        errors=records.errors + errors,
        notes=records.notes(account, "campaign_performance"),
    )


def _days(frame: pl.DataFrame, account: Account) -> pl.DataFrame:
    campaign_id, _ = identity(frame, account)
    return frame.select(
        "_row",
        campaign_id,
        day(text(frame, account, "date", "Day")).alias("date"),
        currency(frame, account),
        *(
            number(text(frame, account, name, metric.header)).alias(name)
            for name, metric in _METRICS.items()
        ),
    )


def _is_readable() -> pl.Expr:
    numbers = [
        pl.col(name).is_null() | pl.col(name).str.contains(metric.written)
        for name, metric in _METRICS.items()
    ]
    is_day = pl.col("date").str.to_date("%Y-%m-%d", strict=False).is_not_null()
    return pl.all_horizontal(is_day, pl.col("campaign_id").is_not_null(), *numbers)


def _sum(name: str, metric: Metric) -> pl.Expr:
    value = pl.col(name)
    # The sum of nothing is unknown, not 0.
    return pl.when(value.count() > 0).then(value.cast(metric.type).sum()).alias(name)
