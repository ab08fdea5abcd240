"""What a suite is, told without importing Great Expectations, which takes seconds."""

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


@dataclass(frozen=True)
class Suite:
    """What a published mart has to look like."""

    mart: str
    expectations: tuple[Expectation, ...]


def not_null(*columns: str) -> tuple[Expectation, ...]:
    """Expect a value in every row of each column."""
    return tuple(Expectation("ExpectColumnValuesToNotBeNull", {"column": c}) for c in columns)


def between(
    column: str, low: float | None, high: float | None = None, severity: Severity = "error"
) -> Expectation:
    """Expect every value that is there to lie between the two; None is no end."""
    return Expectation(
        "ExpectColumnValuesToBeBetween",
        {"column": column, "min_value": low, "max_value": high},
        severity,
    )


def unique(*columns: str) -> Expectation:
    """Expect no two rows with the same values in these columns."""
    if len(columns) == 1:
        return Expectation("ExpectColumnValuesToBeUnique", {"column": columns[0]})
    return Expectation("ExpectCompoundColumnsToBeUnique", {"column_list": list(columns)})


def among(column: str, *values: str | int) -> Expectation:
    """Expect every value to be one of these."""
    return Expectation("ExpectColumnValuesToBeInSet", {"column": column, "value_set": list(values)})
