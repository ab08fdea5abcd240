"""The transition plan as the analysis of a run."""

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from assets.analyses.plan_milestone import ANALYSIS

ROLES = "select role as item, accepted_on is not null as is_done, accepted_on as done_on "


@pytest.fixture
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """A plan of two phases from 2 March, on 15 April; two roles, one of them accepted."""
    with duckdb.connect() as connection:
        connection.execute(
            """
            create schema marts; create schema org; create schema seeds;
            create table marts.reporting_state as
                select date '2026-03-02' as transition_start, date '2026-04-15' as as_of_on;
            create table marts.role_remap as
                select 'editor' as role, date '2026-04-02' as accepted_on
                union all select 'analyst', null;
            create table seeds.parameter as select 'week' as parameter;
            create table org.plan_phase as
                select 'audit' as phase, 1 as phase_order, 'Audit' as name, 1 as first_day,
                    30 as last_day
                union all select 'redesign', 2, 'Redesign', 31, 60;
            create table org.plan_milestone (
                milestone varchar, milestone_order integer, phase varchar, name varchar,
                owner_role varchar, due_day integer, evidence varchar
            );
            """
        )
        yield connection


def planned(
    warehouse: duckdb.DuckDBPyConnection,
    evidence: str,
    phase: str = "redesign",
    due_day: int | None = None,
) -> dict[str, Any]:
    """Return the row of a milestone that is proven by this query."""
    warehouse.execute(
        "insert into org.plan_milestone values ('m', 1, ?, 'Reached', 'Architect', ?, ?)",
        [phase, due_day, evidence],
    )
    [row] = ANALYSIS.compute(warehouse)["plan_milestone"].to_dicts()
    return row


def facts(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["state"], str(row["due_on"]), row["evidence_done"], row["evidence_rows"]


def test_a_milestone_is_held_against_its_phase(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Due on the last day of the phase, open while one of its rows is."""
    row = planned(warehouse, f"{ROLES} from role_remap")
    assert facts(row) == ("on track", "2026-04-30", 1, 2)
    assert (row["phase_name"], row["phase_order"], row["owner_role"]) == (
        "Redesign",
        2,
        "Architect",
    )
    assert row["missing"] is row["detail"] is None


def test_its_own_due_day_goes_before_the_phase(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Day 40 is 10 April, and that was five days ago."""
    row = planned(warehouse, f"{ROLES} from role_remap", due_day=40)
    assert facts(row) == ("late", "2026-04-10", 1, 2)


def test_done_late_is_done_and_says_so(warehouse: duckdb.DuckDBPyConnection) -> None:
    """The audit ended on 31 March, the role was accepted on 2 April."""
    row = planned(warehouse, f"{ROLES} from role_remap where role = 'editor'", phase="audit")
    assert facts(row) == ("done", "2026-03-31", 1, 1)
    assert (str(row["done_on"]), row["was_late"]) == ("2026-04-02", True)


def test_a_plan_without_a_start_says_what_is_missing(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """The evidence is evaluated all the same."""
    warehouse.execute("update marts.reporting_state set transition_start = null")
    row = planned(warehouse, f"{ROLES} from role_remap")
    assert facts(row) == ("on track", "None", 1, 2)
    assert row["missing"] == "organisation.yml: transition_start"


def test_no_rows_are_no_evidence(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Nothing that could be done is not the same as all done."""
    row = planned(warehouse, f"{ROLES} from role_remap where false", phase="audit")
    assert facts(row) == ("no evidence", "2026-03-31", 0, 0)
    assert row["missing"] == "rows: the evidence query gives none"


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        (f"{ROLES} from nowhere", "Table with name nowhere does not exist"),
        ("select 1 as item", "its columns are item INTEGER"),
        ("drop table marts.role_remap", "it is a statement of kind DROP"),
        ("select content, true, null from read_text('/etc/passwd') as role_remap", "Cannot access"),
        (f"{ROLES} from role_remap where cast(role as integer) > 1", "Conversion Error"),
        ("select * from org.plan_milestone", "does not exist"),
    ],
)
def test_a_query_that_fails_is_no_evidence_and_the_run_goes_on(
    warehouse: duckdb.DuckDBPyConnection, query: str, detail: str
) -> None:
    """The reason is kept; only published tables are there, and the warehouse stays as it is."""
    row = planned(warehouse, query)
    assert row["state"] == "no evidence"
    assert detail in row["detail"]
    assert warehouse.execute("select count(*) from marts.role_remap").fetchall() == [(2,)]


def test_names_are_those_of_the_snapshot(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Bare, under main, in capitals, quoted; seeds as well as marts."""
    query = (
        "select r.role as item, true as is_done, null::date as done_on from main.ROLE_REMAP as r, "
        '"parameter"'
    )
    assert planned(warehouse, query)["state"] == "done"


def test_all_evidence_is_stored(warehouse: duckdb.DuckDBPyConnection) -> None:
    """However many rows there are, as many are stored as are counted; open ones come first."""
    row = planned(
        warehouse,
        "select lpad(range::varchar, 4, '0') as item, range <> 400 as is_done, "
        "null::date as done_on from range(500)",
    )
    assert facts(row) == ("on track", "2026-04-30", 499, 500)
    stored = ANALYSIS.compute(warehouse)["plan_evidence"].rows()
    assert len(stored) == row["evidence_rows"]
    assert stored[0] == ("m", 1, "0400", False, None)
    assert stored[1] == ("m", 2, "0000", True, None)


def test_without_a_plan_the_tables_are_empty(warehouse: duckdb.DuckDBPyConnection) -> None:
    """And no table of the warehouse is copied."""
    frames = ANALYSIS.compute(warehouse)
    assert [frames[table.name].height for table in ANALYSIS.tables] == [0, 0]
