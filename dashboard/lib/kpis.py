"""Each KPI with all that its pages show: presentation, definition, headline and weeks."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import polars as pl

from assets.snapshot.query import NotInSnapshot
from dashboard.lib.presentation import PRESENTATIONS, Presentation, find_presentation
from dashboard.lib.records import Definition, Headline, Info, read_definitions, read_headlines
from dashboard.lib.reference_lines import Annotation, ReferenceLines
from dashboard.lib.snapshot import Snapshot, SnapshotLost, SnapshotReplaced
from dashboard.lib.state import State


@dataclass(frozen=True)
class Kpi:
    """One KPI over its newest weeks; the headline is of the last complete one."""

    presentation: Presentation
    definition: Definition
    headline: Headline
    weeks: pl.DataFrame
    reference_lines: ReferenceLines

    @property
    def replaced_weeks(self) -> pl.DataFrame:
        """The metric that it replaces, in the shape of the KPI itself."""
        return self.weeks.select("week_start", "is_complete", value="replaced_value")

    @property
    def running_value(self) -> float | None:
        """The value of the running week so far."""
        running = self.weeks.filter(~pl.col("is_complete"))["value"].to_list()
        return running[-1] if running else None


def order_presentations(state: State) -> list[Presentation]:
    """Return all presentations in the display order of the published definitions.

    Before anything readable is published they come as declared.
    """
    if state.published is None:
        return list(PRESENTATIONS)
    try:
        definitions = read_definitions(Snapshot(str(state.folder), state.published.file))
    except (NotInSnapshot, SnapshotLost, SnapshotReplaced):
        return list(PRESENTATIONS)
    orders = {kpi_id: definition.display_order for kpi_id, definition in definitions.items()}
    return sorted(PRESENTATIONS, key=lambda p: orders.get(p.kpi_id, inf))


def read_kpis(snapshot: Snapshot, info: Info, weeks: int) -> list[Kpi]:
    """Return the KPIs that have a presentation and a complete week, in their display order."""
    headlines = read_headlines(snapshot)
    all_weeks = snapshot.ask("kpi/weeks", weeks=weeks)
    annotations = read_annotations(snapshot)
    kpis = []
    for kpi_id, definition in read_definitions(snapshot).items():
        presentation, headline = find_presentation(kpi_id), headlines.get(kpi_id)
        if presentation is None or headline is None:
            continue
        lines = ReferenceLines(
            headline.baseline_value,
            info.baseline_span,
            info.transition_start,
            annotations.get(kpi_id, ()),
        )
        of_kpi = all_weeks.filter(kpi_id=kpi_id)
        kpis.append(Kpi(presentation, definition, headline, of_kpi, lines))
    return kpis


def read_annotations(snapshot: Snapshot) -> dict[str, tuple[Annotation, ...]]:
    """Return the annotations of each KPI; none where the snapshot is older than annotations."""
    try:
        rows = snapshot.ask("kpi/annotations")
    except NotInSnapshot:
        return {}
    return {
        str(kpi_id): tuple(
            Annotation(row["annotated_on"], row["text"], row["foundations"])
            for row in of_kpi.to_dicts()
        )
        for (kpi_id,), of_kpi in rows.group_by("kpi_id", maintain_order=True)
    }
