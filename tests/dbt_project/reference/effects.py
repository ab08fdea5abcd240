"""Whether an optimization was followed by a lower cost per conversion."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal

from tests.dbt_project.organisation import RandomOrganisation, Row
from tests.dbt_project.reference.common import Clock
from tests.dbt_project.reference.delivery import delivered_days
from tests.dbt_project.reference.renames import Renames

EFFECT_DAYS = 7


class Effects:
    """The days around an optimization; its own day belongs to neither side."""

    def __init__(
        self, organisation: RandomOrganisation, renames: Renames, clock: Clock, as_of: datetime
    ) -> None:
        self._clock = clock
        self._today = clock.day(as_of)
        self._days: dict[tuple[str, date], list[Row]] = defaultdict(list)
        for row in delivered_days(organisation.rows("campaign_performance")):
            self._days[renames.resolve(row["campaign_id"]), row["date"]].append(row)

    def is_improved(self, campaign: str, optimized_at: datetime) -> bool | None:
        """Tell whether the cost per conversion fell; None where nobody knows, or not yet."""
        day = self._clock.day(optimized_at)
        if day + timedelta(days=EFFECT_DAYS) >= self._today:
            return None
        if len(self._currencies(campaign, day)) > 1:
            return None
        before = self._cost_per_conversion(campaign, day, -1)
        after = self._cost_per_conversion(campaign, day, 1)
        if before is None or after is None:
            return None
        return after < before

    def _currencies(self, campaign: str, day: date) -> set[str | None]:
        around = (n for n in range(-EFFECT_DAYS, EFFECT_DAYS + 1) if n != 0)
        days = [self._days.get((campaign, day + timedelta(days=n)), []) for n in around]
        return {row["currency"] for rows in days for row in rows if row["cost"] is not None}

    def _cost_per_conversion(self, campaign: str, day: date, direction: int) -> float | None:
        rows = [
            row
            for distance in range(1, EFFECT_DAYS + 1)
            for row in self._days.get((campaign, day + timedelta(days=direction * distance)), [])
        ]
        costs = [row["cost"] for row in rows if row["cost"] is not None]
        conversions = sum(row["conversions"] or 0.0 for row in rows)
        if not costs or not conversions:
            return None
        return float(sum(costs, Decimal(0))) / conversions
