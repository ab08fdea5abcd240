"""Turns rows of a worksheet into reviews by people."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

import polars as pl

from assets.lib.ingestion.connector import Account, ValidationError
from assets.lib.ingestion.dates import (
    is_ambiguous,
    iso_text,
    prove_order,
    prove_order_of_mondays,
)
from assets.lib.ingestion.numbers import plain_number

_MONDAY = 0


def read_days(frame: pl.DataFrame, account: Account) -> pl.DataFrame:
    """Return the frame with its days in ISO 8601, as spreadsheets rewrite them on saving.

    The order of a day in numbers is the account's, or the only one in which all weeks begin on a
    Monday, or proven by a day above 12.
    """
    weeks = frame["week_start"].drop_nulls().unique().to_list()
    others = frame["reviewed_at"].drop_nulls().unique().to_list()
    order = account.date_order or prove_order([*weeks, *others]) or prove_order_of_mondays(weeks)
    return frame.with_columns(
        iso_text(pl.col("week_start").str.strip_chars(), order),
        iso_text(pl.col("reviewed_at").str.strip_chars(), order),
    )


def to_reviews(frame: pl.DataFrame) -> pl.DataFrame:
    """Return `_row` and the columns of reviews; notes stay behind.

    The id is a hash of week, subject and reviewer, so that a worksheet that is landed again
    replaces its own verdicts, and no name shows where people are pseudonymised.
    """
    named = pl.struct("week_start", "subject_type", "subject_id", "reviewer")
    optional = {name: _text(name) for name in ("score", "minutes") if name in frame.columns}
    return frame.select(
        "_row",
        review_id=named.map_elements(_review_id, return_dtype=pl.String),
        subject_type=_text("subject_type").str.to_lowercase(),
        subject_id=_text("subject_id"),
        reviewer=_text("reviewer"),
        reviewer_type=pl.lit("human"),
        reviewed_at=_text("reviewed_at"),
        verdict=_text("verdict").str.to_lowercase(),
        **optional,
    )


def find_errors(frame: pl.DataFrame) -> tuple[ValidationError, ...]:
    """Return what the contract of reviews does not see: weeks, references, reviewers, scales."""
    return tuple(
        error for record in frame.iter_rows(named=True) for error in _errors_of(record) if error
    )


def _errors_of(record: Mapping[str, str | None]) -> list[ValidationError | None]:
    row = int(record["_row"] or 0)
    week, subject, reviewer, score = (
        (record.get(name) or "").strip()
        for name in ("week_start", "subject_id", "reviewer", "score")
    )
    return [
        None if _is_monday(week) else ValidationError(row, "week_start", _week_rule(week), week),
        None
        if ":" in subject.strip(":")
        else ValidationError(
            row, "subject_id", "written <connector>:<id>, as the sample named it", subject
        ),
        None if reviewer else ValidationError(row, "reviewer", "required: not empty", None),
        ValidationError(row, "score", "0 to 1", score) if _is_off_the_scale(score) else None,
    ]


def _is_monday(text: str) -> bool:
    try:
        return date.fromisoformat(text).weekday() == _MONDAY
    except ValueError:
        return False


def _week_rule(week: str) -> str:
    if is_ambiguous(week):
        return (
            "a Monday (YYYY-MM-DD); a spreadsheet rewrote it: declare date_order: dmy or mdy under "
            "audit_worksheet in sources.yml"
        )
    return "a Monday (YYYY-MM-DD)"


def _is_off_the_scale(text: str) -> bool:
    """Non-numeric values are left for schema validation to reject."""
    is_share = text.endswith("%")
    number = plain_number(text.removesuffix("%").strip(), None)
    return number is not None and not 0 <= float(number) / (100 if is_share else 1) <= 1


def _review_id(record: Mapping[str, str | None]) -> str:
    parts = [(value or "").strip() for value in record.values()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _text(name: str) -> pl.Expr:
    return pl.col(name).str.strip_chars().replace("", None)
