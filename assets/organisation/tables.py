"""Writes what the organisation declares into the warehouse, where the models read it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from assets.organisation import Organisation
from assets.warehouse import transaction

if TYPE_CHECKING:
    import duckdb

_TABLES = {
    "reporting": (
        "organisation_name varchar, timezone varchar, weekly_capacity_hours double, "
        "baseline_first_week date, baseline_weeks integer, transition_start date, as_of timestamp"
    ),
    "target": (
        "kpi_id varchar, target_value double, start_value double, from_day date, until_day date"
    ),
    "campaign_alias": "from_key varchar, to_key varchar",
    "workflow_level": "workflow varchar, level integer, from_day date",
}


TABLE_NAMES = tuple(_TABLES)


def write_declarations(
    connection: duckdb.DuckDBPyConnection, organisation: Organisation, as_of: datetime | None
) -> None:
    """Replace the tables of schema `org`; `as_of` goes before the declared one."""
    rows = {
        "reporting": [_reporting(organisation, as_of)],
        "target": [
            (t.kpi, t.value, t.start_value, t.from_, t.until) for t in organisation.targets.targets
        ],
        "campaign_alias": sorted(resolve_aliases(organisation).items()),
        "workflow_level": [
            (w.workflow, w.level, w.from_) for w in organisation.workflows.workflows
        ],
    }
    with transaction(connection):
        for name, columns in _TABLES.items():
            connection.execute(f"create or replace table org.{name} ({columns})")
            marks = ", ".join("?" for _ in columns.split(", "))
            for row in rows[name]:
                connection.execute(f"insert into org.{name} values ({marks})", list(row))


def resolve_aliases(organisation: Organisation) -> dict[str, str]:
    """Return every former campaign key and the key it has now, chains of renames followed."""
    direct = {
        f"{alias.source}:{alias.from_}": f"{alias.source}:{alias.to}"
        for alias in organisation.aliases.campaigns
    }
    return {key: _follow(key, direct) for key in direct}


def _follow(key: str, direct: dict[str, str]) -> str:
    while key in direct:
        key = direct[key]
    return key


def _reporting(organisation: Organisation, as_of: datetime | None) -> tuple[Any, ...]:
    declared = organisation.organisation
    moment = as_of or declared.as_of
    return (
        declared.name,
        declared.timezone,
        declared.weekly_capacity_hours,
        declared.baseline.first_week if declared.baseline else None,
        declared.baseline.weeks if declared.baseline else None,
        declared.transition_start,
        moment.astimezone(UTC).replace(tzinfo=None) if moment else None,
    )
