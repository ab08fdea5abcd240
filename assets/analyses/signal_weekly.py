"""analysis.signal_weekly: the process behaviour chart of every KPI and every agent's measure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assets.analyses.analysis import Analysis, Frames, analysis_table
from assets.analyses.annotations import READS as ANNOTATION_READS
from assets.analyses.annotations import read_annotations, rebasing_days
from assets.analyses.frame import to_frame
from assets.analyses.process_behaviour import series as charted
from assets.analyses.process_behaviour.chart import Baseline, read_chart
from assets.analyses.process_behaviour.parts import Parameters, Reading, Signal
from assets.analyses.seeds import read_parameters
from assets.lib.stream import Column, ColumnType

if TYPE_CHECKING:
    import duckdb

_TABLE = analysis_table(
    "signal_weekly",
    "One row per series and complete week.",
    ("series", "week_start"),
    (
        Column("series", ColumnType.TEXT, "The KPI's id, or agent:measure", required=True),
        Column("week_start", ColumnType.DAY, "The Monday of the week", required=True),
        Column("series_kind", ColumnType.TEXT, "kpi or agent", required=True),
        Column("kpi_id", ColumnType.TEXT, "The KPI"),
        Column("agent", ColumnType.TEXT, "The agent"),
        Column("measure", ColumnType.TEXT, "The agent's measure"),
        Column("value", ColumnType.NUMBER, "The value of the week"),
        Column("centre", ColumnType.NUMBER, "Mean of the base weeks"),
        Column(
            "lower_limit", ColumnType.NUMBER, "Lower natural process limit; a share's is at least 0"
        ),
        Column(
            "upper_limit", ColumnType.NUMBER, "Upper natural process limit; a share's is at most 1"
        ),
        Column(
            "moving_range", ColumnType.NUMBER, "Distance to the week before; empty next to a gap"
        ),
        Column(
            "rule", ColumnType.TEXT, "The strongest rule that holds: outside, run of 8 or 3 of 4"
        ),
        Column("signal_since", ColumnType.DAY, "The week in which the signal began"),
        Column("direction", ColumnType.TEXT, "better or worse"),
        Column("base_number", ColumnType.WHOLE, "1, and one more at every re-base", required=True),
        Column("missing", ColumnType.TEXT, "What limits or signal wait for, such as 5 of 8 weeks"),
    ),
)


def _compute(connection: duckdb.DuckDBPyConnection) -> Frames:
    parameters = Parameters.from_seed(read_parameters(connection, "seeds.signal_parameter"))
    noted = read_annotations(connection)
    baseline = _read_baseline(connection)
    rows: list[tuple[Any, ...]] = []
    for series in charted.read_series(connection):
        readings = read_chart(
            series.points,
            parameters,
            is_share=series.is_share,
            baseline=baseline,
            rebased_on=rebasing_days(noted, series.concerns),
        )
        rows.extend(_rows(series, readings))
    return {_TABLE.name: to_frame(_TABLE, rows)}


def _read_baseline(connection: duckdb.DuckDBPyConnection) -> Baseline | None:
    [(first_week, weeks)] = connection.execute(
        "select baseline_first_week, baseline_weeks from org.reporting"
    ).fetchall()
    return Baseline(first_week, weeks) if first_week and weeks else None


def _rows(series: charted.Series, readings: list[Reading]) -> Iterator[tuple[Any, ...]]:
    for reading in readings:
        limits, signal = reading.limits, reading.signal
        yield (
            series.name,
            reading.point.week_start,
            series.kind,
            series.kpi_id,
            series.agent,
            series.measure,
            reading.point.value,
            limits.centre if limits else None,
            limits.lower if limits else None,
            limits.upper if limits else None,
            reading.moving_range,
            signal.rule if signal else None,
            signal.since if signal else None,
            _direction(series, signal) if signal else None,
            reading.base_number,
            reading.missing,
        )


def _direction(series: charted.Series, signal: Signal) -> str:
    return "better" if (signal.side > 0) == series.higher_is_better else "worse"


ANALYSIS = Analysis(
    name="process behaviour",
    tables=(_TABLE,),
    reads=(
        "seeds.signal_parameter",
        "org.reporting",
        *ANNOTATION_READS,
        *charted.READS,
    ),
    compute=_compute,
)
