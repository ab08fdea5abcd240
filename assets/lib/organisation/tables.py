"""Writes what the organisation declares into the warehouse, where the models read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assets.lib.organisation.declaration import OrgTable, discover_declarations
from assets.lib.organisation.organisation import Organisation
from assets.lib.stream import WITHHELD, Wording
from assets.lib.warehouse import transaction

if TYPE_CHECKING:
    import duckdb


def list_org_tables() -> tuple[OrgTable[Any], ...]:
    """Return the tables of all declarations by name."""
    tables = (table for d in discover_declarations().values() for table in d.tables)
    return tuple(sorted(tables, key=lambda table: table.name))


def write_declarations(
    connection: duckdb.DuckDBPyConnection, organisation: Organisation, *, withholds: bool = False
) -> None:
    """Replace the tables of schema `org`, all of them or none; free text may be withheld."""
    with transaction(connection):
        for declaration in discover_declarations().values():
            content = organisation[declaration.content_type]
            for declared in declaration.tables:
                rows = declared.rows(content)
                shown = (_shown(declared, row) for row in rows) if withholds else rows
                declared.table.write_rows(connection, shown)


def _shown(table: OrgTable[Any], row: Sequence[Any]) -> list[Any]:
    return [
        WITHHELD if column.wording is Wording.FREE and value is not None else value
        for column, value in zip(table.columns, row, strict=True)
    ]
