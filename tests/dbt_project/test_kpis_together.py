"""The four KPIs in one shape, baselines, multiples and target paths are what is defined."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from hypothesis import given

from tests.dbt_project.comparing import assert_rows, by_week
from tests.dbt_project.compiled import Warehouse
from tests.dbt_project.organisation import RandomOrganisation, Row
from tests.dbt_project.properties import assert_holds, property_test
from tests.dbt_project.reference.common import Segment
from tests.dbt_project.reference.kpis import (
    MIN_DENOMINATOR,
    Baseline,
    Results,
    baseline,
    compute,
    target_path,
)
from tests.dbt_project.strategies.organisations import KPIS, with_everything

MARTS = ("kpi_weekly", "kpi_baseline", "kpi_target_weekly")


@property_test
@given(organisation=with_everything())
def test_kpis_together_on_random_organisations(
    warehouse: Warehouse, organisation: RandomOrganisation
) -> None:
    """Every KPI's weeks, flags, old metric, baseline, multiple and target path agree."""

    def check(organisation: RandomOrganisation) -> None:
        weekly, baselines, targets = warehouse.build(organisation, *MARTS)
        results = compute(organisation)
        if results is None:
            assert not weekly
            return
        for kpi in KPIS:
            _check_weeks(results, kpi, _of(kpi, weekly))
            _check_baseline(organisation, results, kpi, _of(kpi, baselines))
            _check_targets(organisation, results, kpi, _of(kpi, targets))

    assert_holds(check, organisation)


def _of(kpi: str, rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["kpi_id"] == kpi]


def _check_weeks(results: Results, kpi: str, rows: list[Row]) -> None:
    expected: dict[tuple[date, Segment], dict[str, Any]] = {}
    for week, segment in by_week(rows):
        fraction = results.fraction(kpi, week, segment)
        denominator = fraction.denominator
        expected[week, segment] = {
            "numerator": fraction.numerator,
            "denominator": denominator,
            "value": fraction.value,
            "is_complete": results.weeks.is_complete(week),
            "is_maturing": results.is_maturing(kpi, week),
            "is_small_n": denominator is not None and denominator < MIN_DENOMINATOR[kpi],
        }
        if segment[0] != "qualifier":
            expected[week, segment]["old_value"] = fraction.old_value
    assert_rows(kpi, by_week(rows), expected)


def _check_baseline(
    organisation: RandomOrganisation, results: Results, kpi: str, rows: list[Row]
) -> None:
    defined = baseline(organisation, results, kpi)
    expected = {
        "baseline_weeks": defined.baseline_weeks,
        "baseline_value": defined.baseline_value,
        "recent_weeks": defined.recent_weeks,
        "recent_value": defined.recent_value,
        "multiple": defined.multiple,
    }
    nothing = Baseline(0, None, 0, None)
    assert_rows(kpi, {"": rows[0] if rows else vars(nothing) | {"multiple": None}}, {"": expected})


def _check_targets(
    organisation: RandomOrganisation, results: Results, kpi: str, rows: list[Row]
) -> None:
    paths = {week: target_path(organisation, results, kpi, week) for week in results.weeks.starts}
    expected = {
        week: {"target_value": path[0], "final_target_value": path[1]}
        for week, path in paths.items()
        if path is not None
    }
    assert_rows(kpi, {row["week_start"]: row for row in rows}, expected)
