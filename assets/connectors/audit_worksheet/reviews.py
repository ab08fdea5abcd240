"""Turns rows of a worksheet into reviews by people."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

import polars as pl

from assets.lib.ingestion.connector import ValidationError

_MONDAY = 0


def to_reviews(frame: pl.DataFrame) -> pl.DataFrame:
    """Return `_row` and the columns of reviews; notes stay behind.

    The id is a hash of week, subject and reviewer, so that a worksheet that is delivered again
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
        None
        if _is_monday(week)
        else ValidationError(row, "week_start", "a Monday (YYYY-MM-DD)", week),
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


def _is_off_the_scale(text: str) -> bool:
    """What is no number at all is told by the contract."""
    try:
        return not 0 <= float(text) <= 1
    except ValueError:
        return False


def _review_id(record: Mapping[str, str | None]) -> str:
    parts = [(value or "").strip() for value in record.values()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _text(name: str) -> pl.Expr:
    return pl.col(name).str.strip_chars().replace("", None)
