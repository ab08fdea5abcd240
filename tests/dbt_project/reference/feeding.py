"""Which accounts fed a KPI in a week, and until when each is covered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tests.dbt_project.organisation import RandomOrganisation, Row
from tests.dbt_project.reference.campaigns import (
    dated_campaigns,
    observed_from,
    optimizing_changes,
)
from tests.dbt_project.reference.common import (
    WEEK,
    Account,
    Weeks,
    coverage,
    current_leads,
    first_entries,
)
from tests.dbt_project.reference.content import placements
from tests.dbt_project.reference.renames import Renames
from tests.dbt_project.reference.work import human_work

FEEDING_WEEKS = 4
WAITING = timedelta(days=28)

Fed = tuple[Account, date]


@dataclass(frozen=True)
class Feeding:
    """By KPI, the accounts of which records counted in a week; and the coverage of accounts."""

    fed: dict[str, set[Fed]]
    covered: dict[Account, datetime]

    def behind(self, kpi: str, weeks: Weeks, week: date) -> list[Account]:
        """Return the accounts that fed the KPI before and are not covered to the week's end."""
        earliest = week - FEEDING_WEEKS * WEEK
        expected = {account for account, fed in self.fed[kpi] if earliest <= fed < week}
        end = weeks.end(week)
        return sorted(a for a in expected if self.covered.get(a, datetime.min) < end)

    def is_complete(self, kpi: str, weeks: Weeks, week: date) -> bool:
        """Tell whether a week is over, and waits for nobody."""
        end = weeks.end(week)
        waits = bool(self.behind(kpi, weeks, week)) and weeks.as_of < end + WAITING
        return weeks.as_of >= end and not waits


def feeding(organisation: RandomOrganisation, weeks: Weeks) -> Feeding:
    """Return what fed the four KPIs."""
    fed: dict[str, set[Fed]] = defaultdict(set)
    clock, as_of = weeks.clock, weeks.as_of
    for posted in placements(organisation, as_of).values():
        fed["content_system_throughput"].add((posted.account, clock.week(posted.live_at)))
    fed["campaign_iteration_velocity"] = set(_velocity(organisation, weeks))
    for work in human_work(organisation, clock, as_of):
        if work.work_class != "oversight":
            fed["strategic_decision_density"].add((work.account, clock.week(work.completed_at)))
    entries = first_entries(organisation.rows("leads"))
    for lead, row in current_leads(organisation).items():
        if lead in entries and entries[lead] <= as_of:
            fed["pipeline_signal_to_noise"].add((_account(row), clock.week(entries[lead])))
    return Feeding(fed, coverage(organisation))


def _velocity(organisation: RandomOrganisation, weeks: Weeks) -> Iterator[Fed]:
    clock = weeks.clock
    renames = Renames(organisation)
    campaigns = dated_campaigns(organisation, renames, clock)
    observed = observed_from(organisation, renames, campaigns, weeks)
    for campaign in campaigns.values():
        live_from, ended_at = campaign.live_from, campaign.ended_at
        if live_from is None or live_from > weeks.as_of:
            continue
        for week in weeks.starts:
            is_over = ended_at is not None and ended_at < clock.midnight(week)
            is_observed = observed.get(campaign.account, date.max) <= week
            if live_from < weeks.end(week) and not is_over and is_observed:
                yield campaign.account, week
    for row in optimizing_changes(organisation, weeks.as_of):
        stated = campaigns.get(renames.resolve(row["campaign_id"]))
        if stated is not None and stated.is_active_at(row["changed_at"]):
            yield _account(row), clock.week(row["changed_at"])


def _account(row: Row) -> Account:
    return row["_source"], row.get("_account", "default")
