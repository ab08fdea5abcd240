"""What people, agents and rules change in the campaigns, from week to week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from pipelines.demo.world.campaigns import NEW_NAME, OLD_NAME, RENAMED_AT, Campaign
from pipelines.demo.world.cast import (
    AI_OPS_ARCHITECT,
    AUTOMATIC_RULE,
    BID_AGENT,
    CAMPAIGN_SPECIALIST,
    CRM_SYNC,
    PIPELINE_ORCHESTRATOR,
)
from pipelines.demo.world.chance import stream, vary, whole
from pipelines.demo.world.change_texts import IN_AD_GROUPS, describe
from pipelines.demo.world.story import Week
from pipelines.demo.world.timeline import WEEKS, at_local, in_office, week_start

_HUMAN_HOURS = range(8, 18)
_AGENT_HOURS = range(4, 23)
_RULE_SHARE = 0.05
_STATUS_CHANGES = 0.1
_ACCOUNT_CHANGES = 3
_WORKING_DAYS = 5
_REPEATED_EVERY = 130
_AGENT_CATEGORIES = ("bid", "bid", "bid", "budget", "keyword", "audience", "placement", "schedule")
_HUMAN_CATEGORIES = ("creative", "creative", "keyword", "audience", "budget", "experiment", "bid")


@dataclass(frozen=True)
class Change:
    """One record of the change history; `campaign` is None where the whole account changed."""

    at: datetime
    user: str
    campaign: Campaign | None
    ad_group: str
    text: str


@dataclass(frozen=True)
class _Actor:
    user: str
    hours: range
    categories: tuple[str, ...]


def change_campaigns(
    seed: int, weeks: Sequence[Week], campaigns: Sequence[Campaign]
) -> list[Change]:
    """Return every change, older ones first; some records appear twice, as in real histories."""
    random = stream(seed, "changes")
    changes = [_created(random, campaign) for campaign in campaigns]
    changes.append(_renamed(campaigns))
    for week in weeks[:WEEKS]:
        changes += _weekly_changes(random, week, campaigns)
    changes += _last_night(random, campaigns)
    changes.sort(key=lambda change: change.at)
    repeated = changes[_REPEATED_EVERY::_REPEATED_EVERY]
    return sorted([*changes, *repeated], key=lambda change: change.at)


def _weekly_changes(random: Random, week: Week, campaigns: Sequence[Campaign]) -> list[Change]:
    live = [campaign for campaign in campaigns if campaign.runs_in(week.index)]
    changes = []
    for campaign in live:
        sessions = whole(random, vary(random, week.optimizations, 0.15))
        slots = _slots(random, week, campaign)
        for _ in range(sessions):
            actor = _actor(random, week.agent_share)
            fitting = [slot for slot in slots if _fits(slot, actor)]
            if fitting:
                slots.remove(fitting[0])
                changes += _session(random, fitting[0], actor, campaign)
        if random.random() < _STATUS_CHANGES and slots:
            changes.append(_status_change(random, slots[0], campaign))
    for _ in range(_ACCOUNT_CHANGES):
        user = random.choice((AI_OPS_ARCHITECT.email, CRM_SYNC, CRM_SYNC))
        text = describe(random, "sync" if user == CRM_SYNC else "account")
        changes.append(Change(in_office(random, week.index), user, None, "", text))
    return changes


def _slots(random: Random, week: Week, campaign: Campaign) -> list[tuple[int, int, datetime]]:
    """Return weekday, hour and instant of the hours in which the campaign may be changed.

    Nobody works on a campaign in two hours running, so that no two sessions grow together.
    """
    parity = random.randrange(2)
    slots = []
    for weekday in range(7):
        day = week_start(week.index) + timedelta(days=weekday)
        if campaign.runs_on(day):
            hours = range(_AGENT_HOURS.start + parity, _AGENT_HOURS.stop, 2)
            slots += [(weekday, hour, at_local(day, hour)) for hour in hours]
    random.shuffle(slots)
    # The bid agent works through all campaigns at the same hour: such slots come first.
    return sorted(slots, key=lambda slot: slot[1] not in (4, 5))


def _actor(random: Random, agent_share: float) -> _Actor:
    drawn = random.random()
    if drawn < _RULE_SHARE:
        return _Actor(AUTOMATIC_RULE, _AGENT_HOURS, ("keyword", "bid", "creative"))
    if drawn < _RULE_SHARE + agent_share * (1 - _RULE_SHARE):
        return _Actor(BID_AGENT, _AGENT_HOURS, _AGENT_CATEGORIES)
    user = random.choice((PIPELINE_ORCHESTRATOR, CAMPAIGN_SPECIALIST, CAMPAIGN_SPECIALIST))
    return _Actor(user.email, _HUMAN_HOURS, _HUMAN_CATEGORIES)


def _fits(slot: tuple[int, int, datetime], actor: _Actor) -> bool:
    weekday, hour, _ = slot
    return hour in actor.hours and (actor.hours is _AGENT_HOURS or weekday < _WORKING_DAYS)


def _session(
    random: Random, slot: tuple[int, int, datetime], actor: _Actor, campaign: Campaign
) -> list[Change]:
    """Return the records of one decision: one, or several within minutes."""
    category = random.choice(actor.categories)
    records = random.choice((1, 1, 2, 3)) if actor.user == BID_AGENT else random.choice((1, 1, 2))
    at = slot[2] + timedelta(seconds=random.randrange(300))
    changes = []
    for _ in range(records):
        ad_group = f"Ad group {random.randrange(1, 5)}" if category in IN_AD_GROUPS else ""
        changes.append(Change(at, actor.user, campaign, ad_group, describe(random, category)))
        at += timedelta(seconds=random.randrange(2, 240))
    return changes


def _status_change(random: Random, slot: tuple[int, int, datetime], campaign: Campaign) -> Change:
    at = slot[2] + timedelta(minutes=50)
    return Change(at, CAMPAIGN_SPECIALIST.email, campaign, "", describe(random, "status"))


def _created(random: Random, campaign: Campaign) -> Change:
    user = random.choice((PIPELINE_ORCHESTRATOR, CAMPAIGN_SPECIALIST)).email
    text = f"Campaign created\n  Campaign type: {campaign.kind}"
    return Change(campaign.created_at, user, campaign, "", text)


def _renamed(campaigns: Sequence[Campaign]) -> Change:
    campaign = next(c for c in campaigns if c.first_name == OLD_NAME)
    text = f"Campaign changed\n  Campaign name changed from {OLD_NAME} to {NEW_NAME}"
    return Change(RENAMED_AT, PIPELINE_ORCHESTRATOR.email, campaign, "", text)


def _last_night(random: Random, campaigns: Sequence[Campaign]) -> list[Change]:
    """Return what the agent does in the hours between the last week's end and the last export."""
    at = at_local(week_start(WEEKS), 4, 10)
    live = [campaign for campaign in campaigns if campaign.runs_on(week_start(WEEKS))]
    return [
        Change(at + timedelta(seconds=40 * n), BID_AGENT, campaign, "", describe(random, "bid"))
        for n, campaign in enumerate(live[:4])
    ]
