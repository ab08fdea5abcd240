"""Campaign iteration velocity, from its definition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median

from tests.dbt_project.organisation import RandomOrganisation, Row
from tests.dbt_project.reference.common import (
    TOTAL,
    Account,
    Clock,
    Segment,
    Weeks,
    delivery_order,
    divided,
    newest_versions,
    segments_of,
)
from tests.dbt_project.reference.declared import level_on
from tests.dbt_project.reference.delivery import delivered_days
from tests.dbt_project.reference.effects import Effects
from tests.dbt_project.reference.renames import Renames

SESSION_GAP = timedelta(minutes=30)
OPTIMIZATION_CATEGORIES = frozenset(
    [
        "bid",
        "budget",
        "audience",
        "creative",
        "copy",
        "placement",
        "schedule",
        "landing_page",
        "keyword",
        "experiment",
    ]
)
ENDED_STATUSES = frozenset({"removed", "ended", "completed"})
SEGMENTS = tuple((name, name) for name in ("channel", "workflow", "declared_level"))


@dataclass(frozen=True)
class Campaign:
    """One campaign, renames merged, with the dates that count."""

    key: str
    row: Row
    created_at: datetime | None
    live_from: datetime | None
    launched_at: datetime | None
    ended_at: datetime | None

    @property
    def account(self) -> Account:
        return self.row["_source"], self.row["_account"]

    def is_active_at(self, instant: datetime) -> bool:
        """Tell whether the campaign is live at an instant; the one of its end belongs to it."""
        return (
            self.live_from is not None
            and self.live_from <= instant
            and (self.ended_at is None or instant <= self.ended_at)
        )


@dataclass(frozen=True)
class Delivered:
    """The days on which each campaign was delivered, and the first covered day of an account."""

    clock: Clock
    live: dict[str, list[date]]
    first_covered: dict[Account, date]


@dataclass(frozen=True)
class Optimization:
    """Changes of one campaign, actor and category with short gaps between."""

    campaign: Campaign
    actor_type: str
    changes: tuple[datetime, ...]


@dataclass
class Velocity:
    """The sums of one week and segment."""

    optimizations: int = 0
    changes: int = 0
    active_campaigns: int = 0
    unobserved_campaigns: int = 0
    unattributed_changes: int = 0
    launched_campaigns: int = 0
    launch_hours: list[float] = field(default_factory=list)
    measured: int = 0
    improved: int = 0

    def values(self) -> dict[str, float | None]:
        """Return the columns of the mart that the definition names."""
        return {
            "optimizations": self.optimizations,
            "changes": self.changes,
            "active_campaigns": self.active_campaigns,
            "unobserved_campaigns": self.unobserved_campaigns,
            "velocity": divided(self.optimizations, self.active_campaigns),
            "unattributed_changes": self.unattributed_changes,
            "launched_campaigns": self.launched_campaigns,
            "launch_hours": median(self.launch_hours) if self.launch_hours else None,
            "measured_optimizations": self.measured,
            "improved_optimizations": self.improved,
            "improved_share": divided(self.improved, self.measured),
        }


def dated_campaigns(
    organisation: RandomOrganisation, renames: Renames, clock: Clock
) -> dict[str, Campaign]:
    """Return every campaign by its key, with its dates stated or derived."""
    changed: dict[str, datetime] = {}
    for row in newest_versions(organisation.rows("campaign_changes"), "change_id").values():
        key = renames.resolve(row["campaign_id"])
        changed[key] = min(changed.get(key, datetime.max), row["changed_at"])
    live: dict[str, list[date]] = defaultdict(list)
    first_covered: dict[Account, date] = {}
    for row in delivered_days(organisation.rows("campaign_performance")):
        account = row["_source"], row["_account"]
        first_covered[account] = min(first_covered.get(account, date.max), row["date"])
        if (row["impressions"] or 0) > 0 or (row["cost"] or 0) > 0:
            live[renames.resolve(row["campaign_id"])].append(row["date"])
    delivered = Delivered(clock, live, first_covered)
    versions: dict[str, list[Row]] = defaultdict(list)
    for stated, row in newest_versions(organisation.rows("campaigns"), "campaign_id").items():
        versions[renames.resolve(stated)].append(row)
    return {
        key: _dated(key, max(rows, key=delivery_order), changed.get(key), delivered)
        for key, rows in versions.items()
    }


def _dated(key: str, row: Row, changed: datetime | None, delivered: Delivered) -> Campaign:
    launched_at, ended_at, created_at = row["launched_at"], row["ended_at"], row["created_at"]
    live_from, live, clock = launched_at, delivered.live[key], delivered.clock
    if launched_at is None and live:
        live_from = clock.midnight(min(live))
        covered = delivered.first_covered.get((row["_source"], row["_account"]))
        if covered is None or covered < min(live):
            launched_at = live_from
    if ended_at is None and live and (row["status"] or "").lower() in ENDED_STATUSES:
        ended_at = clock.midnight(max(live) + timedelta(days=1))
    if created_at is None and changed and live_from and changed < live_from:
        created_at = changed
    channel = row["channel"].lower() if row["channel"] else None
    return Campaign(key, {**row, "channel": channel}, created_at, live_from, launched_at, ended_at)


def velocity_by_week(
    organisation: RandomOrganisation, weeks: Weeks
) -> dict[tuple[date, Segment], Velocity]:
    """Return the sums of every week and segment with an optimization, campaign or launch."""
    clock = weeks.clock
    renames = Renames(organisation)
    campaigns = dated_campaigns(organisation, renames, clock)
    effects = Effects(organisation, renames, clock, weeks.as_of)
    changes = optimizing_changes(organisation, weeks.as_of)
    found: dict[tuple[date, Segment], Velocity] = defaultdict(Velocity)
    observed = observed_from(organisation, renames, campaigns, weeks)
    for campaign in campaigns.values():
        _count_campaign(found, campaign, organisation, weeks, observed)
    for optimization in optimizations(renames, campaigns, changes):
        week = clock.week(optimization.changes[0])
        improved = effects.is_improved(optimization.campaign.key, optimization.changes[0])
        for segment in (
            *_segments(organisation, optimization.campaign, week),
            ("actor_type", optimization.actor_type),
        ):
            found[week, segment].optimizations += 1
            found[week, segment].changes += len(optimization.changes)
            found[week, segment].measured += improved is not None
            found[week, segment].improved += improved is True
    for row in changes:
        campaign_or_none = campaigns.get(renames.resolve(row["campaign_id"]))
        if campaign_or_none is None or not campaign_or_none.is_active_at(row["changed_at"]):
            found[clock.week(row["changed_at"]), TOTAL].unattributed_changes += 1
    for (week, segment), sums in list(found.items()):
        if segment[0] == "actor_type":
            sums.active_campaigns = found[week, TOTAL].active_campaigns
    return found


def observed_from(
    organisation: RandomOrganisation,
    renames: Renames,
    campaigns: dict[str, Campaign],
    weeks: Weeks,
) -> dict[Account, date]:
    """Return the week from which on the changes of an account's campaigns are known."""
    found: dict[Account, date] = {}
    for row in newest_versions(organisation.rows("campaign_changes"), "change_id").values():
        if row["changed_at"] > weeks.as_of:
            continue
        week = weeks.clock.week(row["changed_at"])
        campaign = campaigns.get(renames.resolve(row["campaign_id"]))
        accounts = {(row["_source"], row["_account"])} | ({campaign.account} if campaign else set())
        for account in accounts:
            found[account] = min(found.get(account, week), week)
    return found


def _count_campaign(
    found: dict[tuple[date, Segment], Velocity],
    campaign: Campaign,
    organisation: RandomOrganisation,
    weeks: Weeks,
    observed: dict[Account, date],
) -> None:
    live_from, launched_at, ended_at = campaign.live_from, campaign.launched_at, campaign.ended_at
    if live_from is None or live_from > weeks.as_of:
        return
    first = observed.get(campaign.account, date.max)
    for week in weeks.starts:
        is_over = ended_at is not None and ended_at < weeks.clock.midnight(week)
        if live_from < weeks.end(week) and not is_over:
            for segment in _segments(organisation, campaign, week):
                if first <= week:
                    found[week, segment].active_campaigns += 1
                else:
                    found[week, segment].unobserved_campaigns += 1
    if launched_at is None:
        return
    launch_week = weeks.clock.week(launched_at)
    for segment in _segments(organisation, campaign, launch_week):
        launches = found[launch_week, segment]
        launches.launched_campaigns += 1
        if campaign.created_at is not None:
            hours = (launched_at - campaign.created_at) / timedelta(hours=1)
            launches.launch_hours.append(hours)


def _segments(
    organisation: RandomOrganisation, campaign: Campaign, week: date
) -> Iterator[Segment]:
    """Yield the slices of a campaign in a week; its level is the one at the end of the week."""
    level = level_on(organisation, campaign.row["workflow"], week + timedelta(days=6))
    return segments_of({**campaign.row, "declared_level": level}, SEGMENTS)


def optimizing_changes(organisation: RandomOrganisation, as_of: datetime) -> list[Row]:
    """Return the changes of an optimization category, made until then."""
    versions = newest_versions(organisation.rows("campaign_changes"), "change_id")
    return [
        row
        for row in versions.values()
        if row["changed_at"] <= as_of and row["category"].lower() in OPTIMIZATION_CATEGORIES
    ]


def optimizations(
    renames: Renames, campaigns: dict[str, Campaign], changes: list[Row]
) -> Iterator[Optimization]:
    """Yield the changes to active campaigns, bulk edits as one."""
    groups: dict[tuple[str, str | None, str], list[Row]] = defaultdict(list)
    for row in changes:
        key = renames.resolve(row["campaign_id"])
        if key in campaigns and campaigns[key].is_active_at(row["changed_at"]):
            groups[key, row["actor"], row["category"].lower()].append(row)
    for (key, _, _), rows in groups.items():
        rows.sort(key=lambda row: row["changed_at"])
        session: list[Row] = []
        for row in rows:
            if session and row["changed_at"] - session[-1]["changed_at"] > SESSION_GAP:
                yield _optimization(campaigns[key], session)
                session = []
            session.append(row)
        yield _optimization(campaigns[key], session)


def _optimization(campaign: Campaign, session: list[Row]) -> Optimization:
    return Optimization(
        campaign,
        # one actor has one type: a view that lacks the column must not take it away
        min(row["actor_type"] or "unknown" for row in session),
        tuple(row["changed_at"] for row in session),
    )
