"""Each KPI with all that its pages show: presentation, definition, headline and weeks."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dashboard.charts.references import Marks, Note
from dashboard.presentation import PRESENTATIONS, Presentation
from dashboard.queries import NotInSnapshot, Snapshot
from dashboard.records import Definition, Headline, Info, read_definitions, read_headlines


@dataclass(frozen=True)
class Kpi:
    """One KPI over its newest weeks; the headline is of the last complete one."""

    presentation: Presentation
    definition: Definition
    headline: Headline
    weeks: pl.DataFrame
    marks: Marks

    @property
    def old_weeks(self) -> pl.DataFrame:
        """The metric that it replaces, in the shape of the KPI itself."""
        return self.weeks.select("week_start", "is_complete", value="old_value")

    @property
    def running_value(self) -> float | None:
        """What the running week has come to so far."""
        running = self.weeks.filter(~pl.col("is_complete"))["value"].to_list()
        return running[-1] if running else None


def read_kpis(snapshot: Snapshot, info: Info, weeks: int) -> list[Kpi]:
    """Return the KPIs that have a complete week, in the order of their presentation."""
    definitions, headlines = read_definitions(snapshot), read_headlines(snapshot)
    course = snapshot.ask("kpi_weeks", weeks=weeks)
    notes = read_notes(snapshot)
    return [
        Kpi(
            p,
            definitions[p.kpi_id],
            headlines[p.kpi_id],
            course.filter(kpi_id=p.kpi_id),
            Marks(
                headlines[p.kpi_id].baseline_value,
                info.baseline_span,
                info.transition_start,
                notes.get(p.kpi_id, ()),
            ),
        )
        for p in PRESENTATIONS
        if p.kpi_id in headlines and p.kpi_id in definitions
    ]


def read_notes(snapshot: Snapshot) -> dict[str, tuple[Note, ...]]:
    """Return what was noted about each KPI; nothing where the snapshot is older than notes."""
    try:
        rows = snapshot.ask("kpi_notes").to_dicts()
    except NotInSnapshot:
        return {}
    return {
        p.kpi_id: tuple(
            Note(row["annotated_on"], row["text"]) for row in rows if row["kpi_id"] == p.kpi_id
        )
        for p in PRESENTATIONS
    }
