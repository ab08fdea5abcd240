"""Content system throughput, from its definition."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from tests.dbt_project.organisation import RandomOrganisation, Row
from tests.dbt_project.reference.common import (
    Account,
    Clock,
    Segment,
    divided,
    is_published,
    newest_versions,
    segments_of,
)
from tests.dbt_project.reference.declared import level_on

SEGMENTS = tuple(
    (name, name) for name in ("workflow", "content_type", "produced_by", "declared_level")
)
UNKNOWN_PIECE: Row = dict.fromkeys(name for name, _ in SEGMENTS)

Placement = tuple[str, str, str]


@dataclass
class Throughput:
    """The sums of one week and segment."""

    pieces: int = 0
    throughput: int = 0
    variants: int = 0
    placements: int = 0
    reviewed_pieces: int = 0
    approved_pieces: int = 0
    measured_pieces: int = 0
    used_pieces: int = 0

    def values(self) -> dict[str, float | None]:
        """Return the columns of the mart that the definition names."""
        return {
            "pieces": self.pieces,
            "throughput": self.throughput,
            "placements": self.placements,
            "variants_per_piece": divided(self.variants, self.pieces),
            "channels_per_variant": divided(self.throughput, self.variants),
            "fill_rate": divided(self.placements, self.throughput),
            "reviewed_pieces": self.reviewed_pieces,
            "approved_pieces": self.approved_pieces,
            "audit_pass_rate": divided(self.approved_pieces, self.reviewed_pieces),
            "measured_pieces": self.measured_pieces,
            "used_pieces": self.used_pieces,
            "used_share": divided(self.used_pieces, self.measured_pieces),
        }


@dataclass
class Posted:
    """One (piece, variant, channel): when it first went live, and its recorded engagements."""

    live_at: datetime
    account: Account
    engagements: int | None = None


def placements(organisation: RandomOrganisation, as_of: datetime) -> dict[Placement, Posted]:
    """Return every (piece, variant, channel) that has gone live."""
    publications = newest_versions(organisation.rows("content_publications"), "publication_id")
    published = [row for row in publications.values() if is_published(row)]
    postings = [
        ((row["piece_id"], row["variant_id"] or "default", row["channel"]), row)
        for row in published
    ]
    with_publications = {row["piece_id"] for row in published}
    pieces = newest_versions(organisation.rows("content_pieces"), "piece_id")
    postings += [
        ((piece, "default", row["channel"] or "unknown"), row)
        for piece, row in pieces.items()
        if is_published(row)
        and row["published_at"] is not None
        and (row["channel"] is not None or piece not in with_publications)
    ]
    found: dict[Placement, Posted] = {}
    for (piece, variant, channel), row in postings:
        if row["published_at"] > as_of:
            continue
        account = row["_source"], row.get("_account", "default")
        posted = found.setdefault(
            (piece, variant, channel.lower()), Posted(row["published_at"], account)
        )
        first = min((posted.live_at, posted.account), (row["published_at"], account))
        posted.live_at, posted.account = first
        if row.get("engagements") is not None:
            posted.engagements = (posted.engagements or 0) + row["engagements"]
    return found


def throughput_by_week(
    organisation: RandomOrganisation, clock: Clock, as_of: datetime
) -> dict[tuple[date, Segment], Throughput]:
    """Return the sums of every week and segment with a new placement."""
    new: dict[tuple[str, date], dict[Placement, Posted]] = defaultdict(dict)
    for placement, posted in placements(organisation, as_of).items():
        new[placement[0], clock.week(posted.live_at)][placement] = posted
    pieces = newest_versions(organisation.rows("content_pieces"), "piece_id")
    verdicts = _last_verdicts(organisation, as_of)
    found: dict[tuple[date, Segment], Throughput] = defaultdict(Throughput)
    for (piece, week), own in new.items():
        row = pieces.get(piece, UNKNOWN_PIECE)
        day = clock.day(min(posted.live_at for posted in own.values()))
        level = level_on(organisation, row["workflow"], day)
        for segment in segments_of({**row, "declared_level": level}, SEGMENTS):
            _add(found[week, segment], own, verdicts.get(piece))
    return found


def _add(sums: Throughput, own: dict[Placement, Posted], verdict: str | None) -> None:
    variants = len({variant for _, variant, _ in own})
    channels = len({channel for _, _, channel in own})
    sums.pieces += 1
    sums.throughput += variants * channels
    sums.variants += variants
    sums.placements += len(own)
    sums.reviewed_pieces += verdict is not None
    sums.approved_pieces += verdict == "approved"
    recorded = [p.engagements for p in own.values() if p.engagements is not None]
    sums.measured_pieces += bool(recorded)
    sums.used_pieces += sum(recorded) > 0


def _last_verdicts(organisation: RandomOrganisation, as_of: datetime) -> dict[str, str]:
    """Return the newest verdict of a person on every piece that has one."""
    reviews = newest_versions(organisation.rows("reviews"), "review_id")
    given = sorted(
        (row["reviewed_at"], key, row["subject_id"], row["verdict"])
        for key, row in reviews.items()
        if row["subject_type"] == "content_piece"
        and row["reviewer_type"] == "human"
        and row["verdict"] is not None
        and row["reviewed_at"] <= as_of
    )
    return {piece: verdict for _, _, piece, verdict in given}
