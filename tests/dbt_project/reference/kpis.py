"""The four KPIs in one shape, their baselines, multiples and target paths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from assets.declarations.organisation.model import OrganisationFile
from assets.declarations.targets.model import TargetsFile
from tests.dbt_project.organisation import RandomOrganisation
from tests.dbt_project.reference.campaigns import Velocity, velocity_by_week
from tests.dbt_project.reference.common import (
    TOTAL,
    WEEK,
    Clock,
    Segment,
    Weeks,
    current_leads,
    newest_versions,
    stand_at,
    weeks_until,
)
from tests.dbt_project.reference.content import Throughput, placements, throughput_by_week
from tests.dbt_project.reference.delivery import delivered_days
from tests.dbt_project.reference.feeding import Feeding, feeding
from tests.dbt_project.reference.leads import Signal, signal_by_week
from tests.dbt_project.reference.work import Density, density_by_week

RECENT_WEEKS = 4
MIN_DENOMINATOR = {
    "content_system_throughput": 0,
    "campaign_iteration_velocity": 3,
    "strategic_decision_density": 10,
    "pipeline_signal_to_noise": 10,
}


@dataclass(frozen=True)
class Fraction:
    """A KPI's numerator and denominator in a week; a sum has no denominator."""

    numerator: float
    denominator: float | None
    replaced_value: float | None

    @property
    def value(self) -> float | None:
        if self.denominator is None:
            return self.numerator
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True)
class Results:
    """Everything that the definitions say about an organisation."""

    weeks: Weeks
    throughput: dict[tuple[date, Segment], Throughput]
    velocity: dict[tuple[date, Segment], Velocity]
    density: dict[tuple[date, Segment], Density]
    signal: dict[tuple[date, Segment], Signal]
    feeding: Feeding
    weekly_capacity_hours: float

    def fraction(self, kpi: str, week: date, segment: Segment = TOTAL) -> Fraction:
        """Return a KPI in a week and segment, as numerator and denominator."""
        if kpi == "content_system_throughput":
            content = self.throughput.get((week, segment), Throughput())
            return Fraction(content.throughput, None, content.pieces)
        if kpi == "campaign_iteration_velocity":
            velocity = self.velocity.get((week, segment), Velocity())
            hours = velocity.values()["launch_hours"]
            return Fraction(velocity.optimizations, velocity.active_campaigns, hours)
        if kpi == "strategic_decision_density":
            density = self.density.get((week, segment), Density())
            decisions, executions = density.items["judgment"], density.items["execution"]
            utilization = density.values(self.weekly_capacity_hours)["team_utilization"]
            return Fraction(decisions, decisions + executions, utilization)
        signal = self.signal.get((week, segment), Signal())
        return Fraction(signal.signal_leads, signal.entered_leads, signal.lead_volume)

    def is_complete(self, kpi: str, week: date) -> bool:
        """Tell whether the week is over, and no account that fed the KPI is waited for."""
        return self.feeding.is_complete(kpi, self.weeks, week)

    def is_maturing(self, kpi: str, week: date) -> bool:
        """Tell whether ratings that still count may arrive."""
        return kpi == "pipeline_signal_to_noise" and self.weeks.is_maturing(week)


@dataclass(frozen=True)
class Baseline:
    """A KPI over its baseline weeks and over the newest ones."""

    baseline_weeks: int
    baseline_value: float | None
    recent_weeks: int
    recent_value: float | None

    @property
    def multiple(self) -> float | None:
        if self.recent_value is None or not self.baseline_value:
            return None
        return self.recent_value / self.baseline_value


def compute(organisation: RandomOrganisation) -> Results | None:
    """Return what the definitions say; None where there is no instant to stand at."""
    as_of = stand_at(organisation)
    if as_of is None:
        return None
    clock = Clock(organisation.timezone)
    weeks = weeks_until(clock, as_of, _first_weeks(organisation, clock, as_of))
    return Results(
        weeks=weeks,
        throughput=throughput_by_week(organisation, clock, as_of),
        velocity=velocity_by_week(organisation, weeks),
        density=density_by_week(organisation, clock, as_of),
        signal=signal_by_week(organisation, clock, as_of),
        feeding=feeding(organisation, weeks),
        weekly_capacity_hours=organisation.declared[OrganisationFile].weekly_capacity_hours,
    )


def _first_weeks(organisation: RandomOrganisation, clock: Clock, as_of: datetime) -> Iterator[date]:
    events = {
        "campaign_changes": ("change_id", "changed_at"),
        "work_items": ("work_item_id", "completed_at"),
        "agent_runs": ("run_id", "started_at"),
        "reviews": ("review_id", "reviewed_at"),
    }
    moments = chain(
        (posted.live_at for posted in placements(organisation, as_of).values()),
        (
            row[column]
            for stream, (key, column) in events.items()
            for row in newest_versions(organisation.rows(stream), key).values()
        ),
        (row["created_at"] for row in current_leads(organisation).values()),
        (
            clock.midnight(row["date"])
            for row in delivered_days(organisation.rows("campaign_performance"))
        ),
    )
    return (clock.week(moment) for moment in moments if moment is not None and moment <= as_of)


def baseline(organisation: RandomOrganisation, results: Results, kpi: str) -> Baseline:
    """Return the pooled value of a KPI over the baseline and over the newest complete weeks."""
    usable = [
        week
        for week in results.weeks.starts
        if results.is_complete(kpi, week) and not results.is_maturing(kpi, week)
    ]
    declared = organisation.declared[OrganisationFile].baseline
    first = declared.first_week if declared else date.max
    count = declared.weeks if declared else 0
    before = [week for week in usable if first <= week and (week - first) // WEEK < count]
    recent = usable[-RECENT_WEEKS:]
    return Baseline(
        len(before), _pooled(results, kpi, before), len(recent), _pooled(results, kpi, recent)
    )


def _pooled(results: Results, kpi: str, weeks: list[date]) -> float | None:
    fractions = [results.fraction(kpi, week) for week in weeks]
    numerator = sum(fraction.numerator for fraction in fractions)
    denominators = [f.denominator for f in fractions if f.denominator is not None]
    denominator = sum(denominators) if denominators else len(weeks)
    return numerator / denominator if denominator else None


def target_path(
    organisation: RandomOrganisation, results: Results, kpi: str, week: date
) -> tuple[float, float] | None:
    """Return the value on the path in a week, and the one at its end; None before any target."""
    begun = [
        target
        for target in organisation.declared[TargetsFile].targets
        if target.kpi == kpi and target.from_ <= week
    ]
    if not begun:
        return None
    target = max(begun, key=lambda candidate: candidate.from_)
    start = target.start_value
    if start is None:
        start = baseline(organisation, results, kpi).baseline_value
    if start is None:
        start = target.value
    progress = min(1.0, (week - target.from_) / (target.until - target.from_))
    return start + (target.value - start) * progress, target.value
