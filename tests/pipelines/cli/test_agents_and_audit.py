"""The commands on agents: their weekly review, its sign-off, and the audit sample."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.pipelines.homes import fullscore, make_home

RUNS = "run_id,agent,agent_version,workflow,started_at,ended_at,status,cost,currency\n" + "".join(
    f"{i},writer,1,blog,2026-03-{day:02}T09:00:00Z,2026-03-{day:02}T09:00:30Z,"
    f"{'error' if i % 4 == 0 else 'ok'},0.5,EUR\n"
    for i, day in enumerate([2, 3, 4, 5, 9, 10, 11, 12], start=1)
)
PEOPLE = """people:
  - {person: lead@demo.example, role: Content Systems Architect, trained_on: 2026-01-01}
  - {person: editor@demo.example, role: Content Systems Architect, trained_on: 2026-01-01}
"""
ROLES = """roles:
  - role: Content Systems Architect
    was: Content Marketing Manager
    old_focus: production
    new_focus: system design
    leverage_level: 3
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home in which one agent ran in two weeks, of which the first is complete."""
    folder = make_home(tmp_path_factory.mktemp("home"))
    (folder / "landing" / "canonical" / "agent_runs.2026-03-16.csv").write_text(RUNS)
    (folder / "org" / "people.yml").write_text(PEOPLE)
    (folder / "org" / "roles.yml").write_text(ROLES)
    result = fullscore(folder, "run", "--as-of", "2026-03-15T00:00:00Z")
    assert result.returncode == 0, result.stderr
    return folder


def test_the_review_of_the_last_complete_week_is_printed(home: Path) -> None:
    """For people with what is not signed yet; for programs with every column."""
    printed = fullscore(home, "agents")
    assert printed.returncode == 0, printed.stderr
    assert "75.0%" in printed.stdout
    assert "Not signed off yet: writer" in printed.stdout
    any_day = ("agents", "--week", "2026-03-05", "--format", "json")
    [row] = json.loads(fullscore(home, *any_day).stdout)
    assert (row["week_start"], row["agent"], row["runs"]) == ("2026-03-02", "writer", 4)
    assert (row["error_rate"], row["latency_seconds"]) == (0.25, 30)
    assert (row["cost"], row["cost_per_accepted_output"]) == (2, pytest.approx(2 / 3))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("agents", "--week", "2025-03-03"), "2026-03-02 to 2026-03-09"),
        (("audit", "sample", "--week", "2026-03-09"), "the weeks go from 2026-03-02 to 2026-03-02"),
        (("audit", "sample", "--week", "soon"), "does not match the formats"),
    ],
)
def test_weeks_that_are_not_there_end_with_2(
    home: Path, arguments: tuple[str, ...], said: str
) -> None:
    """The message says which weeks there are."""
    result = fullscore(home, *arguments)
    assert result.returncode == 2
    assert said in result.stderr


@pytest.mark.parametrize(
    ("agent", "week", "person", "said"),
    [
        ("nobody", "2026-03-02", "lead@demo.example", "the agents are writer"),
        ("writer", "2026-03-09", "lead@demo.example", "not complete yet"),
        ("writer", "2026-03-02", "stranger@demo.example", "editor@demo.example"),
    ],
)
def test_a_sign_off_of_nothing_or_by_nobody_is_refused(
    home: Path, agent: str, week: str, person: str, said: str
) -> None:
    """Exit code 2, what is allowed, and no line in the file."""
    result = fullscore(home, "agents", "sign-off", "--agent", agent, "--week", week, "--by", person)
    assert result.returncode == 2
    assert said in result.stderr
    assert not (home / "governance" / "sign_offs.jsonl").exists()


def test_a_sample_is_written_once_and_says_what_it_proves(home: Path, tmp_path: Path) -> None:
    """A worksheet with reviewers out of people.yml; a second time the file is left alone."""
    path = tmp_path / "worksheet.csv"
    arguments = ("audit", "sample", "--week", "2026-03-02", "--output", str(path))
    result = fullscore(home, *arguments)
    assert result.returncode == 0, result.stderr
    assert "If all 3 pass, the pass rate is at least 43.9%" in result.stdout
    rows = list(csv.DictReader(path.open(encoding="utf-8", newline="")))
    assert {row["subject_id"] for row in rows} == {f"canonical:default:{n}" for n in (1, 2, 3)}
    assert {row["reviewer"] for row in rows} < {"lead@demo.example", "editor@demo.example"}
    again = fullscore(home, *arguments)
    assert again.returncode == 2
    assert "another --output" in again.stderr
