"""What a suite is, stated without importing Great Expectations, which takes seconds.

Suites say what no contract, key or constraint can: ranges of computed values, relations between
columns, conditions and distributions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assets.lib.outcome import Severity


@dataclass(frozen=True)
class Expectation:
    """One expectation: the name of its Great Expectations class, and its arguments."""

    kind: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity = "error"

    @property
    def is_distributional(self) -> bool:
        """Whether it is about the values of a column taken together."""
        return self.kind == "ExpectColumnQuantileValuesToBeBetween"


@dataclass(frozen=True)
class Suite:
    """What a table (`marts.<name>` or `raw.<stream>`) has to look like."""

    table: str
    expectations: tuple[Expectation, ...]

    @property
    def schema(self) -> str:
        return self.table.split(".")[0]

    @property
    def name(self) -> str:
        return self.table.split(".")[1]


def between(
    column: str, low: float | None, high: float | None = None, severity: Severity = "error"
) -> Expectation:
    """Expect every value that is there to lie between the two; None is no end."""
    return Expectation(
        "ExpectColumnValuesToBeBetween",
        {"column": column, "min_value": low, "max_value": high},
        severity,
    )


def shares(*columns: str) -> tuple[Expectation, ...]:
    """Expect every value of these columns to lie between 0 and 1."""
    return tuple(between(column, 0, 1) for column in columns)


def at_least_zero(*columns: str) -> tuple[Expectation, ...]:
    """Expect no negative value in these columns."""
    return tuple(between(column, 0) for column in columns)


def among(column: str, *values: str | int) -> Expectation:
    """Expect every value that is there to be one of these."""
    return Expectation("ExpectColumnValuesToBeInSet", {"column": column, "value_set": list(values)})


def in_order(earlier: str, later: str, mostly: float = 1) -> Expectation:
    """Expect `later` not to be less than `earlier` in `mostly` of the rows that have both."""
    return Expectation(
        "ExpectColumnPairValuesAToBeGreaterThanB",
        {
            "column_A": later,
            "column_B": earlier,
            "or_equal": True,
            "ignore_row_if": "either_value_is_missing",
            "mostly": mostly,
        },
        "warn",
    )


def present_where(column: str, other: str, mostly: float = 1) -> Expectation:
    """Expect a value in `mostly` of the rows in which another column has one."""
    return Expectation(
        "ExpectColumnValuesToNotBeNull",
        {
            "column": column,
            "row_condition": f"{other}.notnull()",
            "condition_parser": "pandas",
            "mostly": mostly,
        },
        "warn",
    )


def quantile_between(column: str, quantile: float, low: float, high: float) -> Expectation:
    """Expect a quantile of the column to lie between the two."""
    return Expectation(
        "ExpectColumnQuantileValuesToBeBetween",
        {
            "column": column,
            "quantile_ranges": {"quantiles": [quantile], "value_ranges": [[low, high]]},
        },
        "warn",
    )
