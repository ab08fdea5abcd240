"""What a trend is compared with: baseline, transition, annotations, named values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Annotation:
    """Something to know about a day."""

    day: date
    text: str


@dataclass(frozen=True)
class ReferenceLine:
    """A named value, drawn as a line across."""

    name: str
    value: float


@dataclass(frozen=True)
class ReferenceLines:
    """What a trend is compared with, besides its target path."""

    baseline: float | None = None
    baseline_weeks: tuple[date, date] | None = None
    transition: date | None = None
    annotations: tuple[Annotation, ...] = ()
    named: tuple[ReferenceLine, ...] = ()
