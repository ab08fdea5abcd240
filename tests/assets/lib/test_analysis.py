"""Analyses are discovered, and computed after those that they read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

import assets.analyses
from assets.analysis import analysis_specs
from assets.lib.analysis import discover_analyses

_MODULE = '''
"""analysis.{name}: a number per reading."""

from assets.lib.analysis import Analysis, analysis_table, to_frame
from assets.lib.stream import Column, ColumnType

_TABLE = analysis_table(
    "{name}",
    "One row.",
    ("number",),
    (Column("number", ColumnType.WHOLE, "A number", required=True),),
)


def _compute(connection):
    rows = connection.execute("select 42").fetchall()
    return {{_TABLE.name: to_frame(_TABLE, rows)}}


ANALYSIS = Analysis("an addition", (_TABLE,), {reads}, _compute)
'''


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder whose modules count as analyses."""
    monkeypatch.setattr(assets.analyses, "__path__", [*assets.analyses.__path__, str(tmp_path)])
    discover_analyses.cache_clear()
    yield tmp_path
    discover_analyses.cache_clear()


def add(folder: Path, name: str, *reads: str) -> None:
    (folder / f"{name}.py").write_text(_MODULE.format(name=name, reads=reads), encoding="utf-8")


def test_adding_an_analysis_is_adding_one_module(folder: Path) -> None:
    """It is an asset, it is computed and written, and nothing else was edited."""
    add(folder, "added_weekly", "marts.kpi_weekly")
    [added] = [a for a in discover_analyses() if a.name == "an addition"]
    assert ["analysis", "added_weekly"] in [spec.key.path for spec in analysis_specs()]
    with duckdb.connect() as connection:
        added.tables[0].write_frame(connection, added.compute(connection)["added_weekly"])
        assert connection.sql("from analysis.added_weekly").fetchall() == [(42,)]


def test_an_analysis_comes_after_those_that_it_reads(folder: Path) -> None:
    """Whatever the order of their names is; the plan, which reads all of them, comes last."""
    add(folder, "a_first", "analysis.z_second")
    add(folder, "z_second")
    names = [table.name for analysis in discover_analyses() for table in analysis.tables]
    assert names.index("z_second") < names.index("a_first") < names.index("plan_milestone")


def test_analyses_that_read_each_other_are_refused(folder: Path) -> None:
    """There is no order in which both could be computed."""
    add(folder, "one_side", "analysis.other_side")
    add(folder, "other_side", "analysis.one_side")
    with pytest.raises(ValueError, match="read each other"):
        discover_analyses()
