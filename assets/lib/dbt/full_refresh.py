"""Builds the project by `dbt build`: slower than the compiled SQL, with dbt's own tests."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from assets.lib.dbt.build import BuiltTable, ModelFailed, verify
from assets.lib.dbt.command import NODE_RESULTS, invoke_dbt
from assets.lib.dbt.project import CompiledProject
from assets.lib.outcome import CheckOutcome
from assets.lib.settings import DBT_PROJECT, Settings
from assets.lib.warehouse import open_warehouse

_NO_UNIT_TESTS = ("--exclude", "resource_type:unit_test")
"""Unit tests prove the SQL on rows of their own: `make test` runs them, no run does."""


def build_with_dbt(settings: Settings) -> list[CheckOutcome]:
    """Build all seeds and models, run the data tests, and return what each test found.

    Raises ModelFailed naming every model that failed, DbtFailed where dbt could not run.
    """
    with open_warehouse(settings):  # every schema and table that the models read is in place
        pass
    outcomes: list[CheckOutcome] = []
    failed: list[str] = []

    def keep(event: Any) -> None:
        if event.info.name not in NODE_RESULTS:
            return
        node, status = event.data.node_info, str(getattr(event.data, "status", "")).lower()
        if event.info.name == "LogTestResult":
            outcomes.append(_outcome(event.data, status))
        elif status == "error":
            failed.append(f"{node.node_name}: {event.info.msg.strip()}")

    invoke_dbt(DBT_PROJECT, settings.warehouse_file, ["build", *_NO_UNIT_TESTS], keep)
    if failed:
        raise ModelFailed("; ".join(failed))
    return outcomes


def _outcome(data: Any, status: str) -> CheckOutcome:
    failures = int(data.num_failures or 0)
    return CheckOutcome(
        name=data.name,
        asset=data.node_info.node_relation.alias or data.name,
        passed=status in ("pass", "skipped"),
        severity="warn" if status == "warn" else "error",
        description=data.name,
        detail=f"{failures} rows fail" if failures else "",
        failing_rows=failures,
    )


def inspect_tables(
    settings: Settings, project: CompiledProject, selected: Collection[str]
) -> Iterator[BuiltTable]:
    """Yield the selected tables that dbt has made, with their rows and keys."""
    with open_warehouse(settings) as connection:
        for table in project.tables:
            if table.full_name in selected:
                [(rows,)] = connection.execute(f"select count(*) from {table.full_name}").fetchall()
                yield BuiltTable(table.full_name, rows, 0.0, verify(connection, table))
