"""The leads of the simulated organisation: how each is rated, and how far each gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from random import Random

from pipelines.demo.world.campaigns import Campaign
from pipelines.demo.world.cast import CAMPAIGN_SPECIALIST, PIPELINE_ORCHESTRATOR, SCORE_RULE
from pipelines.demo.world.chance import stream, vary, whole
from pipelines.demo.world.story import DIP_WEEK, Week
from pipelines.demo.world.timeline import WEEKS, in_office

_ENTERS = 0.46
_SECOND_VERSION_FROM = DIP_WEEK + 2
_LATE_RATING = 0.04
_RATED_BY_PEOPLE = 0.55
_RATED_BY_POINTS = 0.6
_WINS = {True: 0.2, False: 0.04}
_BECOMES_OPPORTUNITY = {True: 0.5, False: 0.22}
_SOURCES = (
    ("Paid Search", 34),
    ("Organic Search", 26),
    ("Direct Traffic", 14),
    ("Email Marketing", 14),
    ("Referrals", 12),
)
_FROM_PARTNERS = "Referrals"
_INTENTS_BELOW_HIGH = ("medium", "medium", "low")


@dataclass(frozen=True)
class Rating:
    """What a qualifier made of a lead, and when."""

    intent: str
    by: str
    qualifier: str
    at: datetime
    score: int


@dataclass(frozen=True)
class Lead:
    """A lead with all that will ever happen to it; an instant is None where it never does."""

    number: int
    created_at: datetime
    source: str
    campaign: Campaign | None
    entered_at: datetime | None
    rating: Rating | None
    opportunity_at: datetime | None
    won_at: datetime | None
    revenue: int

    @property
    def is_of_partners(self) -> bool:
        """Partners refer leads through a portal of their own."""
        return self.source == _FROM_PARTNERS

    def changed_between(self, since: datetime | None, until: datetime) -> bool:
        """Tell whether anything happened to it after `since`, up to `until`."""
        moments = (self.created_at, self.entered_at, self.opportunity_at, self.won_at)
        rated_at = self.rating.at if self.rating else None
        happened = [at for at in (*moments, rated_at) if at and at <= until]
        return any(since is None or at > since for at in happened)


@dataclass(frozen=True)
class _Drawn:
    enters: bool
    is_signal: bool


def win_leads(seed: int, weeks: Sequence[Week], campaigns: Sequence[Campaign]) -> list[Lead]:
    """Return every lead, older ones first."""
    random = stream(seed, "leads")
    leads: list[Lead] = []
    for week in weeks[:WEEKS]:
        live = [campaign for campaign in campaigns if campaign.runs_in(week.index)]
        total = whole(random, week.leads)
        moments = sorted(in_office(random, week.index, 7) for _ in range(total))
        entering = random.sample(range(total), whole(random, total * _ENTERS))
        signals = set(entering[: whole(random, len(entering) * week.signal_share)])
        for position, created_at in enumerate(moments):
            lead = _Drawn(position in entering, position in signals)
            leads.append(_lead(random, week, lead, created_at, live))
    return _numbered(leads)


def _numbered(leads: Sequence[Lead]) -> list[Lead]:
    """Number the leads as their portals do, each of which begins with the same number."""
    numbers = {is_of_partners: count(10_001, 7) for is_of_partners in (False, True)}
    return [replace(lead, number=next(numbers[lead.is_of_partners])) for lead in leads]


def _lead(
    random: Random, week: Week, drawn: _Drawn, created_at: datetime, live: Sequence[Campaign]
) -> Lead:
    source = random.choices([s for s, _ in _SOURCES], [weight for _, weight in _SOURCES])[0]
    delay = timedelta(minutes=random.randrange(30, 1400))
    entered_at = created_at + delay if drawn.enters else None
    opportunity_at = won_at = None
    if entered_at and random.random() < _BECOMES_OPPORTUNITY[drawn.is_signal]:
        opportunity_at = entered_at + timedelta(minutes=random.randrange(3 * 1440, 25 * 1440))
        if random.random() < _WINS[drawn.is_signal] / _BECOMES_OPPORTUNITY[drawn.is_signal]:
            won_at = opportunity_at + timedelta(minutes=random.randrange(5 * 1440, 55 * 1440))
    return Lead(
        number=0,
        created_at=created_at,
        source=source,
        campaign=random.choice(live) if source == "Paid Search" else None,
        entered_at=entered_at,
        rating=_rate(random, week, drawn, created_at),
        opportunity_at=opportunity_at,
        won_at=won_at,
        revenue=int(vary(random, 18_000, 0.4)),
    )


def _rate(random: Random, week: Week, drawn: _Drawn, created_at: datetime) -> Rating | None:
    """Return the rating: a lead is a signal where the agent rates it high, and soon enough."""
    by_agent = drawn.is_signal or random.random() < week.rated_by_agent
    if by_agent:
        late = drawn.enters and not drawn.is_signal and random.random() < _LATE_RATING
        minutes = random.randrange(13_500, 17_000) if late else random.randrange(3, 200)
        intent = "high" if drawn.is_signal or late else random.choice(_INTENTS_BELOW_HIGH)
        version = 2 if week.index >= _SECOND_VERSION_FROM else 1
        qualifier, by = f"intent-agent@{version}", "agent"
    elif random.random() < _RATED_BY_PEOPLE:
        qualifier = random.choice((PIPELINE_ORCHESTRATOR, CAMPAIGN_SPECIALIST)).email
        by, minutes = "human", random.randrange(300, 7000)
        intent = random.choice(("high", *_INTENTS_BELOW_HIGH))
    elif random.random() < _RATED_BY_POINTS:
        qualifier, by, minutes = SCORE_RULE, "rule", 1
        intent = random.choice(("high", *_INTENTS_BELOW_HIGH))
    else:
        return None
    best = {"high": 95, "medium": 70, "low": 40}[intent]
    at = created_at + timedelta(minutes=minutes)
    return Rating(intent, by, qualifier, at, random.randrange(best - 25, best))
