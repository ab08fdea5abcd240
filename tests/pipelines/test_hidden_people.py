"""Where an organisation hides its people, nothing that is published names or singles out one."""

from __future__ import annotations

import shutil
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
import yaml

from assets.snapshot.reader import open_snapshot
from assets.streams import STREAM_NAMES
from tests.pipelines.homes import demo_home, fullscore
from tests.pipelines.planted import (
    FIRST,
    LAST,
    plant_home,
    telling,
    texts_of_files,
    texts_of_tables,
)

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


@dataclass(frozen=True)
class PlantedRun:
    """A run of the home with made-up people where none belong."""

    home: Path
    finished: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> PlantedRun:
    """Give the planted home, run once."""
    home = plant_home(tmp_path_factory.mktemp("planted"))
    finished = fullscore(home, "run")
    assert finished.returncode == 0, finished.stderr
    return PlantedRun(home, finished)


def test_what_was_planted_has_reached_the_warehouse(planted: PlantedRun) -> None:
    """The tests below look for something: every stream holds it, and so does quarantine."""
    with duckdb.connect(
        str(planted.home / "warehouse" / "fullscore.duckdb"), read_only=True
    ) as warehouse:
        tables = [f"raw.{name}" for name in STREAM_NAMES] + ["ops.quarantine", "ops.ingested_file"]
        without = [
            table
            for table in tables
            if not warehouse.execute(
                f"select 1 from {table} as row where contains(cast(row as varchar), ?) "
                "or contains(cast(row as varchar), ?) limit 1",
                [FIRST, LAST],
            ).fetchall()
        ]
        streams = warehouse.execute("select distinct stream from ops.quarantine").fetchall()
    assert without == []
    assert len(streams) >= 4


def test_no_planted_value_is_published(planted: PlantedRun) -> None:
    """Not in a value of any table, its keys and labels among them."""
    with open_snapshot(planted.home / "published") as snapshot:
        assert telling(texts_of_tables(snapshot)) == []


def test_no_file_but_the_warehouse_holds_a_planted_value(planted: PlantedRun) -> None:
    """Neither the ledger, nor how the run ended, nor Dagster's databases and logs."""
    assert telling(texts_of_files(planted.home)) == []


def test_no_command_prints_a_planted_value(planted: PlantedRun) -> None:
    """Neither the run, nor what looks at its records afterwards."""
    looks = [
        fullscore(planted.home, *arguments)
        for arguments in (("quarantine", "list"), ("check",), ("status",))
    ]
    assert [look.returncode for look in looks] == [0, 0, 0]
    printed = [(str(r.args[3:]), r.stdout + r.stderr) for r in (planted.finished, *looks)]
    assert telling(iter(printed)) == []


def test_everything_that_a_run_makes_is_its_owners_alone(planted: PlantedRun) -> None:
    """Files are 0600 and folders 0700, whatever made them."""
    made = [
        path
        for folder in ("warehouse", "published", "governance")
        for path in [planted.home / folder, *(planted.home / folder).rglob("*")]
    ]
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in made}
    assert len(modes) > 10
    assert {
        path: oct(mode)
        for path, mode in modes.items()
        if mode != (0o700 if path.is_dir() else 0o600)
    } == {}
