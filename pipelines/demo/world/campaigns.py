"""The campaigns of the simulated organisation: when each is made, goes live and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from pipelines.demo.world.chance import stream, vary
from pipelines.demo.world.story import Week
from pipelines.demo.world.timeline import FIRST_WEEK, WEEKS, at_local, week_start

OLD_NAME = "DE | Search | Platfrom comparison"
NEW_NAME = "DE | Search | Platform comparison"
RENAMED_AT = at_local(week_start(13) + timedelta(days=2), 10, 12)
"""The spelling is corrected in week 14; exports from then on carry the new name for all days."""

_KINDS = ("Search", "Search", "Search", "Performance Max", "Display", "Demand Gen", "Video")
_MARKETS = ("DE", "AT", "CH", "NL", "UK", "Nordics")
_THEMES = (
    "Brand",
    "Workflow automation",
    "Reporting suite",
    "Customer stories",
    "Product tour",
    "Migration guide",
    "Annual benchmark",
    "Webinar series",
    "Finance leaders",
    "Operations leaders",
    "Partner programme",
    "Pricing",
)
_EVERGREEN = (("DE | Search | Brand", "Search"), (OLD_NAME, "Search"))
_LIVE_AT_FIRST = 6


@dataclass(frozen=True)
class Campaign:
    """A campaign; it runs from the start of `starts` to the end of `ends`."""

    first_name: str
    kind: str
    created_at: datetime
    starts: date
    ends: date | None
    daily_budget: int

    def name(self, at: datetime) -> str:
        """Return what the tool calls it in an export of this instant."""
        return NEW_NAME if self.first_name == OLD_NAME and at >= RENAMED_AT else self.first_name

    def runs_on(self, day: date) -> bool:
        """Tell whether it is live on the day."""
        return self.starts <= day and (self.ends is None or day <= self.ends)

    def runs_in(self, week: int) -> bool:
        """Tell whether it is live on any day of the week."""
        first = week_start(week)
        return self.starts <= first + timedelta(days=6) and (
            self.ends is None or first <= self.ends
        )


def run_campaigns(seed: int, weeks: Sequence[Week]) -> list[Campaign]:
    """Return every campaign, older ones first."""
    random = stream(seed, "campaigns")
    campaigns = _first_campaigns(random)
    launched = 0.0
    for week in weeks[:WEEKS]:
        launched += week.launches
        while len(campaigns) < _LIVE_AT_FIRST + int(launched):
            campaigns.append(_launch(random, week, {c.first_name for c in campaigns}))
        campaigns = _end_surplus(random, week, campaigns)
    return campaigns


def _first_campaigns(random: Random) -> list[Campaign]:
    campaigns: list[Campaign] = []
    for position in range(_LIVE_AT_FIRST):
        taken = {campaign.first_name for campaign in campaigns}
        is_evergreen = position < len(_EVERGREEN)
        name, kind = _EVERGREEN[position] if is_evergreen else _new_name(random, taken)
        starts = FIRST_WEEK - timedelta(days=280 - 40 * position)
        created_at = at_local(starts, 9) - timedelta(days=9)
        campaigns.append(Campaign(name, kind, created_at, starts, None, _budget(random)))
    return campaigns


def _launch(random: Random, week: Week, taken: set[str]) -> Campaign:
    name, kind = _new_name(random, taken)
    starts = week_start(week.index) + timedelta(days=random.randrange(1, 4))
    lead = timedelta(minutes=int(vary(random, week.launch_hours, 0.25) * 60))
    return Campaign(name, kind, at_local(starts, 0) - lead, starts, None, _budget(random))


def _end_surplus(random: Random, week: Week, campaigns: list[Campaign]) -> list[Campaign]:
    """End the oldest campaigns that are more than the week is to have; two run for ever."""
    live = [c for c in campaigns if c.ends is None]
    surplus = max(len(live) - round(week.live_campaigns), 0)
    evergreen = {name for name, _ in _EVERGREEN}
    ending = {c.first_name for c in [c for c in live if c.first_name not in evergreen][:surplus]}
    last_day = week_start(week.index) + timedelta(days=random.randrange(4, 7))
    return [replace(c, ends=last_day) if c.first_name in ending else c for c in campaigns]


def _new_name(random: Random, taken: set[str]) -> tuple[str, str]:
    while True:
        kind = random.choice(_KINDS)
        name = f"{random.choice(_MARKETS)} | {kind} | {random.choice(_THEMES)}"
        if name not in taken:
            return name, kind


def _budget(random: Random) -> int:
    return random.randrange(4, 16) * 10
