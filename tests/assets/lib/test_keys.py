"""Every declared key is verified in every run, and one that is repeated blocks publication."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from assets.lib.dbt.build import build_tables
from assets.lib.dbt.project import Model, Seed, read_project
from assets.lib.keys import verify_key
from assets.lib.outcome import record_checks
from assets.lib.settings import Settings
from assets.published import AuditFailed, publish
from tests.pipelines.homes import demo_home

KEYED = [
    table for table in read_project().tables if table.key and not getattr(table, "is_view", False)
]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a copy of the demo organisation's warehouse."""
    copy = tmp_path_factory.mktemp("keys") / "fullscore.duckdb"
    shutil.copyfile(demo_home(tmp_path_factory) / "warehouse" / "fullscore.duckdb", copy)
    with duckdb.connect(str(copy)) as connection:
        yield connection


def test_every_table_that_is_published_has_a_key_or_one_row() -> None:
    """What names a row is declared, in staging too; core may hold rows that nothing names."""
    keyless = [t for t in read_project().tables if not t.key and not t.full_name.startswith("core")]
    assert [t.full_name for t in keyless if "Grain - one row." not in t.description] == []


@pytest.mark.parametrize("table", KEYED, ids=lambda table: table.full_name)
def test_a_repeated_key_blocks_and_names_the_row(
    warehouse: duckdb.DuckDBPyConnection, table: Seed | Model
) -> None:
    """Each key holds on what a run computed; one row more, and it is a reason to block."""
    assert verify_key(warehouse, table.full_name, table.key).passed
    [(rows,)] = warehouse.execute(f"select count(*) from {table.full_name}").fetchall()
    if rows == 0:
        pytest.skip("the demo organisation has no such row")
    warehouse.begin()
    try:
        copied = f"select * from {table.full_name} limit 1"
        warehouse.execute(f"create temp table again as {copied}")
        warehouse.execute(f"insert into {table.full_name} from again")
        broken = verify_key(warehouse, table.full_name, table.key)
    finally:
        warehouse.rollback()
    assert broken.blocks
    assert broken.failing_rows == 1
    assert f"{table.key[0]}=" in broken.reason


def test_the_models_verify_each_key_as_they_are_built(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """No table with a declared key is left out."""
    built = {table.full_name: table.key for table in build_tables(warehouse, read_project())}
    assert {name for name, key in built.items() if key} == {table.full_name for table in KEYED}
    assert all(key.passed for key in built.values() if key)


def test_a_broken_key_is_recorded_as_blocking(settings: Settings) -> None:
    """The run's record names the table and the key."""
    with duckdb.connect() as connection:
        connection.execute("create table t as select 1 as a from range(2)")
        reasons = record_checks(settings, "r1", [verify_key(connection, "t", ("a",))])
    assert reasons == ["t: key_is_unique: 1 keys stand in more than one row, such as a=1"]


def test_publishing_what_the_warehouse_holds_verifies_its_keys(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """`fullscore publish` builds no model, so it looks itself."""
    home = tmp_path / "home"
    shutil.copytree(demo_home(tmp_path_factory), home)
    before = (home / "published" / "current.json").read_text()
    with duckdb.connect(str(home / "warehouse" / "fullscore.duckdb")) as connection:
        connection.execute("create temp table again as from marts.kpi_weekly limit 1")
        connection.execute("alter table marts.kpi_weekly rename to kpi_weekly_before")
        connection.execute(
            "create table marts.kpi_weekly as from marts.kpi_weekly_before union all from again"
        )
    with pytest.raises(AuditFailed, match="kpi_weekly: key_is_unique: 1 keys"):
        publish(Settings(home), "r1")
    assert (home / "published" / "current.json").read_text() == before
