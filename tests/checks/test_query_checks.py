"""Every query check holds on what a run computes, and fails once what it claims is broken."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from checks.check import QueryCheck
from checks.claims import MalformedCheck, read_checks
from tests.pipelines.homes import demo_home

CHECKS = {(c.asset, c.name): c for c in read_checks()}
ERRORS = {name: check for name, check in CHECKS.items() if check.severity == "error"}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a copy of the demo organisation's warehouse."""
    copy = tmp_path_factory.mktemp("checks") / "fullscore.duckdb"
    shutil.copyfile(demo_home(tmp_path_factory) / "warehouse" / "fullscore.duckdb", copy)
    with duckdb.connect(str(copy)) as connection:
        yield connection


def test_no_two_checks_of_a_table_share_a_name() -> None:
    """A check is found by its table and its name."""
    assert len(CHECKS) == len(read_checks())


@pytest.mark.parametrize("check", ERRORS.values(), ids=lambda check: f"{check.asset}-{check.name}")
def test_a_check_holds_until_its_claim_is_broken(
    warehouse: duckdb.DuckDBPyConnection, check: QueryCheck
) -> None:
    """It passes on what a run computed, and afterwards names the rows that contradict it."""
    assert check.run(warehouse).passed
    warehouse.begin()
    try:
        warehouse.execute(check.broken_by)
        broken = check.run(warehouse)
    finally:
        warehouse.rollback()
    assert broken.blocks
    assert broken.failing_rows > 0
    assert "=" in broken.detail


def test_quarantined_rows_are_a_warning_that_names_them(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """A row in quarantine, or a file that can't be read, blocks nothing."""
    outcome = CHECKS["raw.work_items", "rows_keep_the_contract"].run(warehouse)
    assert not outcome.passed
    assert not outcome.blocks
    assert "31/Feb/26" in outcome.detail


HEADER = """\
-- asset: marts.kpi_weekly
-- severity: error
-- claim: No value
--   is 7.
-- broken by: update t set value = 7
"""


def write(folder: Path, text: str) -> Path:
    (folder / "kpi").mkdir(exist_ok=True)
    (folder / "kpi" / "no_value_is_seven.sql").write_text(text)
    return folder


def test_adding_a_check_is_adding_a_file(tmp_path: Path) -> None:
    """Its name is the file's, its header says the rest, and it runs."""
    [check] = read_checks(write(tmp_path, HEADER + "\nselect value from t where value = 7\n"))
    assert (check.name, check.asset) == ("no_value_is_seven", "marts.kpi_weekly")
    assert check.claim == "No value is 7."
    with duckdb.connect() as connection:
        connection.execute("create table t as select 1 as value")
        assert check.run(connection).passed
        connection.execute(check.broken_by)
        assert check.run(connection).detail == "1 rows, such as value=7"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (HEADER.replace("-- asset", "-- table"), "the first line has to be one of"),
        (HEADER.replace("-- severity: error\n", ""), "lacks severity"),
        (HEADER.replace("error", "grave"), "severity is error or warn"),
        (HEADER.split("-- broken", maxsplit=1)[0], "says what it is broken by"),
        (HEADER + "\nselect $nothing\n", "nothing"),
    ],
)
def test_a_malformed_check_is_named_with_what_is_wrong(
    tmp_path: Path, text: str, reason: str
) -> None:
    """A check that can't be read must not be left out in silence."""
    with pytest.raises(MalformedCheck, match=reason):
        read_checks(write(tmp_path, text))


def test_hours_that_two_kinds_of_tools_hold_are_told_by_week_and_source() -> None:
    """Names may differ, so that hours would count twice; minutes of rulings are none of them."""
    check = CHECKS["marts.human_work_item", "hours_of_a_week_come_from_one_kind_of_tool"]
    with duckdb.connect() as connection:
        connection.execute(
            """
            create schema marts;
            create schema seeds;
            create table seeds.time_tracker as select 'toggl' as source;
            create table marts.human_work_item (
                source varchar, classified_by varchar, week_start date, hours double,
                uncounted_hours double
            );
            insert into marts.human_work_item values
                ('toggl', 'rule', '2026-03-02', 3, null),
                ('langfuse', 'ruling', '2026-03-02', 0.5, null),
                ('linear', 'rule', '2026-03-02', null, null),
                ('jira', 'rule', '2026-03-09', 4, null);
            """
        )
        assert check.run(connection).passed
        connection.execute(
            "insert into marts.human_work_item values ('jira', 'rule', '2026-03-02', null, 2)"
        )
        told = check.run(connection)
    assert not told.passed
    assert not told.blocks
    assert "source=jira" in told.detail
    assert "2026-03-02" in told.detail
