"""Turns a change history into one row per change heading."""

from __future__ import annotations

import hashlib

import polars as pl

from assets.connectors.google_ads.categories import category
from assets.connectors.google_ads.records import Records, identity, skipped_records, text
from assets.lib.ingestion.connector import Account, Batch, StreamRows
from assets.lib.ingestion.dates import iso_text
from assets.lib.ingestion.nobody import someone

_CONTENT = ("account", "changed_at", "actor", "campaign_id", "item", "description")
_ID_DIGITS = 32


def read_changes(records: Records, account: Account) -> Batch:
    """Return the changes of campaigns; those of the account as a whole are skipped."""
    frame = records.frame
    of_account = pl.col("campaign").is_null()
    changes = _with_ids(_headings(frame.filter(~of_account), account))
    return Batch(
        records=records.count,
        rows=(StreamRows("campaign_changes", changes.drop("account")),),
        skipped=records.skipped
        + skipped_records(frame.filter(of_account)["_row"], "account-level change"),
        errors=records.errors,
        notes=records.notes(account, "campaign_changes"),
    )


def _headings(frame: pl.DataFrame, account: Account) -> pl.DataFrame:
    """A line that is not indented begins a change, the indented ones below it are its details."""
    campaign_id, _ = identity(frame, account)
    record = frame.select(
        "_row",
        pl.lit(account.name).alias("account"),
        campaign_id,
        iso_text(text(frame, account, "changed_at", "Date & time"), account.date_order).alias(
            "changed_at"
        ),
        someone(text(frame, account, "actor", "User")),
        text(frame, account, "item", "Ad group"),
        pl.col("changes").fill_null("").str.split("\n").alias("line"),
    )
    lines = (
        record.explode("line")
        .filter((pl.col("line").str.strip_chars() != "") | pl.col("_row").is_first_distinct())
        .with_columns(
            (~pl.col("line").str.contains(r"^\s")).cum_sum().over("_row").alias("heading"),
            pl.col("line").str.strip_chars(),
        )
    )
    kept = [name for name in record.columns if name not in ("_row", "line")]
    return (
        lines.group_by("_row", "heading", maintain_order=True)
        .agg(*(pl.col(name).first() for name in kept), pl.col("line"))
        .with_columns(
            pl.col("line").list.join("\n").alias("description"),
            _actor_type(account).alias("actor_type"),
        )
        .drop("line", "heading")
        .pipe(_with_category)
    )


def _with_category(changes: pl.DataFrame) -> pl.DataFrame:
    texts = changes["description"].unique()
    found = pl.Series([category(text.split("\n")) for text in texts], dtype=pl.String)
    return changes.with_columns(
        pl.col("description")
        .replace_strict(texts, found, return_dtype=pl.String)
        .alias("category"),
        pl.col("description").replace("", None),
    )


def _actor_type(account: Account) -> pl.Expr:
    actor = pl.col("actor").str.to_lowercase()
    return (
        pl.when(actor.is_null())
        .then(pl.lit("unknown"))
        .when(actor.is_in([name.lower() for name in account.agents]))
        .then(pl.lit("agent"))
        .when(actor.is_in([name.lower() for name in account.rules]))
        .then(pl.lit("rule"))
        .otherwise(pl.lit("human"))
    )


def _with_ids(changes: pl.DataFrame) -> pl.DataFrame:
    """The export has no id: the content is one, with its ordinal among equals."""
    content = [pl.col(name).fill_null("") for name in _CONTENT]
    ordinal = pl.int_range(1, pl.len() + 1).over(_CONTENT).cast(pl.String)
    named = changes.select(pl.concat_str(*content, ordinal, separator="\x1f"))
    return changes.with_columns(_digests(named.to_series()).alias("change_id"))


def _digests(content: pl.Series) -> pl.Series:
    # Polars has no hash that stays the same from version to version.
    hashes = [hashlib.sha256(value.encode()).hexdigest()[:_ID_DIGITS] for value in content]
    return pl.Series(hashes, dtype=pl.String)
