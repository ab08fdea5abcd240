"""The weeks of a KPI as explanations need them, read from the warehouse or from the snapshot."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assets.analyses.explanation.parts import Fraction, KpiWeek

if TYPE_CHECKING:
    import duckdb

FACTORS = ("pieces", "variants_per_piece", "channels_per_variant")

_WEEKS = """
    select week_start, segment_type, segment, numerator, denominator
    from {schema}kpi_weekly
    where kpi_id = ? and is_complete
    order by week_start
"""
_FACTORS = """
    select week_start, pieces, variants_per_piece, channels_per_variant
    from {schema}content_system_throughput_weekly
    where segment_type = 'total' and is_complete
"""


def read_weeks(
    connection: duckdb.DuckDBPyConnection, kpi_id: str, schema: str = ""
) -> dict[date, KpiWeek]:
    """Return the complete weeks of a KPI, oldest first; `schema` is `marts.` in the warehouse."""
    factors = _read_factors(connection, schema) if kpi_id == "content_system_throughput" else {}
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
        )
        for week_start, segments in weeks.items()
    }


def _read_factors(
    connection: duckdb.DuckDBPyConnection, schema: str
) -> dict[date, dict[str, float | None]]:
    rows = connection.execute(_FACTORS.format(schema=schema)).fetchall()
    return {row[0]: dict(zip(FACTORS, row[1:], strict=True)) for row in rows}
