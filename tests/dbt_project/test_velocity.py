"""Campaign iteration velocity is what its definition says."""

from hypothesis import given

from tests.dbt_project.comparing import assert_same
from tests.dbt_project.compiled import Warehouse
from tests.dbt_project.organisation import RandomOrganisation
from tests.dbt_project.properties import assert_holds, property_test
from tests.dbt_project.reference.campaigns import Velocity
from tests.dbt_project.reference.kpis import compute
from tests.dbt_project.strategies.organisations import with_campaigns


@property_test
@given(organisation=with_campaigns())
def test_velocity_on_random_organisations(
    warehouse: Warehouse, organisation: RandomOrganisation
) -> None:
    """Optimizations, active campaigns, strays and launches agree in total and by segment."""

    def check(organisation: RandomOrganisation) -> None:
        (rows,) = warehouse.build(organisation, "campaign_iteration_velocity_weekly")
        results = compute(organisation)
        expected = {k: v.values() for k, v in results.velocity.items()} if results else {}
        assert_same(rows, results, expected, Velocity().values())

    assert_holds(check, organisation)
