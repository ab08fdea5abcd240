"""What each mart of a KPI, and the one of the Collaboration Spectrum, has to hold.

Each claim takes the organisation, what is defined of it, and the rows of the marts by name.
"""

from __future__ import annotations

from collections.abc import Mapping

from assets.declarations.organisation.model import OrganisationFile
from tests.dbt_project.comparing import assert_rows, assert_same
from tests.dbt_project.organisation import RandomOrganisation, Row
from tests.dbt_project.reference.campaigns import Velocity
from tests.dbt_project.reference.content import Throughput
from tests.dbt_project.reference.kpis import Results
from tests.dbt_project.reference.leads import Signal
from tests.dbt_project.reference.spectrum import levels_by_week
from tests.dbt_project.reference.work import Density

Marts = Mapping[str, list[Row]]


def throughput(_: RandomOrganisation, results: Results | None, marts: Marts) -> None:
    """Throughput, factors, placements and fill rate agree for the total and every segment."""
    expected = {k: v.values() for k, v in results.throughput.items()} if results else {}
    mart = "content_system_throughput_weekly"
    assert_same(mart, marts[mart], results, expected, Throughput().values())


def velocity(_: RandomOrganisation, results: Results | None, marts: Marts) -> None:
    """Optimizations, active campaigns, strays and launches agree in total and by segment."""
    expected = {k: v.values() for k, v in results.velocity.items()} if results else {}
    mart = "campaign_iteration_velocity_weekly"
    assert_same(mart, marts[mart], results, expected, Velocity().values())


def density(organisation: RandomOrganisation, results: Results | None, marts: Marts) -> None:
    """Items, hours, shares, people and reversals agree for the total and every segment."""
    capacity = organisation.declared[OrganisationFile].weekly_capacity_hours
    expected = {k: v.values(capacity) for k, v in results.density.items()} if results else {}
    mart = "strategic_decision_density_weekly"
    assert_same(mart, marts[mart], results, expected, Density().values(capacity))


def signal_to_noise(_: RandomOrganisation, results: Results | None, marts: Marts) -> None:
    """Signal, entered and created leads agree for the total and every segment."""
    expected = {k: v.values() for k, v in results.signal.items()} if results else {}
    mart = "pipeline_signal_to_noise_weekly"
    assert_same(mart, marts[mart], results, expected, Signal().values())


def spectrum(organisation: RandomOrganisation, results: Results | None, marts: Marts) -> None:
    """Outputs, reviews, shares and all three levels of every workflow and week agree."""
    rows = marts["workflow_level_weekly"]
    expected = levels_by_week(organisation, results.weeks) if results else {}
    actual = {(row["week_start"], row["workflow"]): row for row in rows}
    assert len(actual) == len(rows)
    assert_rows("workflow_level_weekly", actual, expected)
