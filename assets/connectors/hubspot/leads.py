"""Turns contacts into leads."""

from __future__ import annotations

import polars as pl

from assets.connectors.hubspot.headers import Layout
from assets.lib.ingestion.connector import Account, ValidationError
from assets.streams import get_stream

ROUNDED_ID = r"(?i)^\d+(?:[.,]\d+)?e\+?\d+$"
"""An id that a spreadsheet has turned into a number: several contacts would share it."""

_THOUSANDS = r"^[+-]?\d{1,3}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})$"
_VERSION = r"@v?\d+(?:[.-]\d+)*$"


def to_leads(frame: pl.DataFrame, layout: Layout, account: Account) -> pl.DataFrame:
    """Return `_row` and the columns of the leads that the file tells of, as text."""
    columns = {c.name: _text(layout.found.get(c.name, ())) for c in get_stream("leads").columns}
    amount = columns["amount"]
    columns |= {
        "channel": _as_name(columns["channel"]),
        "intent": _one_of(columns["intent"], ("high", "medium", "low")),
        "qualified_by": pl.coalesce(
            _one_of(columns["qualified_by"], ("agent", "human", "rule")),
            _kind_of(columns["qualifier"], account),
        ),
        "amount": _without_thousands(amount),
        "currency": pl.when(amount.is_not_null()).then(
            pl.coalesce(columns["currency"], pl.lit(account.currency, pl.String))
        ),
    }
    told = {name for name, headers in layout.found.items() if headers}
    told |= {"qualified_by"} if "qualifier" in told else set()
    told |= {"currency"} if account.currency and "amount" in told else set()
    return frame.select("_row", **{name: columns[name] for name in columns if name in told})


def assumed_columns(layout: Layout) -> tuple[str, ...]:
    """Return the columns that `to_leads` fills from what is declared for the account."""
    return () if layout.found.get("currency") else ("currency",)


def rounded_ids(leads: pl.DataFrame) -> tuple[ValidationError, ...]:
    """Return an error for every lead whose id is no longer the one that HubSpot wrote."""
    rule = "an id as HubSpot wrote it (a spreadsheet has rounded it; export it again)"
    rounded = leads.filter(pl.col("lead_id").str.contains(ROUNDED_ID))
    return tuple(
        ValidationError(row, "lead_id", rule, value)
        for row, value in rounded.select("_row", "lead_id").iter_rows()
    )


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


def _without_thousands(amount: pl.Expr) -> pl.Expr:
    """`1,234` stays: it may be a decimal comma, and ingestion tells it."""
    plain = amount.str.replace_all(",", "", literal=True)
    return pl.when(amount.str.contains(_THOUSANDS)).then(plain).otherwise(amount)
