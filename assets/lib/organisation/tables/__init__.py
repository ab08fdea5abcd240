"""Writes what the organisation declares into the warehouse, where the models read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from assets.lib.organisation import Organisation
from assets.lib.organisation.tables import agents, plan, reporting, workflows
from assets.lib.organisation.tables.org_table import OrgTable
from assets.lib.organisation.tables.reporting import resolve_aliases
from assets.lib.warehouse import transaction

if TYPE_CHECKING:
    import duckdb

__all__ = ["ORG_TABLES", "TABLE_NAMES", "resolve_aliases", "write_declarations"]

ORG_TABLES: tuple[OrgTable, ...] = (
    *reporting.TABLES,
    *workflows.TABLES,
    *agents.TABLES,
    *plan.TABLES,
)
TABLE_NAMES = tuple(declared.table.name for declared in ORG_TABLES)


def write_declarations(
    connection: duckdb.DuckDBPyConnection, organisation: Organisation, as_of: datetime | None
) -> None:
    """Replace the tables of schema `org`; `as_of` goes before the declared one."""
    if as_of is not None:
        declared = organisation.organisation.model_copy(update={"as_of": as_of})
        organisation = replace(organisation, organisation=declared)
    with transaction(connection):
        for declared_table in ORG_TABLES:
            declared_table.table.write_rows(connection, declared_table.rows(organisation))
