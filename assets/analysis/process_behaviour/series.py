"""The series that have a process behaviour chart, read from the marts: the one list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assets.analysis.process_behaviour.parts import Point

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Series:
    """The complete weeks of one measure, and what an annotation has to name to concern it."""

    name: str
    kind: str
    kpi_id: str | None
    agent: str | None
    measure: str | None
    higher_is_better: bool
    is_share: bool
    concerns: frozenset[str]
    points: tuple[Point, ...]


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


def _kpi_series(connection: duckdb.DuckDBPyConnection) -> Iterable[Series]:
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
            points=tuple(Point(*row) for row in rows),
        )


SOURCES: tuple[Callable[[duckdb.DuckDBPyConnection], Iterable[Series]], ...] = (_kpi_series,)
READS = ("seeds.kpi_definition", "marts.kpi_weekly")


def read_series(connection: duckdb.DuckDBPyConnection) -> list[Series]:
    """Return every series, in a stable order."""
    return [series for source in SOURCES for series in source(connection)]
