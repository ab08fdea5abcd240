"""The measures that are watched for drift: where they come from, and which way is better."""

from __future__ import annotations

from dataclasses import dataclass

from assets.analyses.drift.observations import Summary


@dataclass(frozen=True)
class Share:
    """`hits` by `trials`, columns of the weekly review; `noun` names what is counted."""

    name: str
    hits: str
    trials: str
    noun: str
    is_higher_better: bool = False
    highest: float | None = 1.0


@dataclass(frozen=True)
class Level:
    """The mean or median of a column of the runs; `noun` names the runs that have it."""

    name: str
    column: str
    noun: str
    summary: Summary = "mean"
    is_higher_better: bool = False
    highest: float | None = None


Measure = Share | Level

SHARES = (
    Share("success_rate", "ok_runs", "runs", "runs", is_higher_better=True),
    Share("error_rate", "error_runs", "runs", "runs"),
    Share("escalation_rate", "escalated_runs", "runs", "runs"),
    Share("override_rate", "rejected_runs", "reviewed_runs", "reviewed runs"),
    Share("edit_rate", "edited_runs", "reviewed_runs", "reviewed runs"),
)
LEVELS = (
    Level("quality_score", "score", "scored runs", is_higher_better=True, highest=1.0),
    Level("latency_seconds", "latency_seconds", "timed runs", summary="median"),
    Level("tokens_per_run", "tokens", "runs with tokens"),
    Level("cost_per_run", "cost", "runs with a cost"),
)
MEASURES: tuple[Measure, ...] = SHARES + LEVELS
