"""Reading parameters from the seed `parameter`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


def read_parameters(connection: duckdb.DuckDBPyConnection, subject: str) -> dict[str, float]:
    """Return the values of a subject's parameters by their names."""
    rows = connection.execute(
        "select parameter, value from seeds.parameter where subject = ?", [subject]
    ).fetchall()
    return {str(name): float(value) for name, value in rows}
