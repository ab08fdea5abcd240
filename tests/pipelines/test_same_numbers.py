"""What is published depends on the inputs alone, to the last bit."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.pipelines.homes import demo_home, fullscore

OF_THE_RUN = {"snapshot_info", "check_result"}
"""Tables that name the run that wrote them."""


def test_a_forced_run_of_the_same_inputs_publishes_the_same_rows(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Sums don't depend on the order in which threads happen to add them up."""
    home = tmp_path / "home"
    shutil.copytree(demo_home(tmp_path_factory), home)
    assert fullscore(home, "run", "--force", is_warm=False).returncode == 0
    first, second = sorted((home / "published").glob("fullscore-*.duckdb"))[-2:]
    with duckdb.connect() as connection:
        connection.execute(f"attach '{first}' as first (read_only)")
        connection.execute(f"attach '{second}' as second (read_only)")
        tables = {name for _, _, name, *_ in connection.execute("show all tables").fetchall()}
        different = [
            table
            for table in sorted(tables - OF_THE_RUN)
            if connection.execute(
                f"(from first.{table} except all from second.{table}) union all "
                f"(from second.{table} except all from first.{table})"
            ).fetchall()
        ]
    assert different == []
