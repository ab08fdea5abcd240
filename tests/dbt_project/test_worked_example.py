"""dbt itself agrees: unit tests hold, and `dbt build` makes the tables that a run makes."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from assets.lib.dbt.command import NODE_RESULTS, invoke_dbt
from assets.lib.dbt.project import WAREHOUSE_NAME, read_project
from assets.lib.settings import DBT_PROJECT
from tests.pipelines.homes import small_home

KPI_MARTS = {
    "content_system_throughput_weekly",
    "campaign_iteration_velocity_weekly",
    "strategic_decision_density_weekly",
    "pipeline_signal_to_noise_weekly",
}


@dataclass(frozen=True)
class DbtBuild:
    """What `dbt build` said of each node, and the warehouses that it and a run have made."""

    statuses: dict[str, str]
    by_dbt: Path
    by_a_run: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> DbtBuild:
    """Run `dbt build` on a copy of a warehouse that a run has filled."""
    by_a_run = small_home(tmp_path_factory) / "warehouse" / f"{WAREHOUSE_NAME}.duckdb"
    by_dbt = tmp_path_factory.mktemp("dbt") / by_a_run.name
    shutil.copy(by_a_run, by_dbt)
    statuses: dict[str, str] = {}

    def keep(event: object) -> None:
        if event.info.name in NODE_RESULTS:  # type: ignore[attr-defined]
            data = event.data  # type: ignore[attr-defined]
            statuses[data.node_info.unique_id] = data.status.lower()

    invoke_dbt(DBT_PROJECT, by_dbt, ["build"], keep)
    return DbtBuild(statuses, by_dbt, by_a_run)


def test_every_model_builds_and_every_test_holds(built: DbtBuild) -> None:
    """Data tests on real rows, and every worked example number for number."""
    failed = {n: s for n, s in built.statuses.items() if s not in ("ok", "success", "pass")}
    assert not failed
    assert any(name.startswith("unit_test.") for name in built.statuses)


def test_every_kpi_has_its_worked_example(built: DbtBuild) -> None:
    """A KPI without an example that was computed by hand is not done."""
    examples = [n.split(".") for n in built.statuses if n.startswith("unit_test.")]
    assert {e[2] for e in examples if e[3].startswith("worked_example")} >= KPI_MARTS


def test_dbt_makes_the_same_tables_as_the_compiled_sql(built: DbtBuild) -> None:
    """Column for column, type for type, row for row."""
    project = read_project()
    with duckdb.connect() as connection:
        connection.execute(f"attach '{built.by_dbt}' as dbt (read_only)")
        connection.execute(f"attach '{built.by_a_run}' as compiled (read_only)")
        for table in project.tables:
            by_dbt, compiled = f"dbt.{table.full_name}", f"compiled.{table.full_name}"
            assert _columns(connection, by_dbt) == _columns(connection, compiled), table.full_name
            difference = connection.execute(
                f"(from {by_dbt} except all from {compiled}) union all "
                f"(from {compiled} except all from {by_dbt})"
            ).fetchall()
            assert not difference, (table.full_name, difference[:3])


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    found = connection.execute(f"describe {table}").fetchall()
    return json.dumps([row[:2] for row in found])
