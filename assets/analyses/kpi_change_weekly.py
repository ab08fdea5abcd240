"""analysis.kpi_change_weekly: every KPI's change against the week before, by factor and segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from assets.lib.analysis import Analysis, Frames, analysis_table, to_frame
from assets.lib.annotations import READS as ANNOTATION_READS
from assets.lib.annotations import DeclaredAnnotation, read_annotations
from assets.lib.kpi_weeks import READS as KPI_READS
from assets.lib.kpi_weeks import read_kpi_weeks
from assets.lib.statistics.explanation import KpiWeek, explain_change, find_obstacle
from assets.lib.statistics.process_behaviour.limits import WEEK
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
        Column("missing", ColumnType.TEXT, "Why the change, or its factors, can't be computed"),
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
    weeks = {kpi: read_kpi_weeks(connection, kpi, "marts.") for (kpi,) in kpis.fetchall()}
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
        missing = find_obstacle(before, after)
        for part in explain_change(before, after):
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
    kpi_id: str, weeks: Mapping[date, KpiWeek], annotations: list[DeclaredAnnotation]
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
        *KPI_READS,
        *ANNOTATION_READS,
    ),
    compute=_compute,
)
