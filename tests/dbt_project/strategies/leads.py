"""Random leads."""

from __future__ import annotations

from tests.dbt_project.organisation import Row
from tests.dbt_project.strategies.performance import REFERRED
from tests.dbt_project.strategies.world import DAY, HOUR, TICK, World, land

_RATED_AFTER = (-5 * DAY, 0 * DAY, 6 * DAY, 7 * DAY - HOUR, 7 * DAY, 7 * DAY + TICK, 8 * DAY)


def leads(world: World, size: int = 30) -> dict[str, list[Row]]:
    """Return leads, rated by agents, people and rules, around the limit of the grace."""

    def lead() -> Row:
        entered_at = world.moment()
        return {
            "created_at": world.moment(),
            "merged_into": world.maybe("crm:another", 0.1),
            "source": world.pick("organic", "paid", None),
            "channel": world.pick("search", "email", None),
            "entered_pipeline_at": world.maybe(entered_at, 0.8),
            "campaign_id": world.pick(*REFERRED, None),
            "intent": world.pick("high", "high", "high", "medium", "low", None),
            "qualified_by": world.pick("agent", "agent", "agent", "human", "rule", None),
            "qualifier": world.pick("scorer v1", "scorer v2", None),
            "qualified_at": world.maybe(entered_at + world.pick(*_RATED_AFTER), 0.9),
            "won_at": world.maybe(entered_at + world.pick(DAY, 30 * DAY, 120 * DAY), 0.4),
        }

    return {"leads": land(world, world.deliveries("crm", "forms"), "lead_id", size, lead)}
