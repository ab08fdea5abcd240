"""Content system throughput is what its definition says."""

from hypothesis import given

from tests.dbt_project.comparing import assert_same
from tests.dbt_project.compiled import Warehouse
from tests.dbt_project.organisation import RandomOrganisation
from tests.dbt_project.properties import assert_holds, property_test
from tests.dbt_project.reference.content import Throughput
from tests.dbt_project.reference.kpis import compute
from tests.dbt_project.strategies.organisations import with_content


@property_test
@given(organisation=with_content())
def test_throughput_on_random_organisations(
    warehouse: Warehouse, organisation: RandomOrganisation
) -> None:
    """Throughput, factors, placements and fill rate agree for the total and every segment."""

    def check(organisation: RandomOrganisation) -> None:
        (rows,) = warehouse.build(organisation, "content_system_throughput_weekly")
        results = compute(organisation)
        expected = {k: v.values() for k, v in results.throughput.items()} if results else {}
        assert_same(rows, results, expected, Throughput().values())

    assert_holds(check, organisation)
