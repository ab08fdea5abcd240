"""Turns a daily report into one row per campaign and day, segments added up."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from assets.connectors.google_ads.campaigns import to_campaigns
from assets.connectors.google_ads.records import (
    Records,
    currency,
    damaged_ids,
    date_order,
    decimal_sign,
    identity,
    number,
    skipped_records,
    text,
)
from assets.lib.ingestion.connector import Account, Batch, StreamRows
from assets.lib.ingestion.dates import iso_text

_KEY = ("campaign_id", "date", "currency")


@dataclass(frozen=True)
class Metric:
    """A number of the report: its header, how it is written, and the type that adds up."""

    header: str
    written: str
    type: pl.DataType


METRICS = {
    "impressions": Metric("Impr.", r"^\d{1,15}$", pl.Int64()),
    "clicks": Metric("Clicks", r"^\d{1,15}$", pl.Int64()),
    "cost": Metric("Cost", r"^-?\d{1,11}(?:\.\d+)?$", pl.Decimal(28, 10)),
    "conversions": Metric("Conversions", r"^\d{1,15}(?:\.\d+)?$", pl.Float64()),
    "conversion_value": Metric("Conv. value", r"^-?\d{1,11}(?:\.\d+)?$", pl.Decimal(28, 10)),
}


def read_performance(records: Records, account: Account) -> Batch:
    """Return the days of the campaigns, and the campaigns, which may stand in no other report.

    A row that repeats another one of its campaign is skipped, one of the same campaign and day
    (another device, say) is added to the first. A row that can't be read is not added: it goes on
    as it is.
    """
    frame, errors = damaged_ids(records.frame, account)
    is_equal = ~pl.struct(pl.exclude("_row")).is_first_distinct()
    # Without an id equal rows may be two campaigns of one name, and both of them have cost money.
    has_id = text(frame, account, "campaign_id", "Campaign ID").is_not_null()
    repeated = frame.filter(is_equal & has_id)
    namesakes = frame.filter(is_equal & ~has_id)
    frame = frame.filter(~(is_equal & has_id))
    days = _days(frame, account)
    readable = days.filter(_is_readable())
    summed = readable.group_by(_KEY, maintain_order=True).agg(
        pl.col("_row").first(), *(_sum(name, metric) for name, metric in METRICS.items())
    )
    added = readable.filter(~pl.col("_row").is_in(summed["_row"].implode()))
    return Batch(
        records=records.count,
        rows=(
            StreamRows("campaign_performance", summed, is_plain=True),
            StreamRows("campaign_performance", days.filter(~_is_readable()), is_plain=True),
            StreamRows("campaigns", _campaigns(frame, summed, account), is_plain=True),
        ),
        skipped=records.skipped
        + skipped_records(repeated["_row"], "repeated row")
        + skipped_records(added["_row"], "added to row of the same campaign and day"),
        errors=tuple(replace(e, stream="campaign_performance") for e in records.errors + errors),
        notes=records.notes(account, "campaign_performance") + _equal_rows(namesakes),
    )


def _campaigns(frame: pl.DataFrame, summed: pl.DataFrame, account: Account) -> pl.DataFrame:
    latest = pl.col("_row").sort_by("date", maintain_order=True).last()
    last = summed.group_by("campaign_id", maintain_order=True).agg(latest)
    rows = frame.filter(pl.col("_row").is_in(last["_row"].implode()))
    campaigns = to_campaigns(rows, account).filter(pl.col("name").is_not_null())
    # The amounts of the row are those of its day.
    return campaigns.drop("budget", "currency", strict=False)


def _equal_rows(namesakes: pl.DataFrame) -> tuple[str, ...]:
    if namesakes.is_empty():
        return ()
    note = (
        f"{namesakes.height} row(s) equal another one and have no id: read as campaigns of one "
        "name, and added; add the column Campaign ID, by which a repeated row is known"
    )
    return (note,)


def _days(frame: pl.DataFrame, account: Account) -> pl.DataFrame:
    campaign_id, _ = identity(frame, account)
    day = text(frame, account, "date", "Day")
    numbers = [text(frame, account, name, metric.header) for name, metric in METRICS.items()]
    sign = decimal_sign(frame, account, *numbers)
    return frame.select(
        "_row",
        campaign_id,
        iso_text(day, date_order(frame, account, day)).alias("date"),
        currency(frame, account),
        *(number(value, sign).alias(name) for name, value in zip(METRICS, numbers, strict=True)),
    )


def _is_readable() -> pl.Expr:
    numbers = [
        pl.col(name).is_null() | pl.col(name).str.contains(metric.written)
        for name, metric in METRICS.items()
    ]
    is_day = pl.col("date").str.to_date("%Y-%m-%d", strict=False).is_not_null()
    return pl.all_horizontal(is_day, pl.col("campaign_id").is_not_null(), *numbers)


def _sum(name: str, metric: Metric) -> pl.Expr:
    value = pl.col(name)
    # The sum of nothing is unknown, not 0.
    return pl.when(value.count() > 0).then(value.cast(metric.type).sum()).alias(name)
