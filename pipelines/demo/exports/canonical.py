"""Writes what no tool of its own exports: where content was published, and who reviewed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from pipelines.demo.exports.landing import Landing, table_bytes
from pipelines.demo.world.cast import CONTENT_ARCHITECT, CONTENT_EDITORS, CREATIVE_DIRECTOR
from pipelines.demo.world.chance import stream
from pipelines.demo.world.pieces import Piece
from pipelines.demo.world.placements import Placement
from pipelines.demo.world.timeline import exports_every, stamp

_PUBLICATION_HEADER_LINE = (
    "publication_id,piece_id,variant_id,variant_kind,channel,published_at,status,url,engagements"
)
_PUBLICATION_HEADER = _PUBLICATION_HEADER_LINE.split(",")
_REVIEW_HEADER_LINE = (
    "review_id,subject_type,subject_id,reviewer,reviewer_type,reviewed_at,verdict,score,minutes"
)
REVIEW_HEADER = _REVIEW_HEADER_LINE.split(",")
_OVERLAP = timedelta(days=10)
_REVIEWED = 0.65
_REVIEWERS = (CREATIVE_DIRECTOR, CONTENT_ARCHITECT, *CONTENT_EDITORS)
_VERDICTS = ("approved", "edited", "rejected")
_VERDICT_WEIGHTS = {"human": (80, 17, 3), "hybrid": (76, 20, 4), "agent": (72, 22, 6)}


@dataclass(frozen=True)
class _Review:
    number: int
    piece: Piece
    reviewer: str
    at: datetime
    verdict: str
    score: int
    minutes: int


def write_publications(landing: Landing, pieces: Sequence[Piece]) -> None:
    """Write the publications every six weeks; the second file has four bad rows."""
    since = None
    for position, exported_at in enumerate(exports_every(6)):
        rows = [
            _publication_row(piece, placement, exported_at)
            for piece in pieces
            for placement in piece.placements
            if placement.at <= exported_at and (since is None or placement.at >= since)
        ]
        bad_rows = _damage_publications(rows) if position == 1 else 0
        path = f"canonical/content_publications.{stamp(exported_at)}.csv"
        data = table_bytes([_PUBLICATION_HEADER, *rows])
        landing.put(path, data, exported_at, bad_rows=bad_rows)
        since = exported_at - _OVERLAP


def write_reviews(landing: Landing, seed: int, pieces: Sequence[Piece]) -> None:
    """Write the reviews of content every ten weeks; the first file has two bad rows."""
    reviews = _review(stream(seed, "reviews"), pieces)
    since = None
    for position, exported_at in enumerate(exports_every(10)):
        rows = [
            _review_row(review)
            for review in reviews
            if review.at <= exported_at and (since is None or review.at >= since)
        ]
        bad_rows = _damage_reviews(rows) if position == 0 else 0
        path = f"canonical/reviews.{stamp(exported_at)}.csv"
        landing.put(path, table_bytes([REVIEW_HEADER, *rows]), exported_at, bad_rows=bad_rows)
        since = exported_at - _OVERLAP


def _damage_publications(rows: list[list[str]]) -> int:
    """Break the last four rows, which the next export brings again."""
    rows[-1][_PUBLICATION_HEADER.index("published_at")] = "31.02.2026 10:00"
    rows[-2][_PUBLICATION_HEADER.index("channel")] = ""
    rows[-3][_PUBLICATION_HEADER.index("variant_kind")] = "audience"
    rows[-4][_PUBLICATION_HEADER.index("engagements")] = "-4"
    return 4


def _damage_reviews(rows: list[list[str]]) -> int:
    rows[-1][REVIEW_HEADER.index("verdict")] = "fine by me"
    rows[-2][REVIEW_HEADER.index("minutes")] = "a quarter of an hour"
    return 2


def _publication_row(piece: Piece, placement: Placement, exported_at: datetime) -> list[str]:
    """Return a publication; what visitors did on the blog is told by its web analytics."""
    is_web = placement.channel == "web"
    return [
        placement.publication_id,
        piece.key,
        placement.variant,
        placement.kind,
        placement.channel,
        f"{placement.at:%Y-%m-%dT%H:%M:%SZ}",
        "published",
        piece.url if is_web else "",
        "" if is_web else str(placement.engagements_until(exported_at)),
    ]


def _review(random: Random, pieces: Sequence[Piece]) -> list[_Review]:
    reviews = []
    for number, piece in enumerate(pieces, start=1):
        if random.random() > _REVIEWED:
            continue
        verdict = random.choices(_VERDICTS, _VERDICT_WEIGHTS[piece.produced_by])[0]
        reviewer = random.choice([p for p in _REVIEWERS if p.email != piece.author])
        at = piece.published_at - timedelta(minutes=random.randrange(30, 1400))
        best = {"approved": 5, "edited": 4, "rejected": 2}[verdict]
        score = random.randrange(best - 1, best + 1)
        minutes = random.randrange(6, 30)
        reviews.append(_Review(number, piece, reviewer.email, at, verdict, score, minutes))
    return sorted(reviews, key=lambda review: review.at)


def _review_row(review: _Review) -> list[str]:
    return [
        f"rev-{review.number:05d}",
        "content_piece",
        review.piece.key,
        review.reviewer,
        "human",
        f"{review.at:%Y-%m-%dT%H:%M:%SZ}",
        review.verdict,
        str(review.score),
        str(review.minutes),
    ]
