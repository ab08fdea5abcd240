"""Every query check holds on what a run computes, and fails once what it claims is broken."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import duckdb
import pytest

from checks.analysis import CHECKS as ANALYSIS
from checks.check import QueryCheck
from checks.intake import CHECKS as INTAKE
from checks.reconciliation import CHECKS as RECONCILIATION
from tests.checks.breaking import BREAKING
from tests.pipelines.homes import demo_home

CHECKS = {(c.asset[1], c.name): c for c in (*INTAKE, *RECONCILIATION, *ANALYSIS)}
ERRORS = {name: check for name, check in CHECKS.items() if check.severity == "error"}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a copy of the simulated organisation's warehouse."""
    copy = tmp_path_factory.mktemp("checks") / "fullscore.duckdb"
    shutil.copyfile(demo_home(tmp_path_factory) / "warehouse" / "fullscore.duckdb", copy)
    with duckdb.connect(str(copy)) as connection:
        yield connection


def test_no_two_checks_of_a_table_share_a_name() -> None:
    """A check is found by its table and its name."""
    assert len(CHECKS) == len([*INTAKE, *RECONCILIATION, *ANALYSIS])


def test_every_check_that_blocks_is_broken_below() -> None:
    """A check that nobody has seen fail may not be able to."""
    assert set(BREAKING) == set(ERRORS)


@pytest.mark.parametrize(
    "check", ERRORS.values(), ids=lambda check: f"{check.asset[1]}-{check.name}"
)
def test_a_check_holds_until_its_claim_is_broken(
    warehouse: duckdb.DuckDBPyConnection, check: QueryCheck
) -> None:
    """It passes on what a run computed, and afterwards names the rows that contradict it."""
    assert check.run(warehouse).passed
    warehouse.begin()
    try:
        warehouse.execute(BREAKING[check.asset[1], check.name])
        broken = check.run(warehouse)
    finally:
        warehouse.rollback()
    assert broken.blocks
    assert broken.failing_rows > 0
    assert "=" in broken.detail


def test_rejects_are_told_of_and_block_nothing(warehouse: duckdb.DuckDBPyConnection) -> None:
    """A row in quarantine, or a file that can't be read, is a warning that names it."""
    outcome = CHECKS["work_items", "rows_held_the_contract"].run(warehouse)
    assert not outcome.passed
    assert not outcome.blocks
    assert "31/Feb/26" in outcome.detail
