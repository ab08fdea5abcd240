"""Reading parameters from seeds of the shape (parameter, value)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


def read_parameters(connection: duckdb.DuckDBPyConnection, relation: str) -> dict[str, float]:
    """Return the values of a seed such as `seeds.signal_parameter` by their names."""
    rows = connection.execute(f"select parameter, value from {relation}").fetchall()
    return {str(name): float(value) for name, value in rows}
