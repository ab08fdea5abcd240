"""What happens to the simulated organisation is found, in the week in which it happens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pytest

from assets.snapshot.reader import open_snapshot
from pipelines.demo.exports.audits import FIRST_AUDITED_WEEK
from pipelines.demo.world.events import (
    DRIFTING_AGENT,
    LAST_UNAIDED_WEEK,
    QUALITY_DRIFT_WEEK,
    VOICE_DRIFT_WEEK,
)
from pipelines.demo.world.timeline import BASELINE_WEEKS, week_start
from tests.pipelines.homes import demo_home

OBSERVED_FROM = 3
"""A level is observed over four weeks."""
ROTATION_WEEKS = 6
"""Within so many weeks everybody should have had an unaided sprint."""


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give what a run of the simulated organisation publishes."""
    with open_snapshot(demo_home(tmp_path_factory) / "published") as connection:
        yield connection


def ask(snapshot: duckdb.DuckDBPyConnection, query: str, *values: Any) -> list[Any]:
    return [row[0] for row in snapshot.execute(query, list(values)).fetchall()]


def test_the_baseline_is_stuck_at_level_2(snapshot: duckdb.DuckDBPyConnection) -> None:
    """Four functions in five are at level 2 before the transition, and no longer at its end."""
    query = "select week_start from spectrum_weekly where is_stuck_at_2 order by week_start"
    stuck = ask(snapshot, query)
    baseline = [week_start(i) for i in range(OBSERVED_FROM, BASELINE_WEEKS)]
    assert stuck[: len(baseline)] == baseline
    assert max(stuck) < week_start(BASELINE_WEEKS + 13)


def test_the_drift_is_flagged_in_its_week_and_not_before(
    snapshot: duckdb.DuckDBPyConnection,
) -> None:
    """The quality of one agent falls, is found at once, and stays found; no other's does."""
    query = """
        select week_start from agent_drift_weekly
        where is_drift and direction = 'worse' and agent = ? and measure = 'quality_score'
        order by week_start
    """
    flagged = ask(snapshot, query, DRIFTING_AGENT.name)
    assert flagged[0] == week_start(QUALITY_DRIFT_WEEK)
    assert len(flagged) >= 6
    others = """
        select distinct agent from agent_drift_weekly
        where is_drift and direction = 'worse' and measure = 'quality_score' and agent <> ?
            and week_start >= ?
    """
    assert ask(snapshot, others, DRIFTING_AGENT.name, week_start(QUALITY_DRIFT_WEEK)) == []


def test_the_voice_is_flagged_in_its_week_and_not_before(
    snapshot: duckdb.DuckDBPyConnection,
) -> None:
    """What agents write leaves the brand's voice, and the risk asks for action from then on."""
    query = """
        select week_start from brand_voice_weekly
        where is_alarm and channel = 'all' and agent = 'all' order by week_start
    """
    assert ask(snapshot, query)[0] == week_start(VOICE_DRIFT_WEEK)
    acted = "select min(week_start) from risk_state where risk = 'brand_voice_drift'"
    [since] = ask(snapshot, f"{acted} and state = 'act'")
    assert week_start(VOICE_DRIFT_WEEK) <= since <= week_start(VOICE_DRIFT_WEEK + 1)


def test_one_agent_has_a_bus_factor_of_one(snapshot: duckdb.DuckDBPyConnection) -> None:
    """Nobody but its owner can run it; every other has two or more."""
    query = "select agent from agent_dependency where bus_factor = 1"
    assert ask(snapshot, query) == ["nurture-agent"]
    state = "select state from risk_state where risk = 'agent_dependency' order by week_start desc"
    assert ask(snapshot, state)[0] in {"watch", "act"}


def test_atrophy_is_watched_once_the_rotation_is_over(
    snapshot: duckdb.DuckDBPyConnection,
) -> None:
    """Three of ten people let AI assist in everything: watched when the rotation missed them."""
    query = """
        select week_start, state from risk_state
        where risk = 'strategic_atrophy' and state <> 'not enough data' order by week_start
    """
    states = dict(snapshot.execute(query).fetchall())
    missed = week_start(LAST_UNAIDED_WEEK + ROTATION_WEEKS)
    assert {state for week, state in states.items() if week < missed} == {"ok"}
    assert {state for week, state in states.items() if week >= missed} == {"watch"}


def test_audits_come_back_as_reviews(snapshot: duckdb.DuckDBPyConnection) -> None:
    """Filled-in worksheets are what proves the pass rate; what is still open is no audit."""
    query = "select sum(drawn_audits) from content_audit_weekly where week_start = ?"
    assert ask(snapshot, query, week_start(FIRST_AUDITED_WEEK - 1)) == [0]
    assert ask(snapshot, query, week_start(FIRST_AUDITED_WEEK)) == [12]
    open_rows = "select sum(records) from skipped_record where reason = 'not audited yet'"
    assert ask(snapshot, open_rows) == [2]


def test_milestones_are_late_as_they_should_be(snapshot: duckdb.DuckDBPyConnection) -> None:
    """An agent without a playbook keeps one open; the last training came after its day."""
    states = dict(snapshot.execute("select milestone, state from plan_milestone").fetchall())
    assert states["playbooks-ready"] == "late"
    assert states["reviews-signed-off"] == "done"
    [trained_on] = ask(
        snapshot,
        "select done_on from plan_milestone where milestone = 'people-trained' and was_late",
    )
    assert trained_on == date(2026, 5, 18)


def test_what_changed_a_kpi_adds_up(snapshot: duckdb.DuckDBPyConnection) -> None:
    """In every week and by every kind of part, nothing is left over."""
    query = "select max(abs(contribution)) from kpi_change_weekly where kind = 'residual'"
    assert ask(snapshot, query) == [0]
