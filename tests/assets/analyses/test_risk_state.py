"""The states of the risks, from the tables that they are read from."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from assets.analyses import risk_state
from assets.analyses.brand_voice_weekly import ANALYSIS as BRAND_VOICE
from assets.analyses.risk_state import ANALYSIS, MEASURES
from assets.lib.settings import DBT_PROJECT

FIRST = date(2026, 1, 5)
_MARTS = """
    create table marts.strategic_atrophy_weekly as
    select
        week_start,
        true as is_complete,
        false as is_hidden,
        case when number >= 4 then 10.0 * (number - 3) end as unaided_judgment_hours,
        5 as active_people,
        5 as people,
        case when number >= 4 then 1 end as people_without_unaided_sprint,
        case when number = 5 then 30 else 10 end as reviewed_runs,
        case when number = 5 then 27 else 9 end as passed_unedited_runs,
        case when number < 4 then number || ' of 6 weeks' end as missing
    from marts.reporting_week;
    create table marts.agent_dependency_weekly as
    select
        week_start,
        true as is_complete,
        10 as runs,
        3 as thin_runs,
        0 as undocumented_runs,
        null::double as exposed_kpi_amount,
        null::double as exposed_kpi_whole,
        case when number = 0 then 'runs of agents' end as missing
    from marts.reporting_week;
    create table marts.agent_management_weekly as
    select
        week_start,
        true as is_complete,
        false as is_hidden,
        6.0::double as busiest_hours,
        10.0::double as recent_hours
    from marts.reporting_week;
"""
_ALARMS = (False, True, True, None, True, False)
"""Of the week's total; None where there is not enough data."""


@pytest.fixture
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """Give six weeks of measures."""
    with duckdb.connect() as connection:
        for schema in ("seeds", "marts"):
            connection.execute(f"create schema {schema}")
        for seed in ("parameter", "risk_rule", "risk_mitigation"):
            file = DBT_PROJECT / "seeds" / f"{seed}.csv"
            connection.execute(f"create table seeds.{seed} as from '{file}'")
        connection.execute(
            "create table marts.reporting_week as "
            "select range as number, (? + (7 * range)::integer)::date as week_start, "
            "true as is_complete from range(6)",
            [FIRST],
        )
        connection.execute(_MARTS)
        BRAND_VOICE.tables[0].create(connection)
        for index, alarm in enumerate(_ALARMS):
            for channel, agent in (("all", "all"), ("web", "writer")):
                connection.execute(
                    "insert into analysis.brand_voice_weekly (week_start, channel, agent, pieces, "
                    "words, reviewed_pieces, reviewed_share, is_alarm, missing) "
                    "values (?, ?, ?, 6, 900, 6, 1, ?, ?)",
                    [
                        *(FIRST + timedelta(weeks=index), channel, agent, alarm),
                        "3 of 5 pieces" if alarm is None else None,
                    ],
                )
        yield connection


def states(connection: duckdb.DuckDBPyConnection, risk: str) -> list[tuple[str, str]]:
    frame = ANALYSIS.compute(connection)["risk_state"]
    return [(r["state"], r["reason"]) for r in frame.to_dicts() if r["risk"] == risk]


def test_alarms_are_counted_in_consecutive_weeks(warehouse: duckdb.DuckDBPyConnection) -> None:
    """One is watched, two running are acted on; a week without enough data ends the count."""
    found = [state for state, _ in states(warehouse, "brand_voice_drift")]
    assert found == ["ok", "watch", "act", "not enough data", "watch", "ok"]


def test_hours_are_pooled_over_the_weeks_with_enough_data(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """10 and 20 hours of 2 x 5 people are 3 hours each, which is watched."""
    found = states(warehouse, "strategic_atrophy")
    assert found[0] == ("not enough data", "0 of 6 weeks")
    assert found[4] == ("act", "Unaided judgment hours of a person in a week: 2.0 hours")
    assert found[5] == ("watch", "Unaided judgment hours of a person in a week: 3.0 hours")


def test_few_reviewed_runs_say_nothing(warehouse: duckdb.DuckDBPyConnection) -> None:
    """A share of ten runs is no measure; of thirty it is."""
    frame = ANALYSIS.compute(warehouse)["risk_measure"]
    passed = [r for r in frame.to_dicts() if r["measure"] == "passed_unedited_share"]
    assert [r["state"] for r in passed] == ["not enough data"] * 5 + ["watch"]
    assert passed[0]["missing"] == "10 of 20 reviewed runs"


def test_a_limit_is_reached_exactly_whatever_the_last_bit_of_a_quotient_says(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """3.3 of 4.4 hours are 75 %, and in binary 74.99999999999999 %."""
    warehouse.execute(
        "update marts.agent_management_weekly set busiest_hours = 3.3, recent_hours = 4.4"
    )
    frame = ANALYSIS.compute(warehouse)["risk_measure"]
    [*_, busiest] = [r for r in frame.to_dicts() if r["measure"] == "busiest_share"]
    assert (busiest["numerator"], busiest["denominator"]) == (3.3, 4.4)
    assert (busiest["act_limit"], busiest["state"]) == (0.75, "act")


def test_dependency_is_acted_on_with_its_mitigation(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """The gravest of its measures names the next step."""
    frame = ANALYSIS.compute(warehouse)["risk_state"]
    found = [r for r in frame.to_dicts() if r["risk"] == "agent_dependency"]
    assert [r["state"] for r in found] == ["watch"] + ["act"] * 5
    assert found[5]["measure"] == "thin_run_share"
    assert "second operator" in found[5]["next_step"]


def test_every_measure_that_has_a_rule_is_measured_and_has_a_next_step(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    """A rule whose measure nobody computes would never be reached."""
    queries = [path.read_text() for path in MEASURES.glob("*.sql")]
    measured = {row[1] for query in queries for row in warehouse.execute(query).fetchall()}
    ruled = warehouse.execute("select risk, measure from seeds.risk_rule").fetchall()
    steps = warehouse.execute("select risk, measure from seeds.risk_mitigation").fetchall()
    assert measured == {measure for _, measure in ruled}
    assert set(ruled) <= set(steps)


def test_adding_a_measure_is_adding_a_query_and_its_rule(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The queries are discovered, and the rule says when the measure is acted on."""
    shutil.copytree(MEASURES, tmp_path, dirs_exist_ok=True)
    (tmp_path / "added.sql").write_text(
        "select week_start, 'added' as measure, 7 as numerator, 10 as denominator, null as missing "
        "from marts.reporting_week",
        encoding="utf-8",
    )
    monkeypatch.setattr(risk_state, "MEASURES", tmp_path)
    warehouse.execute(
        "insert into seeds.risk_rule by name select * replace ('added' as measure, 99 as "
        "rule_order, 'above' as direction, 0.1 as watch_limit, 0.6 as act_limit) "
        "from seeds.risk_rule where risk = 'agent_dependency' limit 1"
    )
    frame = ANALYSIS.compute(warehouse)["risk_measure"]
    added = [row for row in frame.to_dicts() if row["measure"] == "added"]
    assert [(row["value"], row["state"]) for row in added] == [(0.7, "act")] * 6
