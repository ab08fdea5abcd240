"""Writes what was said of the runs that LangSmith traced: it exports no reviews of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipelines.demo.exports.canonical import REVIEW_HEADER
from pipelines.demo.exports.landing import Landing, table_bytes
from pipelines.demo.exports.tools import is_in_langsmith, run_key
from pipelines.demo.world.agent_runs import Run
from pipelines.demo.world.timeline import exports_every, stamp


@dataclass(frozen=True)
class _Review:
    at: datetime
    cells: dict[str, str]


def write_run_reviews(landing: Landing, runs: Sequence[Run]) -> None:
    """Write, every ten weeks, what an evaluator and people have said since."""
    reviews = sorted(
        (review for run in runs if is_in_langsmith(run) for review in _reviews(run)),
        key=lambda review: (review.at, review.cells["review_id"]),
    )
    since = None
    for exported_at in exports_every(10):
        rows = [
            [review.cells.get(name, "") for name in REVIEW_HEADER]
            for review in reviews
            if review.at <= exported_at and (since is None or review.at > since)
        ]
        path = f"canonical/reviews.runs.{stamp(exported_at)}.csv"
        landing.put(path, table_bytes([REVIEW_HEADER, *rows]), exported_at)
        since = exported_at


def _reviews(run: Run) -> Iterator[_Review]:
    """Give the evaluator's score, where it rated the run, and the verdict of a person."""
    if run.quality is not None:
        rated = {"reviewer": "quality", "reviewer_type": "agent", "score": str(run.quality)}
        yield _review(run, "quality", run.ended_at + timedelta(seconds=30), rated)
    if run.ruling:
        ruled = {
            "reviewer": run.ruling.reviewer,
            "reviewer_type": "human",
            "verdict": run.ruling.verdict,
            "minutes": str(run.ruling.minutes),
        }
        yield _review(run, "verdict", run.ruling.at, ruled)


def _review(run: Run, name: str, at: datetime, said: dict[str, str]) -> _Review:
    about = {
        "review_id": f"{name}-{run.run_id}",
        "subject_type": "agent_run",
        "subject_id": run_key(run),
        "reviewed_at": f"{at:%Y-%m-%dT%H:%M:%SZ}",
    }
    return _Review(at, about | said)
