"""What each campaign does on each day, and how much of it the tool knows at a later time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pipelines.demo.world.campaigns import Campaign
from pipelines.demo.world.chance import stream, vary, whole
from pipelines.demo.world.story import Week
from pipelines.demo.world.timeline import FIRST_WEEK, WEEKS, to_local, week_start

_CONVERSIONS_ARRIVE_WITHIN = 14
"""Days; so long does the tool go on attributing conversions to a day."""
_PARTIAL_DAY = 0.82
"""The part of its traffic that the last day of an export shows."""
_WEEKDAY_TRAFFIC = (1.1, 1.15, 1.1, 1.05, 0.95, 0.6, 0.65)
_QUIET_DAYS = 0.01


@dataclass(frozen=True)
class Day:
    """A campaign on a day."""

    campaign: Campaign
    date: date
    impressions: int
    clicks: int
    cost: float
    conversions: float
    value: float

    def known_at(self, exported_at: datetime) -> Day:
        """Return what an export of this instant shows: conversions come late, all else sooner."""
        age = (to_local(exported_at).date() - self.date).days
        arrived = min(0.6 + 0.4 * age / _CONVERSIONS_ARRIVE_WITHIN, 1)
        traffic = _PARTIAL_DAY if age <= 1 else 1
        return Day(
            self.campaign,
            self.date,
            int(self.impressions * traffic),
            int(self.clicks * traffic),
            round(self.cost * traffic, 2),
            round(self.conversions * arrived, 2),
            round(self.value * arrived, 2),
        )


def perform(seed: int, weeks: Sequence[Week], campaigns: Sequence[Campaign]) -> list[Day]:
    """Return every day of every campaign that had traffic, older days first."""
    random = stream(seed, "performance")
    days = []
    for offset in range((week_start(WEEKS) - FIRST_WEEK).days):
        today = FIRST_WEEK + timedelta(days=offset)
        rate = 0.028 + 0.012 * weeks[offset // 7].agent_share
        for campaign in campaigns:
            if not campaign.runs_on(today) or random.random() < _QUIET_DAYS:
                continue
            traffic = _WEEKDAY_TRAFFIC[today.weekday()] * vary(random, 1, 0.12)
            cost = round(campaign.daily_budget * 0.9 * traffic, 2)
            clicks = max(round(cost / vary(random, 1.9, 0.1)), 1)
            conversions = whole(random, 2 * vary(random, clicks * rate, 0.3)) / 2
            impressions = round(clicks / vary(random, 0.042, 0.1))
            value = round(conversions * vary(random, 85, 0.2), 2)
            days.append(Day(campaign, today, impressions, clicks, cost, conversions, value))
    return days
