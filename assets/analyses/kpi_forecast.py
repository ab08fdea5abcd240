"""analysis.kpi_forecast: when each KPI reaches its final target at the pace of its last weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assets.lib.analysis import Analysis, Frames, analysis_table, read_parameters, to_frame
from assets.lib.chart_series import Series, read_kpi_series
from assets.lib.statistics.forecast import FinalTarget, ForecastRules, forecast
from assets.lib.stream import Column, ColumnType

if TYPE_CHECKING:
    import duckdb

_TABLE = analysis_table(
    "kpi_forecast",
    "One row per KPI.",
    ("kpi_id",),
    (
        Column("kpi_id", ColumnType.TEXT, "The KPI", required=True),
        Column("target_value", ColumnType.NUMBER, "The target that is due last"),
        Column("target_until", ColumnType.DAY, "When it is due"),
        Column("from_week", ColumnType.DAY, "First of the weeks that the pace is taken from"),
        Column("to_week", ColumnType.DAY, "Last of them"),
        Column("level", ColumnType.NUMBER, "The value of the line in the last of them"),
        Column("pace_per_week", ColumnType.NUMBER, "Median slope between the weeks (Theil-Sen)"),
        Column("lowest_pace", ColumnType.NUMBER, "Lower end of the interval of the pace"),
        Column("highest_pace", ColumnType.NUMBER, "Upper end of it"),
        Column(
            "is_reached",
            ColumnType.FLAG,
            "True where the newest weeks have met the target for forecast_hold_weeks running",
            required=True,
        ),
        Column(
            "reached_on",
            ColumnType.DAY,
            "Monday of the week that meets the target, or of the first that held it",
        ),
        Column("earliest_on", ColumnType.DAY, "The same at the fastest pace of the interval"),
        Column(
            "latest_on",
            ColumnType.DAY,
            "The same at the slowest; empty where there is no end to it",
        ),
        Column("statement", ColumnType.TEXT, "The forecast in a sentence"),
        Column("missing", ColumnType.TEXT, "What the data lack for a forecast"),
    ),
)

_TARGETS = """
    select kpi_id, target_value, until_day
    from org.target
    qualify row_number() over (partition by kpi_id order by until_day desc, from_day desc) = 1
"""


def _compute(connection: duckdb.DuckDBPyConnection) -> Frames:
    rules = ForecastRules.from_seed(read_parameters(connection, "signal"))
    targets = {
        kpi_id: FinalTarget(value, until)
        for kpi_id, value, until in connection.execute(_TARGETS).fetchall()
    }
    rows = [_row(series, targets.get(series.name), rules) for series in read_kpi_series(connection)]
    return {_TABLE.name: to_frame(_TABLE, rows)}


def _row(series: Series, target: FinalTarget | None, rules: ForecastRules) -> tuple[Any, ...]:
    usable = [(p.week_start, p.usable_value) for p in series.points]
    weeks = [(week, value) for week, value in usable if value is not None]
    found = forecast(weeks, target, series.higher_is_better, rules)
    pace = found.pace
    return (
        series.kpi_id,
        target.value if target else None,
        target.until if target else None,
        pace.first if pace else None,
        pace.last if pace else None,
        pace.value_at(pace.last) if pace else None,
        pace.slope if pace else None,
        pace.low if pace else None,
        pace.high if pace else None,
        found.is_reached,
        found.reached_on,
        found.earliest_on,
        found.latest_on,
        found.statement,
        found.missing,
    )


ANALYSIS = Analysis(
    name="forecasts",
    tables=(_TABLE,),
    reads=("seeds.parameter", "seeds.kpi_definition", "marts.kpi_weekly", "org.target"),
    compute=_compute,
)
