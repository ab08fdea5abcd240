"""What the evidence query of a milestone gives: asked in a sandbox, and never trusted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assets.lib.sandbox import QueryRefused, ask

if TYPE_CHECKING:
    import duckdb

MOST_ROWS = 10_000
"""Rows that the evidence of a milestone may have."""

MOST_SECONDS = 30.0
_COLUMNS = {"item": "VARCHAR", "is_done": "BOOLEAN", "done_on": "DATE"}


@dataclass(frozen=True)
class Evidence:
    """One thing that has to be so: whether it is, and since which day, where that is known."""

    item: str
    is_done: bool
    done_on: date | None


def gather_evidence(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Evidence, ...]:
    """Return the evidence that a query gives on a sandbox with the published tables.

    Raises QueryRefused with what is wrong and what to do.
    """
    columns, rows = ask(connection, query, most_rows=MOST_ROWS, seconds=MOST_SECONDS)
    if columns != _COLUMNS or list(columns) != list(_COLUMNS):
        found = ", ".join(f"{name} {kind}" for name, kind in columns.items())
        wanted = ", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())
        raise QueryRefused(
            f"its columns are {found}; select exactly {wanted}, and cast where needed"
        )
    return tuple(
        Evidence(item if item is not None else "(no name)", bool(is_done), done_on)
        for item, is_done, done_on in rows
    )


def check_evidence(connection: duckdb.DuckDBPyConnection, query: str) -> str | None:
    """Return what is wrong with an evidence query and what to do, or None where it is right.

    `connection` is a sandbox with the published tables, empty ones will do.
    """
    try:
        gather_evidence(connection, query)
    except QueryRefused as error:
        return str(error)
    return None
