"""Whatever an organisation has exported so far, its numbers agree and can be published."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.lib.analysis import discover_analyses
from assets.lib.dbt.project import read_project
from assets.streams import STREAM_NAMES
from checks.claims import read_checks
from tests.dbt_project.compiled import Warehouse
from tests.dbt_project.organisation import RandomOrganisation
from tests.dbt_project.properties import assert_holds, property_test
from tests.dbt_project.strategies.organisations import organisations

CHECKS = [
    check
    for check in read_checks()
    if check.severity == "error" and check.schema in ("marts", "analysis")
]
MARTS = [model.name for model in read_project().models if model.schema_name == "marts"]


@pytest.fixture(scope="module")
def warehouse() -> Warehouse:
    """Give a warehouse in memory with the tables of no organisation."""
    return Warehouse(read_project())


@settings(property_test, max_examples=15)
@given(
    organisation=organisations(),
    streams=st.sets(st.sampled_from(STREAM_NAMES), min_size=1),
    records=st.sampled_from((1, 2, 10_000)),
)
def test_every_subset_of_the_streams_can_be_published(
    warehouse: Warehouse, organisation: RandomOrganisation, streams: set[str], records: int
) -> None:
    """Somebody may begin with traces alone, or with a single lead."""

    def check(organisation: RandomOrganisation) -> None:
        warehouse.build(organisation, *MARTS)
        for analysis in discover_analyses():
            frames = analysis.compute(warehouse.connection)
            for table in analysis.tables:
                table.write_frame(warehouse.connection, frames[table.name])
        outcomes = [check.run(warehouse.connection) for check in CHECKS]
        assert [outcome.reason for outcome in outcomes if outcome.blocks] == []

    subset = {name: organisation.rows(name)[:records] for name in streams}
    assert_holds(check, replace(organisation, streams=subset))
