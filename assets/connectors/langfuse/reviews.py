"""Turns a score into a review of an agent's run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assets.lib.ingestion.connector import Account
from assets.lib.ingestion.json_documents.values import to_name, to_object, to_text

_REVIEWER_TYPES = {"ANNOTATION": "human", "EVAL": "agent", "API": "rule"}
_VERDICTS = ("approved", "edited", "rejected")
_NO_MEASURE = ("CATEGORICAL", "TEXT", "CORRECTION")
"""Types whose number, if any, is the index of a label."""


@dataclass(frozen=True)
class Review:
    """One score, in the columns of reviews."""

    row: int
    review_id: str | None
    subject_type: str
    subject_id: str | None
    reviewer: str | None
    reviewer_type: str | None
    reviewed_at: str | None
    verdict: str | None
    score: str | None
    minutes: str | None


def to_review(
    row: int, score: Mapping[str, Any], trace: Mapping[str, Any], account: Account
) -> Review:
    """Return the review; comments stay behind."""
    source = to_text(score.get("source"))
    by_source = _REVIEWER_TYPES.get((source or "").upper(), source)
    reviewer = to_name(score.get("authorUserId" if by_source == "human" else "name"))
    is_measure = score.get("dataType") not in _NO_MEASURE
    return Review(
        row=row,
        review_id=to_name(score.get("id")),
        subject_type="agent_run",
        subject_id=to_name(score.get("traceId")) or to_name(trace.get("id")),
        reviewer=reviewer,
        reviewer_type=_reviewer_type(by_source, reviewer, account),
        reviewed_at=to_text(score.get("timestamp")),
        verdict=_verdict(score),
        score=to_text(score.get("value")) if is_measure else None,
        minutes=to_text(to_object(score.get("metadata")).get("minutes")),
    )


def _reviewer_type(by_source: str | None, reviewer: str | None, account: Account) -> str | None:
    """Return what actors.yml says of a score's name: evaluations of one's own come in as API."""
    name = (reviewer or "").casefold()
    if by_source != "human" and name in {agent.casefold() for agent in account.agents}:
        return "agent"
    if by_source != "human" and name in {rule.casefold() for rule in account.rules}:
        return "rule"
    return by_source


def _verdict(score: Mapping[str, Any]) -> str | None:
    label = (to_name(score.get("stringValue")) or "").lower()
    return label if label in _VERDICTS else None
