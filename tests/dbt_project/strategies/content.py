"""Random pieces and publications, and verdicts on pieces."""

from __future__ import annotations

from tests.dbt_project.organisation import Row
from tests.dbt_project.strategies.world import World, land

_SOURCES = ("cms", "social")
_CHANNELS = ("web", "Web", "email", "linkedin")
_STATUSES = (
    *("published", "published", "published", "Published", None),
    *("draft", "scheduled", "trashed", "private"),
)


def content(world: World, size: int = 8) -> dict[str, list[Row]]:
    """Return pieces, some without publications, and publications, some of no known piece."""
    deliveries = world.deliveries(*_SOURCES)
    referred = [f"{source}:main:p{number}" for source in _SOURCES for number in range(size)]

    def piece() -> Row:
        return {
            "title": "A title",
            "workflow": world.pick("seo", "social", None),
            "content_type": world.pick("post", "email", None),
            "produced_by": world.pick("human", "agent", "hybrid", None),
            "published_at": world.maybe(world.moment()),
            "status": world.pick(*_STATUSES),
            "channel": world.pick(*_CHANNELS, None),
        }

    def publication() -> Row:
        return {
            "piece_id": world.pick(*referred[: size // 2], *referred[size : size + size // 2]),
            "variant_id": world.pick(None, None, "default", "cfo", "cto"),
            "channel": world.pick(*_CHANNELS),
            "published_at": world.moment(),
            "status": world.pick(*_STATUSES),
            "engagements": world.pick(None, None, 0, 3),
        }

    def review() -> Row:
        return {
            "subject_type": world.pick("content_piece", "content_piece", "agent_run"),
            "subject_id": world.pick(*referred),
            "reviewer_type": world.pick("human", "agent"),
            "reviewed_at": world.moment(),
            "verdict": world.pick("approved", "edited", "rejected", None),
        }

    return {
        "content_pieces": land(world, deliveries, "piece_id", size, piece),
        "content_publications": land(world, deliveries, "publication_id", size * 4, publication),
        "reviews": land(world, deliveries, "review_id", size, review),
    }
