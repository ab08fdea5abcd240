"""What a trend is compared with: baseline, transition, annotations, named values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Annotation:
    """Something to know about a day; `foundations` are what it names that the KPI rests on."""

    day: date
    text: str
    foundations: str | None = None

    @property
    def note(self) -> str:
        """The text, with what it is about where that is not the KPI itself."""
        return f"{self.text} ({self.foundations})" if self.foundations else self.text


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
