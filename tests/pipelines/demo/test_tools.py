"""The simulated organisation delivers through many tools, and each fact comes from one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assets.lib.settings import Settings
from pipelines.demo import DemoReport, write_demo
from pipelines.demo.exports.tools import is_in_asana, is_in_langsmith, run_key
from pipelines.demo.world.agent_runs import Run, run_agents
from pipelines.demo.world.campaigns import run_campaigns
from pipelines.demo.world.pieces import Piece, produce_pieces
from pipelines.demo.world.prices import cost_of
from pipelines.demo.world.story import plan_weeks
from pipelines.demo.world.timeline import WEEKS, after_weeks, at_local, to_local, week_start
from pipelines.demo.world.work_items import do_work
from tests.pipelines.homes import demo_home, fullscore

OUR_OWN = {"canonical", "audit_worksheet"}
NEW_TOOLS = ("asana", "ga4", "langsmith")
SEED = 7
POSTED_AGAIN = 3
"""The engagements of a piece that is posted again."""


@dataclass(frozen=True)
class World:
    """What happened, before any tool told of it."""

    pieces: list[Piece]
    runs: list[Run]


@pytest.fixture(scope="module")
def world() -> World:
    weeks = plan_weeks(SEED)
    pieces = produce_pieces(SEED, weeks)
    return World(pieces, run_agents(SEED, weeks, pieces, run_campaigns(SEED, weeks)))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_home(tmp_path_factory)


@pytest.fixture(scope="module")
def warehouse(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give all that a run of the simulated organisation computed."""
    with duckdb.connect(str(home / "warehouse/fullscore.duckdb"), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> DemoReport:
    return write_demo(Settings(tmp_path_factory.mktemp("tools")), SEED)


def ask(warehouse: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return warehouse.execute(query).fetchall()


def test_it_delivers_through_eight_tools(
    warehouse: duckdb.DuckDBPyConnection, report: DemoReport
) -> None:
    """Beside our own files; and what each of them wrote gives rows."""
    tools = {path.split("/")[0] for path in report.files} - OUR_OWN
    assert len(tools) >= 8
    query = "select distinct connector from ops.ingested_file where records_loaded > 0"
    assert tools <= {connector for (connector,) in ask(warehouse, query)}


@pytest.mark.parametrize("tool", NEW_TOOLS)
def test_a_file_of_a_tool_is_recognised(home: Path, tool: str) -> None:
    """Put straight into landing, it would go to the tool's connector."""
    [*_, newest] = sorted(path for path in (home / "landing" / tool).rglob("*") if path.is_file())
    answer = fullscore(home, "connectors", "detect", str(newest))
    assert answer.returncode == 0
    assert f" {tool} " in answer.stdout


def test_every_record_of_the_tools_is_accounted_for(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Read is what was loaded or skipped: nothing is quarantined, and no file has a note."""
    query = f"""
        select connector, sum(records_read - records_loaded - records_skipped), max(notes)
        from ops.ingested_file where connector in {NEW_TOOLS} group by all order by all
    """
    assert ask(warehouse, query) == [(tool, 0, None) for tool in NEW_TOOLS]


def test_pages_tell_all_that_became_of_the_blog(
    warehouse: duckdb.DuckDBPyConnection, world: World
) -> None:
    """A piece has the engagements of its web placements, until the Sunday before the export.

    Of what was posted again weeks later, no report of eight weeks has the whole.
    """
    midnight = at_local(week_start(WEEKS), 0)
    expected = {
        piece.post_id: sum(
            placement.engagements_until(midnight)
            for placement in piece.placements
            if placement.channel == "web"
        )
        for piece in world.pieces
        if any(p.channel == "web" and p.at < midnight for p in piece.placements)
    }
    found = {
        int(key.rpartition("#")[2]): engagements
        for key, engagements in ask(warehouse, "from core.piece_engagement")
    }
    assert found.keys() == expected.keys()
    assert sum(expected.values()) > 10_000
    other = [post for post, engagements in expected.items() if found[post] != engagements]
    assert len(other) <= 5
    assert all(expected[post] - found[post] <= POSTED_AGAIN for post in other)


def test_the_engagements_of_the_blog_are_told_once(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Where the pages tell them, the list of publications leaves them out."""
    query = """
        select channel = 'web', count(engagements) > 0
        from raw.content_publications group by channel = 'web' order by 1
    """
    assert ask(warehouse, query) == [(False, True), (True, False)]


def test_no_complete_week_waits_for_the_pages(warehouse: duckdb.DuckDBPyConnection) -> None:
    """The report ends on the Sunday before it was taken, and all thirty weeks are complete."""
    days = "select distinct dayname(period_end), max(period_end) over () from raw.page_engagement"
    assert [(day, f"{last}") for day, last in ask(warehouse, days)] == [("Sunday", "2026-08-02")]
    query = """
        select count(distinct week_start) filter (is_complete), max(waiting_for)
        from marts.kpi_weekly where segment_type = 'total' and week_start < '2026-08-03'
    """
    assert ask(warehouse, query) == [(30, None)]


def test_one_agent_is_traced_by_langsmith_alone(
    warehouse: duckdb.DuckDBPyConnection, world: World, report: DemoReport
) -> None:
    """How its runs ended and what they used and cost is what happened; no other tool has them."""
    agent = report.truth.told_by_one_tool["langsmith"]
    query = f"""
        select run_key, status, tokens, round(cost, 7), started_at
        from marts.agent_run where agent = '{agent}' order by started_at, run_key
    """
    expected = [
        (
            run_key(run),
            "error" if run.failed else "escalated" if run.reason else "ok",
            sum(call.input_tokens + call.output_tokens for call in run.calls),
            round(sum(cost_of(call).total for call in run.calls), 7),
            run.at.replace(tzinfo=None),
        )
        for run in world.runs
        if is_in_langsmith(run)
    ]
    assert len(expected) > 100
    assert ask(warehouse, query) == sorted(expected, key=lambda row: (row[4], row[0]))


def test_what_was_said_of_runs_finds_them(
    warehouse: duckdb.DuckDBPyConnection, world: World
) -> None:
    """Reviews, audits and work items name runs by connector, account and id; none names nothing."""
    query = """
        with named as (
            select subject_id as run_key from raw.reviews where subject_type = 'agent_run'
            union all
            select agent_run_id from raw.work_items where agent_run_id is not null
        )
        select named.run_key like 'langsmith:%', count(*), count(agent_run.run_key)
        from named left join marts.agent_run using (run_key) group by all order by all
    """
    [(_, langfuse, found), (_, langsmith, found_too)] = ask(warehouse, query)
    assert (langfuse, langsmith) == (found, found_too)
    said = sum(
        (run.quality is not None) + (run.ruling is not None and run.ruling.at <= after_weeks(WEEKS))
        for run in world.runs
        if is_in_langsmith(run)
    )
    assert langsmith >= said > 100


def test_one_workflow_is_planned_in_asana_alone(
    warehouse: duckdb.DuckDBPyConnection, world: World, report: DemoReport
) -> None:
    """Kind, person, role, hours and days are what happened; only what came late is in Jira."""
    workflow = report.truth.told_by_one_tool["asana"]
    query = f"""
        select source, title, kind, labels, assignee, assignee_type, role, round(hours, 4),
            cast(completed_at at time zone 'UTC' at time zone 'Europe/Berlin' as date),
            agent_run_key
        from staging.stg_work_items where workflow = '{workflow}' and completed_at is not null
    """
    items = [
        item
        for item in do_work(SEED, plan_weeks(SEED), world.runs)
        if item.workflow == workflow and item.resolved_at <= after_weeks(WEEKS)
    ]
    expected = [
        (
            "asana" if is_in_asana(item) else "jira",
            item.summary,
            item.kind.issue_type,
            ";".join(item.kind.labels) or None,
            item.assignee,
            "human" if item.role else "agent",
            item.role or None,
            round(item.seconds / 3600, 4) or None,
            to_local(item.resolved_at).date(),
            run_key(item.run) if item.run else None,
        )
        for item in items
    ]
    assert sum(row[0] == "asana" for row in expected) > 200
    assert sorted(map(str, ask(warehouse, query))) == sorted(map(str, expected))
