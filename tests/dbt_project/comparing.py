"""Holds a mart against the reference, week by week and segment by segment."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tests.dbt_project.organisation import Row
from tests.dbt_project.reference.common import Segment

Values = Mapping[str, Any]


def by_week(rows: Iterable[Row]) -> dict[tuple[date, Segment], Row]:
    """Return the rows of a weekly mart by week and segment; a repeated one is an error."""
    found: dict[tuple[date, Segment], Row] = {}
    for row in rows:
        key = (row["week_start"], (row["segment_type"], row["segment"]))
        assert key not in found, f"two rows for {key}"
        found[key] = row
    return found


def assert_same(
    actual: Mapping[tuple[date, Segment], Row],
    expected: Mapping[tuple[date, Segment], Values],
    of_nothing: Values,
) -> None:
    """Compare all that the reference names; a week and segment that one side lacks is empty."""
    differences = [
        f"{week} {segment_type}={segment}: {name} is {found!r}, defined as {defined!r}"
        for week, (segment_type, segment) in sorted(set(actual) | set(expected))
        for name, defined in expected.get((week, (segment_type, segment)), of_nothing).items()
        if not is_same(
            found := actual.get((week, (segment_type, segment)), of_nothing)[name], defined
        )
    ]
    assert not differences, "\n".join(differences)


def is_same(found: Any, defined: Any) -> bool:
    """Tell whether two values are the same number, or both none."""
    if found is None or defined is None:
        return found is None and defined is None
    return math.isclose(found, defined, rel_tol=1e-9, abs_tol=1e-9)
