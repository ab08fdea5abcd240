"""Strategic decision density is what its definition says."""

from hypothesis import given

from assets.declarations.organisation.model import OrganisationFile
from tests.dbt_project.comparing import assert_same
from tests.dbt_project.compiled import Warehouse
from tests.dbt_project.organisation import RandomOrganisation
from tests.dbt_project.properties import assert_holds, property_test
from tests.dbt_project.reference.kpis import compute
from tests.dbt_project.reference.work import Density
from tests.dbt_project.strategies.organisations import with_work


@property_test
@given(organisation=with_work())
def test_density_on_random_organisations(
    warehouse: Warehouse, organisation: RandomOrganisation
) -> None:
    """Items, hours, shares, people and reversals agree for the total and every segment."""

    def check(organisation: RandomOrganisation) -> None:
        (rows,) = warehouse.build(organisation, "strategic_decision_density_weekly")
        results = compute(organisation)
        capacity = organisation.declared[OrganisationFile].weekly_capacity_hours
        expected = {k: v.values(capacity) for k, v in results.density.items()} if results else {}
        assert_same(rows, results, expected, Density().values(capacity))

    assert_holds(check, organisation)
