"""The compiled project is true to its files, and compiled once for each state of them."""

import shutil
from pathlib import Path

import pytest

from assets.lib.dbt.command import DbtFailed
from assets.lib.dbt.project import project_fingerprint, read_project
from assets.lib.settings import DBT_PROJECT


def test_every_model_stands_after_what_it_reads() -> None:
    """The order can be built in from the first to the last."""
    project = read_project()
    made = {seed.full_name for seed in project.seeds}
    outside = {"raw", "org", "ops"}
    for model in project.models:
        missing = {n for n in model.depends_on if n.split(".")[0] not in outside} - made
        assert not missing, model.full_name
        made.add(model.full_name)


def test_the_ancestry_of_a_mart_is_all_that_it_needs_and_no_more() -> None:
    """Nothing that the mart does not depend on is built for it."""
    project = read_project()
    chosen = [model.full_name for model in project.ancestry(["kpi_weekly"])]
    assert chosen[-1] == "marts.kpi_weekly"
    needed = {name for m in project.models if m.full_name in chosen for name in m.depends_on}
    assert set(chosen[:-1]) == {n for n in needed if n in {m.full_name for m in project.models}}


def test_contracts_come_with_types_meanings_and_what_is_required() -> None:
    """What the yml declares is what a run makes."""
    mart = next(m for m in read_project().models if m.name == "kpi_weekly")
    columns = {column.name: column for column in mart.columns}
    assert columns["week_start"].type == "date"
    assert columns["kpi_id"].is_required
    assert not columns["value"].is_required
    assert columns["kpi_id"].meaning
    assert set(mart.key) == {"kpi_id", "week_start", "segment_type", "segment"}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "dbt_project"
    shutil.copytree(DBT_PROJECT, folder, ignore=shutil.ignore_patterns("*.duckdb"))
    return folder


def test_the_fingerprint_follows_models_seeds_and_macros_alone(copy: Path) -> None:
    """What dbt leaves in target/ is no change of the project."""
    before = project_fingerprint(copy)
    (copy / "target").mkdir(exist_ok=True)
    (copy / "target" / "left_over.sql").write_text("select 1")
    assert project_fingerprint(copy) == before
    seed = copy / "seeds" / "kpi_definition.csv"
    seed.write_text(seed.read_text().replace("Content Systems Architect", "Somebody"))
    assert project_fingerprint(copy) != before


def test_a_changed_model_is_compiled_anew_and_a_faulty_one_is_named(copy: Path) -> None:
    """A project that doesn't compile is an error with dbt's reason."""
    faulty = next((copy / "models" / "marts").rglob("kpi_weekly.sql"))
    faulty.write_text("select {{ no_such_macro() }}")
    with pytest.raises(DbtFailed, match="no_such_macro"):
        read_project(copy)
