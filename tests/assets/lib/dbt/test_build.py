"""Compiled models are built as their contracts say, or not at all."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from assets.lib.dbt.build import BuiltTable, ModelFailed, build_tables
from assets.lib.dbt.project import CompiledProject, Model, ProjectColumn, Seed

SEED = Seed(
    name="level",
    path="level.csv",
    description="Levels.",
    columns=(
        ProjectColumn(name="level", type="INTEGER"),
        ProjectColumn(name="name", type="VARCHAR"),
    ),
)


def model(name: str, sql: str, *columns: ProjectColumn) -> Model:
    return Model(
        schema_name="marts",
        name=name,
        group="kpi",
        description="",
        sql=sql,
        depends_on=("seeds.level",),
        columns=columns,
    )


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    (tmp_path / "level.csv").write_text("level,name\n1,human-led\n2,\n")
    with duckdb.connect() as opened:
        yield opened


def build(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    *models: Model,
    only: set[str] | None = None,
) -> list[BuiltTable]:
    project = CompiledProject(fingerprint="", seeds=(SEED,), models=models)
    return list(build_tables(connection, project, only, folder))


def test_seeds_and_models_are_made_in_order(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """Each with the number of its rows; an empty cell of a seed is null."""
    built = build(
        connection, tmp_path, model("named", "select * from seeds.level where name is not null")
    )
    assert [(t.full_name, t.rows) for t in built] == [("seeds.level", 2), ("marts.named", 1)]


def test_columns_have_the_order_and_the_types_of_the_contract(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """Whatever the query calls first, the table is as declared."""
    build(
        connection,
        tmp_path,
        model(
            "typed",
            "select name, level from seeds.level",
            ProjectColumn(name="level", type="bigint"),
            ProjectColumn(name="name", type="varchar"),
        ),
    )
    found = connection.sql("from marts.typed")
    assert (found.columns, [str(t) for t in found.types]) == (
        ["level", "name"],
        ["BIGINT", "VARCHAR"],
    )


def test_a_missing_value_where_one_is_required_names_the_model(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """A broken contract ends the build with model, constraint and column."""
    name = ProjectColumn(name="name", type="varchar", is_required=True)
    with pytest.raises(ModelFailed, match=r"marts\.named: .*NOT NULL.*name"):
        build(connection, tmp_path, model("named", "select name from seeds.level", name))


def test_only_what_is_selected_is_made(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """The rest of the project stays as it is."""
    build(connection, tmp_path, only={"seeds.level"})
    built = build(connection, tmp_path, model("one", "select 1 as a"), only={"marts.one"})
    assert [t.full_name for t in built] == ["marts.one"]


def test_a_table_that_has_become_a_view_is_replaced_and_back_again(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """A warehouse of an older version of the project is no obstacle."""
    table = model("one", "select 1 as a")
    view = table.model_copy(update={"is_view": True})
    for built in (table, view, table):
        [_, made] = build(connection, tmp_path, built)
        assert made.rows == (None if built.is_view else 1)
        assert connection.sql("from marts.one").fetchall() == [(1,)]


def test_a_model_that_needs_more_memory_names_the_setting(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """One list can't be spilled to the disk."""
    connection.execute("set memory_limit = '20MB'")
    whole = model("whole", "select list(i) as numbers from range(100000000) as t (i)")
    project = CompiledProject(fingerprint="", seeds=(), models=(whole,))
    with pytest.raises(ModelFailed, match=r"^marts\.whole: out of memory; .*FULLSCORE_MEMORY"):
        list(build_tables(connection, project, folder=tmp_path))
