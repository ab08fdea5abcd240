"""Series and parameters for tests of process behaviour charts."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date

from assets.lib.settings import DBT_PROJECT
from assets.lib.statistics.process_behaviour.chart import ChartPoint, build_chart
from assets.lib.statistics.process_behaviour.limits import (
    WEEK,
    ChartParameters,
    LimitWidth,
    SeriesPoint,
)

FIRST = date(2026, 1, 5)
PARAMETERS = ChartParameters(
    limit_factor=2.66,
    base_weeks=8,
    base_ranges=4,
    run_length=8,
    near_points=3,
    near_window=4,
    widened={},
)
"""The textbook's, whatever the number of base weeks."""
STABLE = (10.0, 12.0) * 4
"""Centre 11, mean moving range 2: limits 5.68 and 16.32, half way at 8.34 and 13.66."""


def read_project_parameters() -> ChartParameters:
    """Return the constants as the seeds of the project state them."""
    seeds = DBT_PROJECT / "seeds"
    with (seeds / "parameter.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["subject"] == "signal"]
    with (seeds / "signal_limit_factor.csv").open(encoding="utf-8") as file:
        widened = {
            int(row["weeks"]): LimitWidth(float(row["limit_factor"]), float(row["centre_margin"]))
            for row in csv.DictReader(file)
        }
    return ChartParameters.from_seeds({r["parameter"]: float(r["value"]) for r in rows}, widened)


def week(number: int) -> date:
    """Return the Monday of a week, the first being 0."""
    return FIRST + number * WEEK


def points(values: Sequence[float | None]) -> list[SeriesPoint]:
    """Return one point a week."""
    return [SeriesPoint(week(n), value) for n, value in enumerate(values)]


def chart(values: Sequence[float | None]) -> list[ChartPoint]:
    """Read the chart of values that are no shares."""
    return build_chart(points(values), PARAMETERS, is_share=False)


def rules(readings: Sequence[ChartPoint]) -> list[str | None]:
    """Return the rule of each week."""
    return [reading.signal.rule if reading.signal else None for reading in readings]
