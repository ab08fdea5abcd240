"""Holds rows against the contract of their stream: the good ones pass, the others say why not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from assets.lib.ingestion.connector import Account, StreamRows
from assets.lib.ingestion.ids import damaged_ids
from assets.lib.ingestion.locale import Locale
from assets.lib.ingestion.nobody import without_nobody
from assets.lib.ingestion.privacy import mask_errors, protect
from assets.lib.ingestion.typing import ERROR_SCHEMA, type_columns
from assets.lib.stream import Stream
from assets.streams import get_stream

if TYPE_CHECKING:
    import pandera.polars as pa


@dataclass(frozen=True)
class Privacy:
    """How identities are treated: the key of the hashes, and whether staff are hashed too."""

    key: bytes
    pseudonymise: bool


@dataclass(frozen=True)
class ValidatedRows:
    """The rows of one stream that hold, and the errors of those that don't."""

    stream: str
    good: pl.DataFrame
    errors: pl.DataFrame


def validate_rows(
    rows: StreamRows, source: str, sources: frozenset[str], account: Account, privacy: Privacy
) -> ValidatedRows:
    """Type, protect and check the rows; a row with any error is left out of `good`.

    Columns that hold another record's id come out as `<connector>:<id>`.
    """
    contract = get_stream(rows.stream)
    locale = Locale.of(account)
    named = without_nobody(rows.frame, contract)
    protected = protect(named, contract, privacy.key, pseudonymise=privacy.pseudonymise)
    typed, unreadable = type_columns(protected, contract, locale.plain if rows.is_plain else locale)
    broken = _contract_errors(typed.filter(~contract.holds()), contract)
    told = pl.concat([damaged_ids(rows), unreadable])
    errors = pl.concat([told, _without_unreadable(broken, told)])
    return ValidatedRows(
        rows.stream,
        qualify_references(_without_rows(typed, errors), contract, source, sources),
        mask_errors(errors, contract),
    )


def qualify_references(
    frame: pl.DataFrame, contract: Stream, source: str, sources: frozenset[str]
) -> pl.DataFrame:
    """Return the frame with ids of other records as `<connector>:<id>`.

    An id that starts with a connector's name stays as it is, any other one is the source's own.
    """
    names = [column.name for column in contract.columns if column.reference]
    return frame.with_columns(
        pl.when(pl.col(name).str.split(":").list.first().is_in(sorted(sources)))
        .then(pl.col(name))
        .otherwise(pl.lit(f"{source}:") + pl.col(name))
        .alias(name)
        for name in names
    )


@cache
def _schema(stream_name: str) -> pa.DataFrameSchema:
    return get_stream(stream_name).to_pandera()


def _contract_errors(suspects: pl.DataFrame, contract: Stream) -> pl.DataFrame:
    """Return every rule that the rows break, in the words of the declared contract."""
    if suspects.is_empty():
        return pl.DataFrame(schema=ERROR_SCHEMA)
    import pandera.errors  # takes seconds, and rows that all hold need none of it

    numbered = suspects.with_row_index("_index")
    try:
        _schema(contract.name).validate(numbered, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = pl.DataFrame(error.failure_cases)
    else:
        return pl.DataFrame(schema=ERROR_SCHEMA)
    rule = (
        pl.when(pl.col("check") == "not_nullable")
        .then(pl.lit("required: not empty"))
        .otherwise(pl.col("check"))
    )
    return (
        cases.select(
            pl.col("index").cast(pl.UInt32).alias("_index"),
            pl.col("column").cast(pl.String),
            rule.cast(pl.String).alias("rule"),
            pl.col("failure_case").cast(pl.String).alias("value"),
        )
        .join(numbered.select("_index", "_row"), on="_index", how="left")
        .select(list(ERROR_SCHEMA))
    )


def _without_rows(typed: pl.DataFrame, errors: pl.DataFrame) -> pl.DataFrame:
    if errors.is_empty():
        return typed
    return typed.join(errors.select("_row"), on="_row", how="anti", maintain_order="left")


def _without_unreadable(broken: pl.DataFrame, unreadable: pl.DataFrame) -> pl.DataFrame:
    """A value that could not be read is null by now: that it is missing is not a second error."""
    return broken.join(unreadable.select("_row", "column"), on=["_row", "column"], how="anti")
