"""Every declared key is verified on the rows that were written, by one query per table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assets.lib.outcome import CheckOutcome

if TYPE_CHECKING:
    import duckdb

CHECK = "key_is_unique"
_SAMPLE_ROWS = 5


def verify_key(
    connection: duckdb.DuckDBPyConnection, table: str, key: Sequence[str]
) -> CheckOutcome:
    """Return whether these columns of a table (`schema.name`) name a row."""
    columns = ", ".join(f'"{column}"' for column in key)
    rows = connection.execute(
        f"select {columns}, count(*) over () as repeated from {table} "
        f"group by {columns} having count(*) > 1 limit {_SAMPLE_ROWS}"
    ).fetchall()
    sample = "; ".join(
        ", ".join(f"{name}={value}" for name, value in zip(key, row, strict=False)) for row in rows
    )
    repeated = rows[0][-1] if rows else 0
    return CheckOutcome(
        name=CHECK,
        asset=table.rsplit(".", maxsplit=1)[-1],
        passed=not rows,
        description=f"{', '.join(key)} name a row.",
        detail=f"{repeated} keys stand in more than one row, such as {sample}" if rows else "",
        failing_rows=repeated,
    )
