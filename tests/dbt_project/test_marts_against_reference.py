"""Each KPI's mart says what its definition says, on organisations that nobody thought of."""

from hypothesis import HealthCheck, given, settings

from tests.dbt_project.comparing import assert_same, by_week
from tests.dbt_project.compiled import Warehouse
from tests.dbt_project.organisation import RandomOrganisation
from tests.dbt_project.reference.campaigns import Velocity
from tests.dbt_project.reference.content import Throughput
from tests.dbt_project.reference.kpis import compute
from tests.dbt_project.reference.leads import Signal
from tests.dbt_project.reference.work import Density
from tests.dbt_project.strategies.organisations import (
    with_campaigns,
    with_content,
    with_leads,
    with_work,
)

property_test = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@property_test
@given(organisation=with_content())
def test_throughput_is_what_its_definition_says(
    warehouse: Warehouse, organisation: RandomOrganisation
) -> None:
    """Throughput, factors, placements and fill rate agree for the total and every segment."""
    warehouse.hold(organisation, "content_system_throughput_weekly")
    results = compute(organisation)
    expected = {k: v.values() for k, v in results.throughput.items()} if results else {}
    actual = by_week(warehouse.rows("content_system_throughput_weekly"))
    assert_same(actual, expected, Throughput().values())


@property_test
@given(organisation=with_campaigns())
def test_velocity_is_what_its_definition_says(
    warehouse: Warehouse, organisation: RandomOrganisation
) -> None:
    """Optimizations, active campaigns, strays and launches agree for the total and every segment."""
    warehouse.hold(organisation, "campaign_iteration_velocity_weekly")
    results = compute(organisation)
    expected = {k: v.values() for k, v in results.velocity.items()} if results else {}
    actual = by_week(warehouse.rows("campaign_iteration_velocity_weekly"))
    assert_same(actual, expected, Velocity().values())


@property_test
@given(organisation=with_work())
def test_density_is_what_its_definition_says(
    warehouse: Warehouse, organisation: RandomOrganisation
) -> None:
    """Items, hours, shares, people and reversals agree for the total and every segment."""
    warehouse.hold(organisation, "strategic_decision_density_weekly")
    results = compute(organisation)
    capacity = organisation.declared.organisation.weekly_capacity_hours
    expected = {k: v.values(capacity) for k, v in results.density.items()} if results else {}
    actual = by_week(warehouse.rows("strategic_decision_density_weekly"))
    assert_same(actual, expected, Density().values(capacity))


@property_test
@given(organisation=with_leads())
def test_signal_to_noise_is_what_its_definition_says(
    warehouse: Warehouse, organisation: RandomOrganisation
) -> None:
    """Signal, entered and created leads agree for the total and every segment."""
    warehouse.hold(organisation, "pipeline_signal_to_noise_weekly")
    results = compute(organisation)
    expected = {k: v.values() for k, v in results.signal.items()} if results else {}
    actual = by_week(warehouse.rows("pipeline_signal_to_noise_weekly"))
    assert_same(actual, expected, Signal().values())
