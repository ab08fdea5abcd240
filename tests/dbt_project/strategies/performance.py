"""Random campaign performance, in exports that overlap."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from tests.dbt_project.organisation import Row
from tests.dbt_project.strategies.world import Delivery, World

ACCOUNTS = ("main", "other")
# By id, one of them in another account, by an unknown id, and by name where exports have no id.
REFERRED = (
    *("ads:main:c0", "ads:main:c0", "ads:main:c1", "ads:other:c1", "ads:main:c2", "social:main:c0"),
    *("ads:main:c9", "ads:main:A name", "ads:main:A name", "social:other:A name"),
)
_IMPRESSIONS = (None, 0, 0, 0, 100)
_COSTS = (
    (None,),
    (None, Decimal(0), Decimal(0), Decimal("12.5")),
    (Decimal(1), Decimal(4), Decimal("12.5")),
)
_CONVERSIONS = (None, 0.0, 0.5, 2.0)


def performance(world: World, deliveries: tuple[Delivery, ...]) -> list[Row]:
    """Return exports of ranges of days: restated, with days absent, or under other names."""
    rows: list[Row] = []
    for delivery in deliveries:
        first, length = world.day() - timedelta(days=8), world.pick(0, 12, 30, 30)
        costs = world.pick(*_COSTS)
        for account in ACCOUNTS:
            share = world.pick(0.3, 0.6, 1)
            currency = world.pick(*("EUR",) * 8, "USD", None)
            days = [day for day in range(length + 1) if world.maybe(True, share)]
            rows += [
                {
                    "campaign_id": campaign,
                    "date": first + timedelta(days=day),
                    "impressions": world.pick(*_IMPRESSIONS),
                    "clicks": None,
                    "cost": world.pick(*costs),
                    "conversions": world.pick(*_CONVERSIONS),
                    "currency": currency,
                    **delivery.origin(0, ()),
                    "_account": account,
                }
                for campaign in world.random.sample(REFERRED, 3)
                for day in days
                if world.maybe(True)
            ]
    return [{**row, "_row": number} for number, row in enumerate(rows, start=1)]
