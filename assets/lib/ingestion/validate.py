"""Holds rows against the contract of their stream: the good ones pass, the others say why not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from assets.lib.ingestion.connector import DEFAULT_ACCOUNT, Account, StreamRows
from assets.lib.ingestion.ids import damaged_ids
from assets.lib.ingestion.locale import Locale
from assets.lib.ingestion.nobody import without_nobody
from assets.lib.ingestion.privacy import mask_errors, protect
from assets.lib.ingestion.typing import ERROR_SCHEMA, type_columns
from assets.lib.stream import Column, Stream
from assets.streams import get_stream

if TYPE_CHECKING:
    import pandera.polars as pa


RECORD_SCHEMA = {"_row": pl.Int64, "_account": pl.String, "_record": pl.String}
"""Which record a row is of: its account, and the values of the stream's key as one text."""


@dataclass(frozen=True)
class Privacy:
    """How identities are treated: the key of the hashes, and whether staff are hashed too."""

    key: bytes
    pseudonymise: bool


@dataclass(frozen=True)
class ValidatedRows:
    """The rows of one stream that hold, and the errors of those that don't.

    `columns` are the stream's columns that the export has, of which a row says nothing where they
    are `partial` and null; `rejected` names the records of the
    errors: `_row`, `_account` and `_record`, the values of the stream's key as one text.
    """

    stream: str
    columns: tuple[str, ...]
    good: pl.DataFrame
    errors: pl.DataFrame
    rejected: pl.DataFrame
    partial: tuple[str, ...] = ()


def validate_rows(
    rows: StreamRows, source: str, sources: frozenset[str], account: Account, privacy: Privacy
) -> ValidatedRows:
    """Type, protect and check the rows; a row with any error is left out of `good`.

    Columns that hold another record's id come out as `<connector>:<account>:<id>`.
    """
    contract = get_stream(rows.stream)
    locale = Locale.of(account)
    named = without_nobody(_in_own_words(rows.frame, account), contract)
    protected = protect(
        named,
        contract,
        privacy.key,
        pseudonymise=privacy.pseudonymise,
        country=account.country,
    )
    locale = locale.plain if rows.is_plain else locale
    typed, unreadable = type_columns(protected, contract, locale, rows.plain)
    typed = typed.with_columns(_account(rows.frame, account))
    broken = _contract_errors(typed.filter(~contract.holds()), contract)
    unfit = pl.concat([damaged_ids(rows), unreadable])
    errors = pl.concat([unfit, _without_unreadable(broken, unfit), _account_errors(typed)])
    known = {column.name for column in contract.columns}
    rejected = typed.join(errors.select("_row"), on="_row", how="semi")
    return ValidatedRows(
        rows.stream,
        tuple(name for name in rows.frame.columns if name in known and name not in rows.assumed),
        qualify_references(_without_rows(typed, errors), contract, source, sources),
        mask_errors(errors, contract),
        _named_records(qualify_references(rejected, contract, source, sources), contract),
        rows.partial,
    )


def _in_own_words(frame: pl.DataFrame, account: Account) -> pl.DataFrame:
    """Return the frame with what the tool says as the organisation declares that it says it."""
    texts = {name for name, dtype in frame.schema.items() if dtype == pl.String}
    declared = {name: words for name, words in account.values.items() if name in texts}
    return frame.with_columns(
        pl.col(name)
        .str.strip_chars()
        .str.to_lowercase()
        .replace_strict(
            {said.lower(): meant for said, meant in words.items()},
            default=pl.col(name),
            return_dtype=pl.String,
        )
        for name, words in declared.items()
    )


def qualify_references(
    frame: pl.DataFrame, contract: Stream, source: str, sources: frozenset[str]
) -> pl.DataFrame:
    """Return the frame with ids of other records as `<connector>:<account>:<id>`.

    An id that names connector and account stays as it is, one that names the connector alone is
    of its account `default`, and any other is of the row's own account.
    """
    known = "|".join(map(re.escape, sorted(sources)))
    own = pl.lit(f"{source}:") + pl.col("_account") + pl.lit(":")

    def qualified(column: Column) -> pl.Expr:
        value = pl.col(column.name)
        return (
            pl.when(~value.str.contains(f"^(?:{known}):"))
            .then(own + value if column.reference else value)
            # the two slashes of an address follow its colon, and never an account's
            .when(value.str.contains("^[^:]+:[^:/]+:(?:[^/]|/[^/]|/$)"))
            .then(value)
            .otherwise(value.str.replace(":", f":{DEFAULT_ACCOUNT}:", literal=True))
            .alias(column.name)
        )

    return frame.with_columns(
        qualified(column) for column in contract.columns if column.reference or column.may_refer
    )


def _account(frame: pl.DataFrame, account: Account) -> pl.Expr | pl.Series:
    """Return the account of every row: the one that it names, else the export's."""
    if "_account" not in frame.columns:
        return pl.lit(account.name).alias("_account")
    named = frame.get_column("_account").cast(pl.String).str.strip_chars().replace("", None)
    return named.fill_null(account.name)


def _account_errors(typed: pl.DataFrame) -> pl.DataFrame:
    return typed.filter(pl.col("_account").str.contains(":", literal=True)).select(
        "_row",
        pl.lit("account").alias("column"),
        pl.lit("no colon, which parts source, account and id").alias("rule"),
        pl.col("_account").alias("value"),
    )


def _named_records(rejected: pl.DataFrame, contract: Stream) -> pl.DataFrame:
    """Return which records these rows are of; the record is null where a part of its key is."""
    key = [pl.col(name).cast(pl.String) for name in contract.key]
    return rejected.select("_row", "_account", pl.concat_str(key, separator="|").alias("_record"))


@cache
def _schema(stream_name: str, columns: tuple[str, ...]) -> pa.DataFrameSchema:
    return get_stream(stream_name).to_pandera().select_columns(list(columns))


def _contract_errors(suspects: pl.DataFrame, contract: Stream) -> pl.DataFrame:
    """Return every rule that the rows break, in the words of the declared contract."""
    if suspects.is_empty():
        return pl.DataFrame(schema=ERROR_SCHEMA)
    import pandera.errors  # takes seconds, and rows that all hold need none of it

    numbered = suspects.with_row_index("_index")
    held = suspects.select(column.holds().all().alias(column.name) for column in contract.columns)
    broken = tuple(name for name, holds in held.row(0, named=True).items() if not holds)
    try:
        _schema(contract.name, broken).validate(numbered, lazy=True)
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
