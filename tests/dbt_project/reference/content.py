"""Content system throughput, from its definition."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from tests.dbt_project.organisation import RandomOrganisation, Row
from tests.dbt_project.reference.common import (
    Clock,
    Segment,
    is_published,
    newest_versions,
    segments_of,
)

SEGMENTS = tuple((name, name) for name in ("workflow", "content_type", "produced_by"))
UNKNOWN_PIECE: Row = dict.fromkeys(name for name, _ in SEGMENTS)

Placement = tuple[str, str, str]


@dataclass
class Throughput:
    """The sums of one week and segment."""

    pieces: int = 0
    throughput: int = 0
    variants: int = 0
    placements: int = 0

    def values(self) -> dict[str, float | None]:
        """Return the columns of the mart that the definition names."""
        return {
            "pieces": self.pieces,
            "throughput": self.throughput,
            "placements": self.placements,
            "variants_per_piece": self.variants / self.pieces if self.pieces else None,
            "channels_per_variant": self.throughput / self.variants if self.variants else None,
            "fill_rate": self.placements / self.throughput if self.throughput else None,
        }


def placements(organisation: RandomOrganisation, as_of: datetime) -> dict[Placement, datetime]:
    """Return when each (piece, variant, channel) first went live."""
    publications = newest_versions(organisation.rows("content_publications"), "publication_id")
    published = [row for row in publications.values() if is_published(row)]
    postings = [
        (row["piece_id"], row["variant_id"] or "default", row["channel"], row["published_at"])
        for row in published
    ]
    with_own_rows = {row["piece_id"] for row in published}
    pieces = newest_versions(organisation.rows("content_pieces"), "piece_id")
    postings += [
        (piece, "default", row["channel"] or "unknown", row["published_at"])
        for piece, row in pieces.items()
        if piece not in with_own_rows and is_published(row) and row["published_at"] is not None
    ]
    first: dict[Placement, datetime] = {}
    for piece, variant, channel, live_at in postings:
        if live_at <= as_of:
            placement = (piece, variant, channel.lower())
            first[placement] = min(first.get(placement, datetime.max), live_at)
    return first


def throughput_by_week(
    organisation: RandomOrganisation, clock: Clock, as_of: datetime
) -> dict[tuple[date, Segment], Throughput]:
    """Return the sums of every week and segment with a new placement."""
    new: dict[tuple[str, date], list[Placement]] = defaultdict(list)
    for placement, live_at in placements(organisation, as_of).items():
        new[placement[0], clock.week(live_at)].append(placement)
    pieces = newest_versions(organisation.rows("content_pieces"), "piece_id")
    found: dict[tuple[date, Segment], Throughput] = defaultdict(Throughput)
    for (piece, week), own in new.items():
        variants = len({variant for _, variant, _ in own})
        channels = len({channel for _, _, channel in own})
        for segment in segments_of(pieces.get(piece, UNKNOWN_PIECE), SEGMENTS):
            sums = found[week, segment]
            sums.pieces += 1
            sums.throughput += variants * channels
            sums.variants += variants
            sums.placements += len(own)
    return found
