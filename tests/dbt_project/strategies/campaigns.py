"""Random campaigns with their changes and renames."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from assets.declarations.aliases.model import CampaignAlias
from tests.dbt_project.organisation import Row
from tests.dbt_project.strategies.performance import REFERRED, performance
from tests.dbt_project.strategies.world import DAY, HOUR, MINUTE, TICK, World, land

_CATEGORIES = ("bid", "bid", "Bid", "budget", "budget", "creative", "status", "name")
_STATUSES = (None, "active", "enabled", "paused", "removed", "Ended", "completed")
_ACTOR_TYPES = {
    "bid-agent": "agent",
    "pipeline.orchestrator": "human",
    "auto-rule": "rule",
    "somebody": "unknown",
    None: None,
}
_GAPS = (
    *(0 * DAY, TICK, 10 * MINUTE, 29 * MINUTE, 30 * MINUTE, 30 * MINUTE),
    *(30 * MINUTE + TICK, 31 * MINUTE, HOUR),
)
_RENAMES = (
    (),
    (("ads", "main/c1", "main/c0"),),
    (("ads", "main/c2", "other/c1"), ("ads", "other/c1", "main/c0")),
    (("social", "main/c0", "main/c1"), ("ads", "main/c9", "main/c2")),
    (("ads", "main/c0", "new"),),
    (("ads", "main/c9", "main/A name"), ("social", "other/A name", "main/c1")),
)


def campaigns(world: World, size: int = 6) -> dict[str, list[Row]]:
    """Return campaigns (running, ended, not launched, known by delivery alone) and changes."""
    deliveries = world.deliveries("ads", "ads", "ads", "social")
    dates = [world.moment() for _ in range(3)]

    def campaign() -> Row:
        return {
            "name": world.pick("A name", "Another name"),
            "id_is_derived": world.pick(None, False, True),
            "channel": world.pick("search", "Social", None),
            "workflow": world.pick("bidding", None),
            "status": world.pick(*_STATUSES),
            "created_at": world.maybe(world.moment()),
            "launched_at": world.maybe(world.pick(*world.weeks[:1] * 3, *dates), 0.8),
            "ended_at": world.maybe(world.pick(max(dates), *dates), 0.3),
        }

    sessions = _sessions(world, dates)
    changes = land(world, deliveries, "change_id", size * 12, lambda: next(sessions))
    return {
        "campaigns": land(world, deliveries, "campaign_id", size, campaign),
        "campaign_changes": [
            {**change, "actor_type": _ACTOR_TYPES[change["actor"]]} for change in changes
        ],
        "campaign_performance": performance(world, deliveries),
    }


def _sessions(world: World, dates: list[datetime]) -> Iterator[Row]:
    """Yield bursts of changes of a campaign, by one actor in one category for the most part."""
    while True:
        campaign, actor = (
            world.pick("ads:main:c0", "ads:main:c1", *REFERRED),
            world.pick(*_ACTOR_TYPES),
        )
        category = world.pick(*_CATEGORIES)
        begin = world.pick(world.moment(), world.pick(*world.weeks), *dates)
        changed_at = begin - world.pick(0 * DAY, TICK, 20 * MINUTE, 20 * MINUTE)
        for _ in range(world.pick(1, 3, 6)):
            yield {
                "campaign_id": campaign,
                "changed_at": changed_at,
                "actor": actor,
                "category": category,
            }
            changed_at += world.pick(*_GAPS)
            if world.random.random() < 0.1:
                category = world.pick(*_CATEGORIES)
            if world.random.random() < 0.2:
                actor = world.pick(*_ACTOR_TYPES)


def aliases(world: World) -> tuple[CampaignAlias, ...]:
    """Return renames, also in a chain, to a name, and of a name."""
    return tuple(
        CampaignAlias.model_validate({"source": source, "from": before, "to": after})
        for source, before, after in world.pick(*_RENAMES)
    )
