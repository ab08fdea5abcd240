"""What is hidden is who and in which words, never how much."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, settings

from assets.declarations.organisation.model import OrganisationFile
from tests.dbt_project.compiled import Warehouse
from tests.dbt_project.organisation import RandomOrganisation
from tests.dbt_project.properties import assert_holds, property_test
from tests.dbt_project.strategies.organisations import organisations

OF_PEOPLE = ("strategic_decision_density", "pipeline_signal_to_noise.qualifier")
"""Whose small segments, or those of people, are shown together."""


@settings(property_test, max_examples=10)  # each is built twice
@given(organisation=organisations())
def test_hidden_words_change_no_number(
    warehouse: Warehouse, organisation: RandomOrganisation
) -> None:
    """Every label and every key has one hash, so that no two segments or records become one.

    Which of two reviews of one instant is the later one is told by their keys alone.
    """
    organisation = _with_moments_apart(organisation)

    def check(organisation: RandomOrganisation) -> None:
        assert _numbers(warehouse, organisation, "hide") == _numbers(
            warehouse, organisation, "show"
        )

    assert_holds(check, organisation)


def _with_moments_apart(organisation: RandomOrganisation) -> RandomOrganisation:
    reviews = [
        review | {"reviewed_at": review["reviewed_at"] + timedelta(microseconds=place)}
        for place, review in enumerate(organisation.streams.get("reviews", []))
    ]
    return replace(organisation, streams=organisation.streams | {"reviews": reviews})


def _numbers(
    warehouse: Warehouse, organisation: RandomOrganisation, people: str
) -> Counter[tuple[Any, ...]]:
    """Return the numbers of every segment of every week, without its name."""
    file = organisation.declared[OrganisationFile].model_copy(update={"people": people})
    declared = organisation.declared.replacing(file)
    hidden = RandomOrganisation(declared, organisation.streams, organisation.rules)
    [rows] = warehouse.build(hidden, "kpi_weekly")
    return Counter(
        (
            row["kpi_id"],
            row["week_start"],
            row["segment_type"],
            row["is_complete"],
            row["numerator"],
            row["denominator"],
            row["replaced_value"],
        )
        for row in rows
        if row["segment_type"] == "total"
        or not f"{row['kpi_id']}.{row['segment_type']}".startswith(OF_PEOPLE)
    )
