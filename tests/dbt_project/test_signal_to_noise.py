"""Pipeline signal-to-noise is what its definition says."""

from hypothesis import given

from tests.dbt_project.comparing import assert_same
from tests.dbt_project.compiled import Warehouse
from tests.dbt_project.organisation import RandomOrganisation
from tests.dbt_project.properties import assert_holds, property_test
from tests.dbt_project.reference.kpis import compute
from tests.dbt_project.reference.leads import Signal
from tests.dbt_project.strategies.organisations import with_leads


@property_test
@given(organisation=with_leads())
def test_signal_to_noise_on_random_organisations(
    warehouse: Warehouse, organisation: RandomOrganisation
) -> None:
    """Signal, entered and created leads agree for the total and every segment."""

    def check(organisation: RandomOrganisation) -> None:
        (rows,) = warehouse.build(organisation, "pipeline_signal_to_noise_weekly")
        results = compute(organisation)
        expected = {k: v.values() for k, v in results.signal.items()} if results else {}
        assert_same(rows, results, expected, Signal().values())

    assert_holds(check, organisation)
