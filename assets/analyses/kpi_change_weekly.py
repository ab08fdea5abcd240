"""analysis.kpi_change_weekly: every KPI's change against the week before, by factor and segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from assets.lib.analysis import Analysis, Frames, analysis_table, to_frame
from assets.lib.kpi_weeks import READS as KPI_READS
from assets.lib.kpi_weeks import read_kpi_weeks
from assets.lib.statistics.explanation import KpiWeek, explain_change, find_obstacle
from assets.lib.stream import Column, ColumnType

if TYPE_CHECKING:
    import duckdb

_TABLE = analysis_table(
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


def _compute(connection: duckdb.DuckDBPyConnection) -> Frames:
    kpis = connection.execute("select distinct kpi_id from seeds.kpi_definition order by 1")
    weeks = {kpi: read_kpi_weeks(connection, kpi, "marts.") for (kpi,) in kpis.fetchall()}
    changes = [row for kpi, found in weeks.items() for row in _changes(kpi, found)]
    return {_TABLE.name: to_frame(_TABLE, changes)}


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


ANALYSIS = Analysis(
    name="explanations",
    tables=(_TABLE,),
    reads=(
        "seeds.kpi_definition",
        *KPI_READS,
    ),
    compute=_compute,
)
