"""Runs from export to snapshot, as the command line makes them."""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assets.lib.dbt.project import read_project
from pipelines.definitions import defs
from pipelines.run import _silence_dagster
from tests.pipelines.homes import fullscore, make_home, small_home
from tests.warm_python import warm_python


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home that has been run once."""
    folder = tmp_path_factory.mktemp("run") / "home"
    shutil.copytree(small_home(tmp_path_factory), folder)
    return folder


def kpis(home: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(fullscore(home, "kpis", "--format", "json").stdout)
    return rows


def value_of(home: Path, kpi: str, week: str = "2026-03-02") -> Any:
    return next(r["value"] for r in kpis(home) if r["kpi_id"] == kpi and r["week_start"] == week)


def test_a_run_ends_with_the_kpis_of_the_worked_example(home: Path) -> None:
    """The numbers that a run publishes are those that the definitions give by hand."""
    assert value_of(home, "content_system_throughput") == 8
    assert value_of(home, "strategic_decision_density") == 0.25
    assert value_of(home, "pipeline_signal_to_noise") == 0.45


def test_kpis_as_json_have_the_promised_fields(home: Path) -> None:
    """Programs can rely on the names of the fields."""
    assert set(kpis(home)[0]) == {
        *("kpi_id", "week_start", "value", "numerator", "denominator", "target_value"),
        *("is_complete", "is_maturing", "is_small_n", "definition_version"),
        *("replaced_metric", "replaced_value", "waiting_for", "complete_without"),
    }


def test_the_running_week_is_not_complete_and_a_young_one_is_maturing(home: Path) -> None:
    """As-of is the newest event: the week it lies in is shown as running."""
    weeks = {r["week_start"]: r for r in kpis(home) if r["kpi_id"] == "pipeline_signal_to_noise"}
    assert weeks["2026-03-02"]["is_complete"]
    assert not weeks["2026-03-09"]["is_complete"]
    assert weeks["2026-03-02"]["is_maturing"]


def test_a_run_with_nothing_new_publishes_nothing(home: Path) -> None:
    """The same inputs leave the snapshot as it is."""
    before = (home / "published" / "current.json").read_text()
    result = fullscore(home, "run")
    assert result.returncode == 0
    assert "Nothing is new" in result.stderr
    assert (home / "published" / "current.json").read_text() == before


def test_the_run_is_in_dagsters_history_with_every_asset_materialized(home: Path) -> None:
    """What the command line ran is what the Dagster page shows, with all checks."""
    script = (
        "import dagster as dg, json\n"
        "with dg.DagsterInstance.get() as instance:\n"
        "    run = instance.get_runs()[0]\n"
        "    events = instance.all_logs(run.run_id)\n"
        "    made = [e.dagster_event.asset_key.to_user_string() for e in events"
        " if e.is_dagster_event and e.dagster_event.is_step_materialization]\n"
        "    checks = [e for e in events if e.is_dagster_event and"
        " e.dagster_event.event_type_value == 'ASSET_CHECK_EVALUATION']\n"
        "    kind = type(instance.event_log_storage).__name__\n"
        "    print(json.dumps([run.status.value, sorted(made), len(checks), kind]))\n"
    )
    environment = os.environ | {"DAGSTER_HOME": str(home / "warehouse" / "dagster")}
    result = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    status, made, checks, kind = json.loads(result.stdout.splitlines()[-1])
    project = read_project()
    tables = {t.full_name.replace(".", "/") for t in project.tables}
    assert status == "SUCCESS"
    assert kind == "KeptSqliteEventLogStorage"
    assert tables <= set(made)
    assert {"raw/leads", "org/reporting", "landing/canonical", "published/snapshot"} <= set(made)
    expected = {key for group in defs().asset_checks or () for key in group.check_keys}
    assert checks == len(expected)


def test_standing_in_the_past_shows_no_later_week(tmp_path: Path) -> None:
    """--as-of computes what was known then; a later plain run is the present again."""
    home = make_home(tmp_path / "home")
    result = fullscore(home, "run", "--as-of", "2026-03-04T00:00:00Z")
    assert result.returncode == 0, result.stderr
    assert value_of(home, "content_system_throughput") == 4
    assert {row["week_start"] for row in kpis(home)} == {"2026-03-02"}
    assert fullscore(home, "run").returncode == 0
    assert value_of(home, "content_system_throughput") == 8


def test_a_failed_check_keeps_the_snapshot_and_says_why(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A blocked run exits with 1, names the check, and leaves what was published."""
    home = tmp_path / "home"
    shutil.copytree(small_home(tmp_path_factory), home)
    before = (home / "published" / "current.json").read_text()
    with duckdb.connect(str(home / "warehouse" / "fullscore.duckdb")) as connection:
        connection.execute("delete from raw.leads where lead_id = '3'")
    result = fullscore(home, "run", "--force")
    assert result.returncode == 1
    assert "raw_rows_equal_loaded_rows" in result.stderr
    assert "leads.2026-03-13.csv" in result.stderr
    assert (home / "published" / "current.json").read_text() == before
    assert "blocked" in fullscore(home, "status").stdout
    assert fullscore(home, "check").returncode == 1


@pytest.mark.parametrize("step", ["ingestion", "models", "publish"])
def test_after_a_run_that_was_killed_the_next_one_ends_in_the_same_kpis(
    tmp_path: Path, home: Path, step: str
) -> None:
    """A run dies by kill -9 in this step; the next run publishes what an undisturbed one does."""
    victim = make_home(tmp_path / "home")
    process = subprocess.Popen(
        [warm_python(), "-m", "pipelines.cli", "run", "--force"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"FULLSCORE_HOME": str(victim)},
    )
    assert process.stderr is not None
    reached = any(line.split()[-1] == step for line in process.stderr)
    assert reached, "the run ended before the step"
    assert process.poll() is None, "the run was over before it was killed"
    process.kill()
    assert process.wait() == -signal.SIGKILL
    assert not (victim / "published" / "current.json").exists()
    assert fullscore(victim, "run").returncode == 0
    assert kpis(victim) == kpis(home)


def test_only_five_snapshots_are_kept(home: Path) -> None:
    """Older snapshots go, the published one stays."""
    published = home / "published"
    for number in range(7):
        (published / f"fullscore-20200101T00000000000{number}-x.duckdb").touch()
    assert fullscore(home, "publish").returncode == 0
    current = json.loads((published / "current.json").read_text())["file"]
    kept = sorted(path.name for path in published.glob("fullscore-*.duckdb"))
    assert len(kept) == 5
    assert current in kept


def test_dagster_s_log_stays_off_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever has given the root logger a handler, Dagster's lines don't reach it."""
    from dagster import get_dagster_logger

    root, dagster = logging.getLogger(), logging.getLogger("dagster")
    handler = logging.StreamHandler()
    root.addHandler(handler)
    try:
        _silence_dagster()
        get_dagster_logger().warning("something that the event log has")
    finally:
        root.removeHandler(handler)
        dagster.propagate = True
    assert capsys.readouterr().err == ""
