"""The Collaboration Spectrum is what its definition says."""

from hypothesis import given

from tests.dbt_project.comparing import assert_rows
from tests.dbt_project.compiled import Warehouse
from tests.dbt_project.organisation import RandomOrganisation
from tests.dbt_project.properties import assert_holds, property_test
from tests.dbt_project.reference.kpis import compute
from tests.dbt_project.reference.spectrum import levels_by_week
from tests.dbt_project.strategies.organisations import with_agents


@property_test
@given(organisation=with_agents())
def test_spectrum_on_random_organisations(
    warehouse: Warehouse, organisation: RandomOrganisation
) -> None:
    """Outputs, reviews, shares and all three levels of every workflow and week agree."""

    def check(organisation: RandomOrganisation) -> None:
        (rows,) = warehouse.build(organisation, "workflow_level_weekly")
        results = compute(organisation)
        expected = levels_by_week(organisation, results.weeks) if results else {}
        actual = {(row["week_start"], row["workflow"]): row for row in rows}
        assert len(actual) == len(rows)
        assert_rows("spectrum", actual, expected)

    assert_holds(check, organisation)
