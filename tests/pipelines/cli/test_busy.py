"""Commands that look never write, and say in a line when they can't look."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.pipelines.homes import fullscore, small_home

READING = (
    ("status",),
    ("kpis",),
    ("show",),
    ("show", "kpi_weekly"),
    ("query", "select 1"),
    ("spectrum",),
    ("roles",),
    ("plan",),
    ("risks",),
    ("multiples",),
    ("connectors",),
    ("org", "check"),
)
READING_THE_WAREHOUSE = (("check",), ("quarantine", "list"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("busy") / "home"
    shutil.copytree(small_home(tmp_path_factory), folder)
    return folder


@pytest.fixture(scope="module")
def written(home: Path) -> Iterator[Path]:
    """Give the home while another process has its warehouse open for writing."""
    script = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); input()"
    )
    warehouse = str(home / "warehouse" / "fullscore.duckdb")
    writer = subprocess.Popen(
        [sys.executable, "-c", script, warehouse],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    assert writer.stdout.readline().strip() == "open"
    yield home
    writer.communicate("\n")


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_command_that_looks_works_while_a_run_writes(
    written: Path, command: tuple[str, ...]
) -> None:
    """What is published is in a file of its own."""
    result = fullscore(written, *command)
    assert "Traceback" not in result.stderr
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("command", READING_THE_WAREHOUSE, ids=" ".join)
def test_what_needs_the_warehouse_says_in_a_line_that_it_is_in_use(
    written: Path, command: tuple[str, ...]
) -> None:
    """One line, exit code 1, no traceback."""
    result = fullscore(written, *command)
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert "another process" in result.stderr


@pytest.mark.parametrize("command", READING_THE_WAREHOUSE, ids=" ".join)
def test_commands_that_look_leave_the_warehouse_as_it_is(
    tmp_path: Path, home: Path, command: tuple[str, ...]
) -> None:
    """Not a byte of the file changes, and no table is made."""
    copy = tmp_path / "home"
    shutil.copytree(home, copy)
    warehouse = copy / "warehouse" / "fullscore.duckdb"
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("drop table ops.alert")
    before = warehouse.read_bytes()
    fullscore(copy, *command)
    assert warehouse.read_bytes() == before
