"""What the explanation of a change is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import fsum
from typing import Literal

PartKind = Literal["total", "factor", "mix", "rate", "difference", "residual"]
TOTAL = "total"
FACTOR = "factor"
_ROUNDING = 1e-12


@dataclass(frozen=True)
class Part:
    """One part of a change: `part_type` is `total`, `factor` or the segment type it belongs to.

    `from_value` and `to_value` are those of what the part is about: the KPI (total, difference),
    the factor, the segment's share of the denominator (mix) or its own ratio (rate).
    """

    part_type: str
    part: str
    kind: PartKind
    contribution: float | None
    from_value: float | None
    to_value: float | None


@dataclass(frozen=True)
class Fraction:
    """A numerator and its denominator; a sum has the denominator None, and is its numerator."""

    numerator: float
    denominator: float | None = None

    @property
    def value(self) -> float | None:
        if self.denominator is None:
            return self.numerator
        return self.numerator / self.denominator if self.denominator else None


Segments = Mapping[str, Fraction]


@dataclass(frozen=True)
class KpiWeek:
    """A KPI in one week: total, factors if it has any, and its segments by type and name."""

    total: Fraction
    factors: Mapping[str, float | None]
    segments: Mapping[str, Segments]


def with_residual(part_type: str, change: float, parts: Iterable[Part]) -> Iterator[Part]:
    """Give the parts, and what they leave of the change; what floats round away counts as 0."""
    explained = []
    for part in parts:
        explained.append(part.contribution or 0.0)
        yield part
    residual = fsum([change, *(-contribution for contribution in explained)])
    size = fsum(abs(contribution) for contribution in [change, *explained])
    if abs(residual) <= _ROUNDING * size:
        residual = 0.0
    yield Part(part_type, "residual", "residual", residual, None, None)
