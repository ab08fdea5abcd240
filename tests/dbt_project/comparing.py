"""Holds a mart against the reference, week by week and segment by segment."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tests.dbt_project.organisation import Row
from tests.dbt_project.reference.common import TOTAL, Segment
from tests.dbt_project.reference.kpis import Results

Values = Mapping[str, Any]

_TOLERANCE = 1e-9
_TOLERANCES = {
    "launch_hours": 1 / 3600,
    "replaced_value": 1 / 3600,
    "replaced_previous_value": 1 / 3600,
}  # hours come in whole seconds


def by_week(rows: Iterable[Row]) -> dict[tuple[date, Segment], Row]:
    """Return the rows of a weekly mart by week and segment; a repeated one is an error."""
    found: dict[tuple[date, Segment], Row] = {}
    for row in rows:
        key = (row["week_start"], (row["segment_type"], row["segment"]))
        assert key not in found, f"two rows for {key}"
        found[key] = row
    return found


def assert_same(
    name: str,
    rows: Iterable[Row],
    results: Results | None,
    expected: Mapping[tuple[date, Segment], Values],
    of_nothing: Values,
) -> None:
    """Compare all that the reference names in the weeks that are reported on.

    A week and segment that one side lacks counts as empty; the total has to have every week.
    """
    actual = by_week(rows)
    starts = results.weeks.starts if results else ()
    assert sorted(week for week, segment in actual if segment == TOTAL) == list(starts)
    expected = {key: values for key, values in expected.items() if key[0] in starts}
    keys = set(actual) | set(expected)
    assert_rows(
        name,
        {key: actual.get(key, of_nothing) for key in keys},
        {key: expected.get(key, of_nothing) for key in keys},
    )


def assert_rows(name: str, actual: Mapping[Any, Values], expected: Mapping[Any, Values]) -> None:
    """Compare rows by key, in the columns that are expected."""
    assert sorted(actual) == sorted(expected), name
    differences = [
        f"{name} {key}: {column} is {actual[key][column]!r}, defined as {defined!r}"
        for key, columns in sorted(expected.items())
        for column, defined in columns.items()
        if not is_same(actual[key][column], defined, _TOLERANCES.get(column, _TOLERANCE))
    ]
    assert not differences, "\n".join(differences)


def is_same(found: Any, defined: Any, tolerance: float = _TOLERANCE) -> bool:
    """Tell whether two values are the same number, or both none."""
    if found is None or defined is None:
        return found is None and defined is None
    return math.isclose(found, defined, rel_tol=1e-9, abs_tol=tolerance)
