"""What the marts over all KPIs have to hold: one shape, baselines, multiples, target paths."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from assets.lib.organisation.values import list_kpi_ids
from tests.dbt_project.claims import Marts
from tests.dbt_project.comparing import assert_rows, by_week
from tests.dbt_project.organisation import RandomOrganisation, Row
from tests.dbt_project.reference.common import Segment
from tests.dbt_project.reference.kpis import (
    MIN_DENOMINATOR,
    Baseline,
    Fraction,
    Results,
    baseline,
    target_path,
)


def kpis_together(organisation: RandomOrganisation, results: Results | None, marts: Marts) -> None:
    """Every KPI's weeks, flags, old metric, baseline, multiple, target path and headline agree."""
    if results is None:
        assert not marts["kpi_weekly"]
        return
    for kpi in list_kpi_ids():
        _check_weeks(results, kpi, _of(kpi, marts["kpi_weekly"]))
        _check_baseline(organisation, results, kpi, _of(kpi, marts["kpi_baseline"]))
        _check_targets(organisation, results, kpi, _of(kpi, marts["kpi_target_weekly"]))
        _check_headline(organisation, results, kpi, _of(kpi, marts["kpi_headline"]))


def _of(kpi: str, rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["kpi_id"] == kpi]


def _check_weeks(results: Results, kpi: str, rows: list[Row]) -> None:
    expected: dict[tuple[date, Segment], dict[str, Any]] = {}
    for week, segment in by_week(rows):
        fraction = results.fraction(kpi, week, segment)
        expected[week, segment] = {
            "numerator": fraction.numerator,
            "denominator": fraction.denominator,
            "value": fraction.value,
            "is_complete": results.is_complete(kpi, week),
            "is_maturing": results.is_maturing(kpi, week),
            "is_small_n": _is_small(kpi, fraction),
        }
        if segment[0] != "qualifier":
            expected[week, segment]["replaced_value"] = fraction.replaced_value
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


def _check_headline(
    organisation: RandomOrganisation, results: Results, kpi: str, rows: list[Row]
) -> None:
    complete = [week for week in results.weeks.starts if results.is_complete(kpi, week)]
    if not complete:
        assert not rows
        return
    newest = results.fraction(kpi, complete[-1])
    before = results.fraction(kpi, complete[-2]) if complete[1:] else None
    path = target_path(organisation, results, kpi, complete[-1])
    is_held = not results.is_maturing(kpi, complete[-1]) and not _is_small(kpi, newest)
    expected = {
        "value": newest.value,
        "previous_value": before.value if before else None,
        "replaced_value": newest.replaced_value,
        "replaced_previous_value": before.replaced_value if before else None,
        "is_maturing": results.is_maturing(kpi, complete[-1]),
        "is_small_n": _is_small(kpi, newest),
        "change": _difference(newest.value, before.value if before else None),
        "multiple": baseline(organisation, results, kpi).multiple,
        "target_value": path[0] if path else None,
        "target_gap": _difference(newest.value, path[0] if path and is_held else None),
    }
    actual = {row["week_start"]: row for row in rows}
    assert_rows(f"headline of {kpi}", actual, {complete[-1]: expected})


def _is_small(kpi: str, fraction: Fraction) -> bool:
    return fraction.denominator is not None and fraction.denominator < MIN_DENOMINATOR[kpi]


def _difference(value: float | None, other: float | None) -> float | None:
    return None if value is None or other is None else value - other
