"""The process behaviour chart of every KPI and every agent's measure, and where to re-base it.

analysis.signal_weekly has the charts, analysis.rebase_proposal what to note in annotations.yml.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assets.lib import chart_series
from assets.lib.analysis import Analysis, Frames, analysis_table, read_parameters, to_frame
from assets.lib.annotations import READS as ANNOTATION_READS
from assets.lib.annotations import read_annotations, rebasing_days
from assets.lib.statistics.process_behaviour.chart import (
    ChartPoint,
    DeclaredBaseline,
    build_chart,
)
from assets.lib.statistics.process_behaviour.limits import ChartParameters, LimitWidth
from assets.lib.statistics.process_behaviour.rebase import ProposedRebase, propose_rebase
from assets.lib.statistics.process_behaviour.signals import Signal
from assets.lib.stream import Column, ColumnType

if TYPE_CHECKING:
    import duckdb

_SIGNAL = analysis_table(
    "signal_weekly",
    "One row per series and complete week.",
    ("series", "week_start"),
    (
        Column(
            "series",
            ColumnType.TEXT,
            "The KPI's id, KPI:counter-metric or agent:measure",
            required=True,
        ),
        Column("week_start", ColumnType.DAY, "The Monday of the week", required=True),
        Column("series_kind", ColumnType.TEXT, "kpi, counter-metric or agent", required=True),
        Column("kpi_id", ColumnType.TEXT, "The KPI"),
        Column("agent", ColumnType.TEXT, "The agent"),
        Column("measure", ColumnType.TEXT, "The agent's measure, or the counter-metric"),
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
        Column(
            "base_weeks",
            ColumnType.WHOLE,
            "Weeks that centre and limits stand on, as far as there are any",
            required=True,
        ),
        Column(
            "is_widened",
            ColumnType.FLAG,
            "True where the base weeks are so few that limits are wider",
        ),
        Column(
            "missing",
            ColumnType.TEXT,
            "What is missing for limits or a signal, such as 5 of 8 weeks",
        ),
    ),
)

_PROPOSAL = analysis_table(
    "rebase_proposal",
    "One row per KPI or agent's measure whose newest weeks lie on one side of the centre.",
    ("series",),
    (
        Column(
            "series",
            ColumnType.TEXT,
            "The KPI's id, KPI:counter-metric or agent:measure",
            required=True,
        ),
        Column("kpi_id", ColumnType.TEXT, "The KPI"),
        Column("agent", ColumnType.TEXT, "The agent"),
        Column("measure", ColumnType.TEXT, "The agent's measure, or the counter-metric"),
        Column("since", ColumnType.DAY, "The Monday of the first of these weeks", required=True),
        Column("weeks", ColumnType.WHOLE, "How many they are", required=True),
        Column("side", ColumnType.TEXT, "above or below the centre", required=True),
        Column(
            "annotation",
            ColumnType.TEXT,
            "The line for annotations.yml that re-bases the limits; its text is to be completed",
            required=True,
        ),
    ),
)

_WIDENED = "select weeks, limit_factor, centre_margin from seeds.signal_limit_factor"


def _compute(connection: duckdb.DuckDBPyConnection) -> Frames:
    parameters = _read_chart_parameters(connection)
    noted = read_annotations(connection)
    baseline = _read_baseline(connection)
    rows: list[tuple[Any, ...]] = []
    proposals: list[tuple[Any, ...]] = []
    for series in chart_series.read_series(connection):
        chart = build_chart(
            series.points,
            parameters,
            is_share=series.is_share,
            baseline=baseline,
            rebased_on=rebasing_days(noted, series.concerns),
        )
        rows.extend(_rows(series, chart))
        proposed = propose_rebase(chart, parameters)
        if proposed and series.kind != chart_series.COUNTER_METRIC:
            proposals.append(_proposal_row(series, proposed))
    return {_SIGNAL.name: to_frame(_SIGNAL, rows), _PROPOSAL.name: to_frame(_PROPOSAL, proposals)}


def _read_chart_parameters(connection: duckdb.DuckDBPyConnection) -> ChartParameters:
    widened = {
        weeks: LimitWidth(limit_factor, centre_margin)
        for weeks, limit_factor, centre_margin in connection.execute(_WIDENED).fetchall()
    }
    return ChartParameters.from_seeds(read_parameters(connection, "signal"), widened)


def _read_baseline(connection: duckdb.DuckDBPyConnection) -> DeclaredBaseline | None:
    [(first_week, weeks)] = connection.execute(
        "select baseline_first_week, baseline_weeks from org.reporting"
    ).fetchall()
    return DeclaredBaseline(first_week, weeks) if first_week and weeks else None


def _rows(series: chart_series.Series, chart: list[ChartPoint]) -> Iterator[tuple[Any, ...]]:
    for point in chart:
        limits, signal = point.limits, point.signal
        yield (
            series.name,
            point.point.week_start,
            series.kind,
            series.kpi_id,
            series.agent,
            series.measure,
            point.point.value,
            limits.centre if limits else None,
            limits.lower if limits else None,
            limits.upper if limits else None,
            point.moving_range,
            signal.rule if signal else None,
            signal.since if signal else None,
            _direction(series, signal) if signal else None,
            point.base_number,
            point.base_weeks,
            limits.is_widened if limits else None,
            point.missing,
        )


def _direction(series: chart_series.Series, signal: Signal) -> str:
    return "better" if (signal.side > 0) == series.higher_is_better else "worse"


def _proposal_row(series: chart_series.Series, proposed: ProposedRebase) -> tuple[Any, ...]:
    side = "above" if proposed.side > 0 else "below"
    return (
        series.name,
        series.kpi_id,
        series.agent,
        series.measure,
        proposed.since,
        proposed.weeks,
        side,
        _annotation(series, proposed, side),
    )


def _annotation(series: chart_series.Series, proposed: ProposedRebase, side: str) -> str:
    """Return an entry of annotations.yml in one line; a quoted text of JSON is one of YAML."""
    subject = (series.measure or series.name).replace("_", " ")
    text = json.dumps(f"{subject} stays {side} its centre: what happened", ensure_ascii=False)
    concern = json.dumps(series.kpi_id or series.agent, ensure_ascii=False)
    return (
        f"  - {{date: {proposed.since}, text: {text}, kind: change, concerns: [{concern}], "
        "rebases: true}"
    )


ANALYSIS = Analysis(
    name="process behaviour",
    tables=(_SIGNAL, _PROPOSAL),
    reads=(
        "seeds.parameter",
        "seeds.signal_limit_factor",
        "org.reporting",
        *ANNOTATION_READS,
        *chart_series.READS,
    ),
    compute=_compute,
)
