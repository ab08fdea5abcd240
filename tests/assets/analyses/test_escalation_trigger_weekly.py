"""The escalation triggers as the analysis of a run."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pytest

from assets.analyses.escalation_trigger_weekly import ANALYSIS
from assets.lib.governance.triggers.measures import numeric_columns
from assets.lib.published_schema import PublishedColumn, PublishedTable


@pytest.fixture
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """Two complete weeks and a running one; one agent with a review in each."""
    with duckdb.connect() as connection:
        connection.execute(
            """
            create schema marts; create schema org;
            create table marts.kpi_weekly as
                select week_start::date as week_start, week_start < '2026-01-19' as is_complete
                from (values ('2026-01-12'), ('2026-01-05'), ('2026-01-19')) weeks(week_start);
            create table marts.agent_review_weekly as
                select week_start, 'writer' as agent, is_complete, 10::bigint as runs,
                    1::bigint as error_runs, 0.1::double as error_rate, 'EUR' as currency,
                    0.15::double - 0.1::double as error_rate_change
                from marts.kpi_weekly;
            create table marts.spectrum_weekly as
                select week_start, is_complete, 9 as functions_at_level_2, 10 as observed_functions,
                    0.9::double as stuck_share
                from marts.kpi_weekly;
            create table marts.strategic_decision_density_weekly as
                select week_start, 'total' as segment_type, 2.4::double as judgment_hours,
                    3.0::double as logged_hours,
                    2.4::double / 3.0::double as judgment_time_share
                from marts.kpi_weekly;
            create table marts.pipeline_signal_to_noise_weekly as
                select week_start, segment_type, segment, 10 * signal_to_noise as numerator,
                    10 as denominator, signal_to_noise::double as signal_to_noise
                from marts.kpi_weekly
                cross join (values ('total', 'all', 0.2), ('channel', 'web', 0.9))
                    slices(segment_type, segment, signal_to_noise);
            create table org.escalation_trigger
                (agent varchar, trigger_name varchar, expression varchar, renotify_weeks integer);
            """
        )
        yield connection


def triggered(warehouse: duckdb.DuckDBPyConnection, *declared: tuple[str, str]) -> list[Any]:
    """Return week, trigger, state and detail for these agents and expressions."""
    for agent, expression in declared:
        warehouse.execute(
            "insert into org.escalation_trigger values (?, 'errors', ?, 4)", [agent, expression]
        )
    frame = ANALYSIS.compute(warehouse)["escalation_trigger_weekly"]
    with duckdb.connect() as written:
        ANALYSIS.tables[0].write_frame(written, frame)
        return written.execute(
            "select week_start, agent, state, is_notified, detail "
            "from analysis.escalation_trigger_weekly order by all"
        ).fetchall()


def test_a_row_per_agent_trigger_and_complete_week(warehouse: duckdb.DuckDBPyConnection) -> None:
    """The running week is no evidence."""
    assert triggered(warehouse, ("writer", "error_rate > 5% and runs >= 10")) == [
        (date(2026, 1, 5), "writer", "fired", True, "error_rate 0.1, runs 10"),
        (date(2026, 1, 12), "writer", "firing", False, "error_rate 0.1, runs 10"),
    ]


def test_an_agent_that_never_ran_has_no_data(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Its weeks say so; nothing is guessed."""
    assert triggered(warehouse, ("idler", "error_rate > 5%")) == [
        (date(2026, 1, 5), "idler", "not enough data", False, "no runs in this week"),
        (date(2026, 1, 12), "idler", "not enough data", False, "no runs in this week"),
    ]


def test_a_trigger_may_ask_what_is_not_about_its_agent(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """A measure of all is the same for every agent, and a KPI's is that of its total."""
    expression = (
        "spectrum_weekly.stuck_share > 0.8"
        " and pipeline_signal_to_noise_weekly.signal_to_noise < 0.3"
    )
    rows = triggered(warehouse, ("writer", f"{expression} and runs > 5"), ("idler", expression))
    assert [(row[1], row[2]) for row in rows] == [
        ("idler", "fired"),
        ("writer", "fired"),
        ("idler", "firing"),
        ("writer", "firing"),
    ]
    assert rows[0][4] == (
        "spectrum_weekly.stuck_share 0.9, pipeline_signal_to_noise_weekly.signal_to_noise 0.2"
    )


DENSITY = "strategic_decision_density_weekly"


@pytest.mark.parametrize(
    ("expression", "is_firing"),
    [
        (f"{DENSITY}.judgment_time_share >= 80%", True),
        (f"{DENSITY}.judgment_time_share < 80%", False),
        (f"{DENSITY}.judgment_time_share == 0.8", True),
        ("error_rate >= 10%", True),
        ("error_rate > 10%", False),
        ("error_rate_change >= 5%", True),
        ("error_rate_change < 5%", False),
        ("spectrum_weekly.stuck_share <= 0.9", True),
    ],
)
def test_a_threshold_is_reached_exactly(
    warehouse: duckdb.DuckDBPyConnection, expression: str, is_firing: bool
) -> None:
    """2.4 of 3 hours are 80 %, and 15 % less 10 % are 5 %, whatever binary makes of them."""
    [first, *_] = triggered(warehouse, ("writer", expression))
    assert first[2] == ("fired" if is_firing else "ok")


def test_a_trigger_that_cannot_be_read_does_not_end_the_run(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """Its weeks carry the reason, and the other triggers are evaluated."""
    rows = triggered(warehouse, ("writer", "error_rate > 5%"), ("other", "currency == 1"))
    assert [row[2] for row in rows] == ["not enough data", "fired", "not enough data", "firing"]
    assert rows[0][4].startswith("can't be read: position 1: found 'currency'")


def test_without_triggers_the_table_is_empty(warehouse: duckdb.DuckDBPyConnection) -> None:
    """And has its columns all the same."""
    assert triggered(warehouse) == []


def test_measures_are_the_columns_that_hold_numbers() -> None:
    """Counts, rates and amounts; not days, texts and flags."""
    types = {
        "agent": "VARCHAR",
        "week_start": "DATE",
        "is_complete": "boolean",
        "runs": "bigint",
        "cost": "DECIMAL(18,6)",
        "error_rate": "double",
        "signed_at": "timestamp",
    }
    columns = {name: PublishedColumn(kind, "") for name, kind in types.items()}
    mart = PublishedTable("marts", "agent_review_weekly", "", frozenset(), columns)
    assert numeric_columns(mart) == ("runs", "cost", "error_rate")
