"""analysis.kpi_change_weekly: every KPI's change against the week before, by factor and segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from assets.analyses.analysis import Analysis, Frames, analysis_table
from assets.analyses.annotations import READS as ANNOTATION_READS
from assets.analyses.annotations import Annotation, read_annotations
from assets.analyses.explanation.explain import explain, obstacle
from assets.analyses.explanation.parts import KpiWeek
from assets.analyses.explanation.reading import read_weeks
from assets.analyses.frame import to_frame
from assets.analyses.process_behaviour.parts import WEEK
from assets.lib.stream import Column, ColumnType

if TYPE_CHECKING:
    import duckdb

_CHANGE = analysis_table(
    "kpi_change_weekly",
    "One row per KPI, complete week and part of its change against the week before.",
    ("kpi_id", "week_start", "part_type", "part", "kind"),
    (
        Column("kpi_id", ColumnType.TEXT, "The KPI", required=True),
        Column("week_start", ColumnType.DAY, "The Monday of the later week", required=True),
        Column("against_week", ColumnType.DAY, "The Monday of the week before", required=True),
        Column("part_type", ColumnType.TEXT, "total, factor or a segment type", required=True),
        Column("part", ColumnType.TEXT, "The factor or segment; all, residual", required=True),
        Column(
            "kind", ColumnType.TEXT, "total, factor, mix, rate, difference, residual", required=True
        ),
        Column("contribution", ColumnType.NUMBER, "In the KPI's unit; adds up per part type"),
        Column("from_value", ColumnType.NUMBER, "What the part was in the week before"),
        Column("to_value", ColumnType.NUMBER, "What it is in the week"),
        Column("missing", ColumnType.TEXT, "Why there is no change or no factors to tell"),
    ),
)
_ANNOTATION = analysis_table(
    "kpi_change_annotation",
    "One row per KPI, complete week and annotation dated in the week or the one before.",
    ("kpi_id", "week_start", "annotation_number"),
    (
        Column("kpi_id", ColumnType.TEXT, "The KPI", required=True),
        Column("week_start", ColumnType.DAY, "The Monday of the week", required=True),
        Column("annotation_number", ColumnType.WHOLE, "The annotation", required=True),
        Column("annotated_on", ColumnType.DAY, "When it happened", required=True),
        Column("kind", ColumnType.TEXT, "note, change or incident", required=True),
        Column("rebases", ColumnType.FLAG, "True where limits begin anew", required=True),
        Column("text", ColumnType.TEXT, "What happened", required=True),
    ),
)


def _compute(connection: duckdb.DuckDBPyConnection) -> Frames:
    kpis = connection.execute("select distinct kpi_id from seeds.kpi_definition order by 1")
    weeks = {kpi: read_weeks(connection, kpi, "marts.") for (kpi,) in kpis.fetchall()}
    noted = read_annotations(connection)
    changes = [row for kpi, found in weeks.items() for row in _changes(kpi, found)]
    annotated = [row for kpi, found in weeks.items() for row in _annotated(kpi, found, noted)]
    return {
        _CHANGE.name: to_frame(_CHANGE, changes),
        _ANNOTATION.name: to_frame(_ANNOTATION, annotated),
    }


def _changes(kpi_id: str, weeks: Mapping[date, KpiWeek]) -> Iterator[tuple[Any, ...]]:
    for against, week_start in pairwise(sorted(weeks)):
        before, after = weeks[against], weeks[week_start]
        missing = obstacle(before, after)
        for part in explain(kpi_id, before, after):
            yield (
                kpi_id,
                week_start,
                against,
                part.part_type,
                part.part,
                part.kind,
                part.contribution,
                part.from_value,
                part.to_value,
                missing if part.kind == "total" else None,
            )


def _annotated(
    kpi_id: str, weeks: Mapping[date, KpiWeek], annotations: list[Annotation]
) -> Iterator[tuple[Any, ...]]:
    for week_start in weeks:
        for a in annotations:
            if a.is_about({kpi_id}) and week_start - WEEK <= a.on < week_start + WEEK:
                yield kpi_id, week_start, a.number, a.on, a.kind, a.rebases, a.text


ANALYSIS = Analysis(
    name="explanations",
    tables=(_CHANGE, _ANNOTATION),
    reads=(
        "seeds.kpi_definition",
        "marts.kpi_weekly",
        "marts.content_system_throughput_weekly",
        *ANNOTATION_READS,
    ),
    compute=_compute,
)
