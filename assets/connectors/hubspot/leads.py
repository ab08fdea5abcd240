"""Turns contacts into leads."""

from __future__ import annotations

import polars as pl

from assets.connectors.hubspot.headers import LABELS
from assets.lib.ingestion.connector import Account
from assets.lib.ingestion.headers import Layout, header_key
from assets.lib.ingestion.nobody import someone
from assets.streams import get_stream

_VERSION = r"@v?\d+(?:[.-]\d+)*$"


def to_leads(frame: pl.DataFrame, layout: Layout, account: Account) -> pl.DataFrame:
    """Return `_row` and the columns of the leads that the file has, as text."""
    columns = {c.name: _text(layout.columns_of(c.name)) for c in get_stream("leads").columns}
    amount = columns["amount"]
    columns |= {
        "person_key": _someone(layout.columns_of("person_key")),
        "channel": _as_name(columns["channel"]),
        "intent": _one_of(columns["intent"], ("high", "medium", "low")),
        "qualified_by": pl.coalesce(
            _one_of(columns["qualified_by"], ("agent", "human", "rule")),
            _kind_of(someone(columns["qualifier"]), account),
        ),
        "currency": pl.when(amount.is_not_null()).then(
            pl.coalesce(columns["currency"], pl.lit(account.currency, pl.String))
        ),
    }
    present = layout.present
    present |= {"qualified_by"} if "qualifier" in present else set()
    present |= {"currency"} if account.currency and "amount" in present else set()
    return frame.select("_row", **{name: columns[name] for name in columns if name in present})


def assumed_columns(layout: Layout) -> tuple[str, ...]:
    """Return the columns that `to_leads` fills from what is declared for the account."""
    return () if layout.found.get("currency") else ("currency",)


def partial_columns(layout: Layout) -> tuple[str, ...]:
    """Return the columns that need several headers of which some are missing: nulls are unknown."""
    who = {"qualified_by", "qualifier"} <= layout.present
    worth = {header_key(label) for label in LABELS["amount"]} <= set(layout.header.keys)
    return (*layout.partial, *(() if who else ("qualified_by",)), *(() if worth else ("amount",)))


def to_merged(frame: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """Return a lead for each contact that was merged away, naming the one that stands for it."""
    contacts = frame.select(
        "_row",
        lead_id=_text(layout.columns_of("merged_ids")).str.split(";"),
        merged_into=_text(layout.columns_of("lead_id")),
        created_at=_text(layout.columns_of("created_at")),
    )
    merged = contacts.explode("lead_id").with_columns(pl.col("lead_id").str.strip_chars())
    return merged.filter((pl.col("lead_id") != "") & (pl.col("lead_id") != pl.col("merged_into")))


def _someone(names: tuple[str, ...]) -> pl.Expr:
    """Whose e-mail is `n/a` may have a phone."""
    people = [someone(pl.col(name).str.strip_chars()) for name in names]
    return pl.coalesce(people) if people else pl.lit(None, pl.String)


def _text(names: tuple[str, ...]) -> pl.Expr:
    cells = [pl.col(name).str.strip_chars().replace("", None) for name in names]
    return pl.coalesce(cells) if cells else pl.lit(None, pl.String)


def _as_name(text: pl.Expr) -> pl.Expr:
    words = text.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "_")
    return words.str.strip_chars("_")


def _one_of(text: pl.Expr, values: tuple[str, ...]) -> pl.Expr:
    lower = text.str.to_lowercase()
    return pl.when(lower.is_in(values)).then(lower).otherwise(text)


def _kind_of(qualifier: pl.Expr, account: Account) -> pl.Expr:
    """Which kind a named qualifier is; the version behind its name may be undeclared."""
    name = qualifier.str.to_lowercase()
    unversioned = name.str.replace(_VERSION, "")

    def is_among(names: frozenset[str]) -> pl.Expr:
        known = sorted(n.strip().lower() for n in names)
        return name.is_in(known) | unversioned.is_in(known)

    return (
        pl.when(qualifier.is_null())
        .then(pl.lit(None, pl.String))
        .when(is_among(account.agents))
        .then(pl.lit("agent"))
        .when(is_among(account.rules))
        .then(pl.lit("rule"))
        .otherwise(pl.lit("human"))
    )
