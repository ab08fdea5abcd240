"""Where an organisation hides its people, nothing that is published names or singles out one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
import yaml

from assets.snapshot.reader import open_snapshot
from tests.pipelines.homes import demo_home, fullscore

MINIMUM = 3
"""Of the simulated organisation's five roles, one has as many people."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home whose organisation hides its people, run once."""
    home = tmp_path_factory.mktemp("hidden") / "home"
    shutil.copytree(demo_home(tmp_path_factory), home)
    declared = home / "org" / "organisation.yml"
    text = declared.read_text(encoding="utf-8")
    declared.write_text(f"{text}people: hide\nminimum_people: {MINIMUM}\n", encoding="utf-8")
    result = fullscore(home, "run")
    assert result.returncode == 0, result.stderr
    return home


@pytest.fixture(scope="module")
def snapshot(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_snapshot(home / "published") as connection:
        yield connection


def people_of(home: Path) -> list[str]:
    """Return everybody whom the declarations name or who worked, in lower case."""
    people = yaml.safe_load((home / "org" / "people.yml").read_text(encoding="utf-8"))["people"]
    with duckdb.connect(str(home / "warehouse" / "fullscore.duckdb"), read_only=True) as warehouse:
        working = warehouse.execute("""
            select assignee from raw.work_items where assignee_type = 'human'
            union
            select reviewer from raw.reviews where reviewer_type = 'human'
            union
            select actor from raw.campaign_changes where actor_type = 'human'
        """).fetchall()
    return sorted({name.lower() for (name,) in working if name} | {p["person"] for p in people})


def test_no_published_text_names_anybody(home: Path, snapshot: duckdb.DuckDBPyConnection) -> None:
    """Not in a cell of any table, nor as a part of one."""
    people = people_of(home)
    assert len(people) >= 10
    texts = snapshot.execute(
        "select table_name, column_name from duckdb_columns() "
        "where data_type = 'VARCHAR' and not internal"
    ).fetchall()
    named = [
        (table, column, person)
        for table, column in texts
        for person in people
        if snapshot.execute(
            f'select 1 from "{table}" where contains(lower("{column}"), ?) limit 1', [person]
        ).fetchall()
    ]
    assert not named


def test_no_slice_is_of_fewer_people_than_the_minimum(
    snapshot: duckdb.DuckDBPyConnection,
) -> None:
    """Neither a group that is shown nor what the others are together."""
    small = snapshot.execute(
        """
        select slices.week_start, slices.segment_type, slices.segment, slices.people
        from strategic_decision_density_weekly as slices
        inner join strategic_decision_density_weekly as totals
            on slices.week_start = totals.week_start and totals.segment_type = 'total'
        where slices.people < least(?, totals.people)
        """,
        [MINIMUM],
    ).fetchall()
    assert not small
    roles = snapshot.execute(
        "select role, max(people) from role_weekly where people is not null group by role"
    ).fetchall()
    assert roles == [("Content Systems Architect", 3)]


def test_the_kpis_are_those_of_an_organisation_that_shows_them(
    snapshot: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What is hidden is who, not how much."""
    query = "select kpi_id, value, multiple, target_value from kpi_headline order by kpi_id"
    with open_snapshot(demo_home(tmp_path_factory) / "published") as shown:
        assert snapshot.execute(query).fetchall() == shown.execute(query).fetchall()


def test_commands_and_samples_still_work(home: Path, tmp_path: Path) -> None:
    """Reviewers come from the declarations, not from what is published."""
    worksheet = tmp_path / "audit.csv"
    drawn = fullscore(home, "audit", "sample", "--week", "2026-07-27", "--output", str(worksheet))
    assert drawn.returncode == 0, drawn.stderr
    assert "@demo.example" in worksheet.read_text(encoding="utf-8")
    for command in ("spectrum", "roles", "plan", "agents", "risks"):
        result = fullscore(home, command)
        assert result.returncode == 0, result.stderr
        assert "@demo.example" not in result.stdout
