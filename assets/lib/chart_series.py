"""The series that have a process behaviour chart, as seeds and marts define them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from assets.lib.statistics.process_behaviour.limits import SeriesPoint

if TYPE_CHECKING:
    import duckdb

COUNTER_METRIC = "counter-metric"
"""The kind of series that guard a KPI; what they guard against is no new normal to be accepted."""


@dataclass(frozen=True)
class Series:
    """The complete weeks of one measure, and the names by which an annotation concerns it."""

    name: str
    kind: str
    kpi_id: str | None
    agent: str | None
    measure: str | None
    higher_is_better: bool
    is_share: bool
    concerns: frozenset[str]
    points: tuple[SeriesPoint, ...]


_KPI_DEFINITIONS = """
    select kpi_id, direction = 'higher is better', unit = 'share'
    from seeds.kpi_definition
    qualify row_number() over (partition by kpi_id order by version desc) = 1
    order by kpi_id
"""
_KPI_POINTS = """
    select
        week_start, value, case when is_maturing then 'maturing' when is_small_n then 'small n' end
    from marts.kpi_weekly
    where segment_type = 'total' and is_complete and kpi_id = ?
    order by week_start
"""


def read_kpi_series(connection: duckdb.DuckDBPyConnection) -> Iterable[Series]:
    """Yield the series of the KPIs."""
    for kpi_id, higher_is_better, is_share in connection.execute(_KPI_DEFINITIONS).fetchall():
        rows = connection.execute(_KPI_POINTS, [kpi_id]).fetchall()
        yield Series(
            name=kpi_id,
            kind="kpi",
            kpi_id=kpi_id,
            agent=None,
            measure=None,
            higher_is_better=higher_is_better,
            is_share=is_share,
            concerns=frozenset({kpi_id}),
            points=tuple(SeriesPoint(*row) for row in rows),
        )


_COUNTER_METRICS = """
    select kpi_id, counter_metric, direction = 'higher is better'
    from seeds.kpi_counter_metric
    order by kpi_id, display_order
"""
_COUNTER_METRIC_POINTS = """
    select
        week_start,
        value,
        case
            when value is null then null
            when is_maturing then 'maturing'
            when is_small_n then 'small n'
        end
    from marts.kpi_counter_metric_weekly
    inner join (
        select kpi_id, week_start
        from marts.kpi_weekly
        where segment_type = 'total' and is_complete
    ) as complete using (kpi_id, week_start)
    where kpi_id = ? and counter_metric = ?
    order by week_start
"""


def _counter_metric_series(connection: duckdb.DuckDBPyConnection) -> Iterable[Series]:
    for kpi_id, name, higher_is_better in connection.execute(_COUNTER_METRICS).fetchall():
        rows = connection.execute(_COUNTER_METRIC_POINTS, [kpi_id, name]).fetchall()
        yield Series(
            name=f"{kpi_id}:{name}",
            kind=COUNTER_METRIC,
            kpi_id=kpi_id,
            agent=None,
            measure=name,
            higher_is_better=higher_is_better,
            is_share=True,
            concerns=frozenset({kpi_id}),
            points=tuple(SeriesPoint(*row) for row in rows),
        )


_MEASURES = """
    select
        measure, direction = 'higher is better' as higher_is_better, is_share, is_money, counted_by,
        min_count
    from seeds.signal_measure
    order by measure
"""
_AGENT_POINTS = """
    select
        agent,
        workflow,
        declared.function_id,
        week_start,
        {measure},
        case
            when {measure} is null then null
            when coalesce({counted_by}, 0) < $min_count then 'small n'
            when $is_money and currency is distinct from
                max_by(currency, week_start) over (partition by agent) then 'another currency'
        end
    from marts.agent_review_weekly
    left join org.workflow as declared using (workflow)
    where is_complete
    order by agent, week_start
"""


def _agent_series(connection: duckdb.DuckDBPyConnection) -> Iterable[Series]:
    measures = connection.execute(_MEASURES).fetchall()
    for measure, higher_is_better, is_share, is_money, counted_by, min_count in measures:
        rows = connection.execute(
            _AGENT_POINTS.format(measure=measure, counted_by=counted_by),
            {"min_count": min_count, "is_money": is_money},
        ).fetchall()
        for (agent, workflow, function), weeks in groupby(rows, key=lambda row: row[:3]):
            yield Series(
                name=f"{agent}:{measure}",
                kind="agent",
                kpi_id=None,
                agent=agent,
                measure=measure,
                higher_is_better=higher_is_better,
                is_share=is_share,
                concerns=frozenset({agent, workflow, function} - {None}),
                points=tuple(SeriesPoint(*week[3:]) for week in weeks),
            )


SOURCES: tuple[Callable[[duckdb.DuckDBPyConnection], Iterable[Series]], ...] = (
    read_kpi_series,
    _counter_metric_series,
    _agent_series,
)
READS = (
    "seeds.kpi_definition",
    "seeds.kpi_counter_metric",
    "seeds.signal_measure",
    "marts.kpi_weekly",
    "marts.kpi_counter_metric_weekly",
    "marts.agent_review_weekly",
    "org.workflow",
)


def read_series(connection: duckdb.DuckDBPyConnection) -> list[Series]:
    """Return every series, in a stable order."""
    return [series for source in SOURCES for series in source(connection)]
