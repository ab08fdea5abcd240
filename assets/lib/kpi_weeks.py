"""The weeks of a KPI with factors and segments, from the warehouse or the published snapshot."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assets.lib.statistics.decomposition import Fraction
from assets.lib.statistics.explanation import KpiWeek

if TYPE_CHECKING:
    import duckdb

READS = (
    "marts.kpi_weekly",
    "marts.content_system_throughput_weekly",
    "seeds.kpi_segment",
)

_FACTORED = "content_system_throughput"
_FACTOR_NAMES = ("pieces", "variants_per_piece", "channels_per_variant")

_WEEKS = """
    select week_start, segment_type, segment, numerator, denominator
    from {schema}kpi_weekly
    where kpi_id = ? and is_complete
    order by week_start
"""
_SHARED_DENOMINATORS = """
    select segment_type
    from {schema}kpi_segment
    where kpi_id = ? and denominator = 'total'
"""
_FACTORS = """
    select week_start, pieces, variants_per_piece, channels_per_variant
    from {schema}content_system_throughput_weekly
    where segment_type = 'total' and is_complete
"""


def read_kpi_weeks(
    connection: duckdb.DuckDBPyConnection, kpi_id: str, schema: str = ""
) -> dict[date, KpiWeek]:
    """Return the complete weeks of a KPI, oldest first; `schema` is `marts.` in the warehouse."""
    factors = _read_factors(connection, schema) if kpi_id == _FACTORED else {}
    shared = _read_shared_denominators(connection, kpi_id, "seeds." if schema else "")
    weeks: dict[date, dict[str, dict[str, Fraction]]] = {}
    rows = connection.execute(_WEEKS.format(schema=schema), [kpi_id]).fetchall()
    for week_start, segment_type, segment, numerator, denominator in rows:
        segments = weeks.setdefault(week_start, {}).setdefault(segment_type, {})
        segments[segment] = Fraction(numerator, denominator)
    return {
        week_start: KpiWeek(
            total=segments["total"]["all"],
            factors=factors.get(week_start, {}),
            segments={name: found for name, found in segments.items() if name != "total"},
            shared_denominators=shared,
        )
        for week_start, segments in weeks.items()
    }


def _read_shared_denominators(
    connection: duckdb.DuckDBPyConnection, kpi_id: str, schema: str
) -> frozenset[str]:
    """Return the segment types that have the total's denominator."""
    rows = connection.execute(_SHARED_DENOMINATORS.format(schema=schema), [kpi_id]).fetchall()
    return frozenset(segment_type for (segment_type,) in rows)


def _read_factors(
    connection: duckdb.DuckDBPyConnection, schema: str
) -> dict[date, dict[str, float | None]]:
    rows = connection.execute(_FACTORS.format(schema=schema)).fetchall()
    return {row[0]: dict(zip(_FACTOR_NAMES, row[1:], strict=True)) for row in rows}
