"""What an escalation trigger says, as values: comparisons, joined by and / or, for some weeks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Comparison:
    """Holds where the measure stands so to the threshold: `operator` is > >= < <= or ==."""

    measure: str
    operator: str
    threshold: float


@dataclass(frozen=True)
class AllOf:
    """Holds where every part does."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    """Holds where at least one part does."""

    parts: tuple[Condition, ...]


Condition = Comparison | AllOf | AnyOf


@dataclass(frozen=True)
class Trigger:
    """Calls people when its condition has held for that many complete weeks running."""

    condition: Condition
    weeks: int = 1


def measures_of(condition: Condition) -> list[str]:
    """Return the measures that the condition asks for, each once, in its order."""
    if isinstance(condition, Comparison):
        return [condition.measure]
    return list(dict.fromkeys(m for part in condition.parts for m in measures_of(part)))
