"""The published tables are known, with their types, before anything was ever run."""

import re

import pytest
import yaml

from assets.analyses.attention import ANALYSIS as ATTENTION
from assets.analyses.escalation_trigger_weekly import ANALYSIS as TRIGGERS
from assets.analyses.plan_milestone import ANALYSIS as PLAN
from assets.declarations.plan.model import PlanFile
from assets.lib.analysis import Analysis, discover_analyses
from assets.lib.governance.milestones import check_evidence
from assets.lib.governance.triggers.measures import declarable_measures, measured_marts
from assets.lib.published_schema import (
    PublishedSchema,
    open_published_schema,
    read_published_schema,
)
from assets.lib.settings import PROJECT_ROOT, Settings
from tests.pipelines.homes import make_home

PLAN_FILE = PROJECT_ROOT / "assets" / "declarations" / "plan" / "default.yml"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Give a home without a warehouse."""
    return Settings(make_home(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="module")
def schema() -> PublishedSchema:
    return read_published_schema()


@pytest.fixture(scope="module")
def default_plan() -> PlanFile:
    return PlanFile.model_validate(yaml.safe_load(PLAN_FILE.read_text(encoding="utf-8")))


def test_no_warehouse_is_needed(settings: Settings, schema: PublishedSchema) -> None:
    """Marts, seeds and analyses are known by the project's files alone."""
    assert schema["kpi_weekly"].columns["week_start"].type == "date"
    assert schema["parameter"].columns["value"].type == "DOUBLE"
    assert schema["plan_evidence"].columns["row_number"].type == "integer"
    assert "weeks" not in schema
    assert not settings.warehouse_file.exists()


def test_every_table_says_what_a_row_is_and_what_each_column_means(
    schema: PublishedSchema,
) -> None:
    """Grain, key, and a meaning a column; a table without a key has one row."""
    for table in schema.values():
        assert "Grain - " in table.description, table.name
        assert table.key <= set(table.columns), table.name
        assert table.key or "Grain - one row." in table.description, table.name
        meanings = {name: column.meaning for name, column in table.columns.items()}
        assert all(meanings.values()), (table.name, [n for n, m in meanings.items() if not m])


def test_the_tables_stand_empty(schema: PublishedSchema) -> None:
    """Each of them can be asked, and none has a row."""
    with open_published_schema(schema) as connection:
        for name in schema:
            assert connection.execute(f"select count(*) from {name}").fetchall() == [(0,)]


def test_every_query_of_the_default_plan_is_right(
    schema: PublishedSchema, default_plan: PlanFile
) -> None:
    """On the tables as they are published, whatever else changes."""
    with open_published_schema(schema) as connection:
        errors = {
            m.milestone: error
            for m in default_plan.milestones
            if (error := check_evidence(connection, m.evidence))
        }
    assert not errors


def test_the_default_plan_has_three_phases_of_thirty_days(default_plan: PlanFile) -> None:
    """Each with its milestones, and each milestone with somebody who answers for it."""
    assert [(p.first_day, p.last_day) for p in default_plan.phases] == [(1, 30), (31, 60), (61, 90)]
    assert {m.phase for m in default_plan.milestones} == {p.phase for p in default_plan.phases}
    assert all(m.owner_role for m in default_plan.milestones)


def discovered(analysis: Analysis) -> Analysis:
    """Return an analysis with all that it reads."""
    [found] = [a for a in discover_analyses() if a.tables == analysis.tables]
    return found


def test_the_plan_is_computed_after_what_its_evidence_reads(
    schema: PublishedSchema, default_plan: PlanFile
) -> None:
    """Each table that a default query names is among what the analysis declares to read."""
    words = {w for m in default_plan.milestones for w in re.findall(r"\w+", m.evidence)}
    asked = words & set(schema)
    assert asked <= {read.split(".")[1] for read in discovered(PLAN).reads}


def test_the_plan_is_computed_after_every_analysis_that_does_not_read_it() -> None:
    """A milestone that an organisation adds may ask for any of them."""
    *others, plan, attention = discover_analyses()
    assert (plan.tables, attention.tables) == (PLAN.tables, ATTENTION.tables)
    assert {t.full_name for a in others for t in a.tables} <= set(plan.reads)


def test_the_measures_of_triggers_are_known_without_a_warehouse(schema: PublishedSchema) -> None:
    """The numbers of the weekly review by their names, and those of other tables by both."""
    measures = set(declarable_measures(schema))
    assert {"runs", "error_rate", "quality_score", "cost_per_run_change"} <= measures
    assert {"spectrum_weekly.stuck_share", "content_audit_weekly.pass_share"} <= measures
    assert not {"agent", "week_start", "is_complete", "currency", "signed_at"} & measures


def test_triggers_ask_for_every_mart_with_one_value_a_week(schema: PublishedSchema) -> None:
    """Per agent or of all, or with a total of each week; no list names them."""
    found = {table.name for table in measured_marts(schema)}
    assert {"agent_review_weekly", "content_system_throughput_weekly", "capacity_weekly"} <= found
    assert not {"kpi_weekly", "reporting_week", "agent_run"} & found
    assert {f"marts.{name}" for name in found} <= set(discovered(TRIGGERS).reads)
