"""The transition plan on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assets.lib.published_schema import open_published_schema, read_published_schema
from assets.lib.settings import Settings
from assets.snapshot.reader import open_snapshot
from tests.pipelines.homes import fullscore, make_home

COLUMNS = """
    select table_name, column_name, data_type from duckdb_columns()
    where schema_name = 'main' and not internal
    order by table_name, column_index
"""
PLAN = """
phases:
  - {phase: audit, name: Audit, first_day: 1, last_day: 7}
milestones:
  - milestone: published
    phase: audit
    name: Something was placed
    owner_role: Architect
    evidence: |
      select 'placements' as item, sum(numerator) > 0 as is_done, min(week_start) as done_on
      from kpi_weekly
      where kpi_id = 'content_system_throughput'
  - milestone: broken
    phase: audit
    name: This one runs on empty tables only
    evidence: |
      select kpi_id as item, kpi_id::integer = 1 as is_done, null::date as done_on
      from kpi_weekly
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home that has been run once with a plan of its own."""
    folder = make_home(tmp_path_factory.mktemp("home"))
    declared = "name: Test organisation\ntransition_start: 2026-03-02\n"
    (folder / "org" / "organisation.yml").write_text(declared)
    (folder / "org" / "plan.yml").write_text(PLAN)
    result = fullscore(folder, "run")
    assert result.returncode == 0, result.stderr
    return folder


def test_milestones_show_state_owner_and_evidence(home: Path) -> None:
    """In the order of the plan; one that fails says why, and does not end the run."""
    shown = fullscore(home, "plan", "--format", "json")
    assert shown.returncode == 0, shown.stderr
    published, broken = json.loads(shown.stdout)
    assert published == {
        "phase_order": 1,
        "phase_name": "Audit",
        "milestone": "published",
        "name": "Something was placed",
        "state": "done",
        "owner_role": "Architect",
        "due_on": "2026-03-08",
        "done_on": "2026-03-02",
        "was_late": False,
        "evidence_rows": 1,
        "evidence_done": 1,
        "missing": None,
        "detail": None,
    }
    assert (broken["state"], broken["evidence_rows"]) == ("no evidence", 0)
    assert "Could not convert string" in f"{broken['missing']} {broken['detail']}"


def test_people_see_when_and_how_late(home: Path) -> None:
    """A milestone that is done has its day, one that is not when it is due."""
    lines = fullscore(home, "plan").stdout.splitlines()
    [published] = [line for line in lines if line.split()[:2] == ["Audit", "published"]]
    assert "done 2026-03-02 " in published
    [broken] = [line for line in lines if line.split()[:1] == ["broken"]]
    assert "no evidence, due 2026-03-08" in broken


def test_the_evidence_of_a_milestone_comes_row_by_row(home: Path) -> None:
    """What has to be so, whether it is, and since when."""
    shown = fullscore(home, "plan", "--milestone", "published", "--format", "csv")
    assert shown.stdout == "item,is_done,done_on\nplacements,True,2026-03-02\n"


def test_an_unknown_milestone_is_wrong_usage(home: Path) -> None:
    """The answer names those that there are."""
    result = fullscore(home, "plan", "--milestone", "publshed")
    assert result.returncode == 2
    assert "no milestone is named 'publshed'; the plan has published, broken" in result.stderr


HEALTH_TABLES = {"snapshot_info", "check_result", "ingested_file", "quarantine", "skipped_record"}


def test_queries_are_checked_against_the_tables_that_are_published(home: Path) -> None:
    """Names, columns and types that are known beforehand are those of the snapshot."""
    settings = Settings(home)
    with open_published_schema(read_published_schema()) as connection:
        expected = connection.execute(COLUMNS).fetchall()
    with open_snapshot(settings.published) as connection:
        found = connection.execute(COLUMNS).fetchall()
    assert expected == [row for row in found if row[0] not in HEALTH_TABLES]
