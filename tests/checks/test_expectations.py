"""The Great Expectations suites: found, named as they are declared, and able to block."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import duckdb
import pytest

from assets.lib.settings import Settings
from checks.expectations.discover import discover_suites
from checks.expectations.gate import validate_tables
from checks.expectations.worker import Unmet, Worker
from tests.pipelines.homes import demo_home
from tests.warm_python import warm_python


@pytest.fixture(autouse=True)
def warm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the worker start from a Python that has imported Great Expectations."""
    monkeypatch.setattr(sys, "executable", warm_python())


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose marts break expectations of three suites."""
    home = tmp_path_factory.mktemp("expectations")
    (home / "warehouse").mkdir()
    original = demo_home(tmp_path_factory) / "warehouse" / "fullscore.duckdb"
    shutil.copyfile(original, home / "warehouse" / "fullscore.duckdb")
    with duckdb.connect(str(home / "warehouse" / "fullscore.duckdb")) as connection:
        connection.execute("""
            update marts.agent_review_weekly set error_rate = 1.5
            where agent = 'bid-agent' and week_start = date '2026-07-27';
            update marts.spectrum_weekly set stuck_share = 2 where week_start = date '2026-07-27';
            update raw.campaign_performance set clicks = impressions + 1;
            update marts.campaign_iteration_velocity_weekly set launch_hours = -1
            where segment_type = 'total' and week_start = date '2026-07-27';
        """)
    return home


def test_an_unmet_expectation_is_named(home: Path) -> None:
    """Results come back in another order than expectations were put; each keeps its name."""
    outcomes = {outcome.asset: outcome for outcome in validate_tables(Settings(home))}
    assert set(outcomes) == {suite.name for suite in discover_suites().values()}
    unmet = {asset: outcome for asset, outcome in outcomes.items() if not outcome.passed}
    assert set(unmet) == {
        "agent_review_weekly",
        "spectrum_weekly",
        "campaign_iteration_velocity_weekly",
        "campaign_performance",
    }
    review = unmet["agent_review_weekly"]
    assert review.blocks
    assert review.failing_rows == 1
    assert "ExpectColumnValuesToBeBetween(column=error_rate, min_value=0, max_value=1)" in (
        review.detail
    )
    assert "1.5" in review.detail
    spectrum = unmet["spectrum_weekly"]
    assert spectrum.blocks
    assert "column=stuck_share" in spectrum.detail
    velocity = unmet["campaign_iteration_velocity_weekly"]
    assert not velocity.blocks
    assert "launch_hours" in velocity.detail
    performance = unmet["campaign_performance"]
    assert not performance.blocks
    assert "column_A=impressions, column_B=clicks" in performance.detail


def test_only_a_table_that_has_changed_is_validated_again(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was found stands for as long as the table does; a new value is looked at."""
    settings = Settings(home)
    before = validate_tables(settings)
    asked: list[set[str]] = []

    def validate(worker: Worker, folder: Path) -> list[Unmet]:
        asked.append({file.stem for file in folder.iterdir()})
        return validate_in_worker(worker, folder)

    validate_in_worker = Worker.validate
    monkeypatch.setattr(Worker, "validate", validate)
    assert validate_tables(settings) == before
    assert asked == []
    with duckdb.connect(str(settings.warehouse_file)) as connection:
        connection.execute("update marts.spectrum_weekly set stuck_share = 3 where stuck_share = 2")
    outcomes = {outcome.asset: outcome for outcome in validate_tables(settings)}
    assert asked == [{"marts.spectrum_weekly"}]
    assert "3.0" in outcomes["spectrum_weekly"].detail


def test_a_column_without_values_has_no_distribution_to_warn_of(home: Path) -> None:
    """Without logged hours there is no warning that their median is out of range."""
    settings = Settings(home)
    with duckdb.connect(str(settings.warehouse_file)) as connection:
        connection.execute("update raw.work_items set hours = null")
    outcomes = {outcome.asset: outcome for outcome in validate_tables(settings)}
    assert outcomes["work_items"].passed
