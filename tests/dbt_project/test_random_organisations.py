"""Every number of random organisations is what its definition says."""

from __future__ import annotations

from hypothesis import given

from tests.dbt_project.claims import density, signal_to_noise, spectrum, throughput, velocity
from tests.dbt_project.claims_together import kpis_together
from tests.dbt_project.compiled import Warehouse
from tests.dbt_project.organisation import RandomOrganisation
from tests.dbt_project.properties import assert_holds, property_test
from tests.dbt_project.reference.kpis import compute
from tests.dbt_project.strategies.organisations import organisations

MARTS = (
    "content_system_throughput_weekly",
    "campaign_iteration_velocity_weekly",
    "strategic_decision_density_weekly",
    "pipeline_signal_to_noise_weekly",
    "workflow_level_weekly",
    "kpi_weekly",
    "kpi_baseline",
    "kpi_target_weekly",
    "kpi_headline",
)
CLAIMS = (throughput, velocity, density, signal_to_noise, spectrum, kpis_together)


@property_test
@given(organisation=organisations())
def test_marts_are_what_is_defined(warehouse: Warehouse, organisation: RandomOrganisation) -> None:
    """Each organisation is built once, which takes nearly all the time, and held to every claim."""

    def check(organisation: RandomOrganisation) -> None:
        marts = dict(zip(MARTS, warehouse.build(organisation, *MARTS), strict=True))
        results = compute(organisation)
        for claim in CLAIMS:
            claim(organisation, results, marts)

    assert_holds(check, organisation)
