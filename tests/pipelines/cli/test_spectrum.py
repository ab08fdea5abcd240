"""fullscore spectrum: levels, findings and the first of the worklist."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.pipelines.cli.operating_model import publish_operating_model
from tests.pipelines.homes import fullscore


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home with the operating model of two complete weeks."""
    folder = tmp_path_factory.mktemp("home")
    publish_operating_model(folder)
    return folder


def test_the_table_shows_levels_and_the_rule_that_decided(home: Path) -> None:
    """A row has declared, observed and target level; without a level it says what is missing."""
    lines = fullscore(home, "spectrum").stdout.splitlines()
    assert "week of 27 July 2026" in lines[0]
    [seo] = [line.split() for line in lines if line.split()[:2] == ["seo", "content"]]
    assert seo == ["seo", "content", "3", "4", "4", "by", "2026-09-30", "75.0%", "mostly", "agents"]
    [brand] = [line.split() for line in lines if line.split()[:1] == ["brand"]]
    assert brand == ["brand", "-", "-", "-", "-", "25.0%", "4", "of", "8", "outputs"]


def test_findings_and_the_first_to_hand_over_follow(home: Path) -> None:
    """Who is stuck, who may move up, who should move down, and what comes first."""
    findings = fullscore(home, "spectrum").stdout.splitlines()[-5:]
    assert findings == [
        "Stuck at level 2: yes, 4 of 5 observed functions are there.",
        "seo may move up: audits passed in each of 4 weeks.",
        "ads should move down: 13 % of the runs escalated, the level allows 10 %.",
        "To hand over first:",
        "  1. email: 40 outputs in the observed weeks, 25.0% of people's judgment",
    ]


def test_a_week_without_data_says_so(home: Path) -> None:
    """Nothing observed is no finding, and nothing to hand over is no empty list."""
    lines = fullscore(home, "spectrum", "--week", "2026-07-22").stdout.splitlines()
    assert "week of 20 July 2026" in lines[0]
    assert lines[-2:] == [
        "Stuck at level 2: not enough data, no function is observed.",
        "To hand over first: nothing, agents own what is not judgment.",
    ]


def test_programs_get_every_workflow_and_nothing_else(home: Path) -> None:
    """JSON and CSV are the rows alone."""
    records = json.loads(fullscore(home, "spectrum", "--format", "json").stdout)
    assert [record["workflow"] for record in records] == ["seo", "ads", "brand"]
    assert records[0]["declared_level"] == 3
    assert records[2]["observed_level"] is None
    found = csv.DictReader(io.StringIO(fullscore(home, "spectrum", "--format", "csv").stdout))
    assert [row["observed_reason"] for row in found] == [
        "mostly agents",
        "agents run it",
        "4 of 8 outputs",
    ]


def test_a_week_that_is_not_reported_ends_with_2(home: Path) -> None:
    """The message says which weeks are."""
    result = fullscore(home, "spectrum", "--week", "2026-01-01")
    assert result.returncode == 2
    assert "the weeks go from 2026-07-20 to 2026-08-03" in result.stderr
