"""The command that shows the risks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.pipelines.homes import fullscore, small_home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home that has been run once, in which no agent is declared and none wrote."""
    return small_home(tmp_path_factory)


def test_each_risk_has_state_reason_and_next_step(home: Path) -> None:
    """What the data can't tell says what is missing, and what to deliver."""
    rows = json.loads(fullscore(home, "risks", "--format", "json").stdout)
    assert [row["risk"] for row in rows] == [
        "agent_dependency",
        "brand_voice_drift",
        "strategic_atrophy",
    ]
    assert {row["state"] for row in rows} == {"not enough data"}
    assert {row["week_start"] for row in rows} == {"2026-03-02"}
    assert [row["reason"] for row in rows] == [
        "agents.yml",
        "brand_voice/reference.yml",
        "1 of 6 weeks",
    ]
    assert all(row["next_step"] for row in rows)


def test_a_risk_shows_its_measures(home: Path) -> None:
    """Each with its limits, and what the data lacks for it."""
    options = ("--risk", "strategic_atrophy", "--week", "2026-03-05", "--format", "json")
    rows = json.loads(fullscore(home, "risks", *options).stdout)
    assert [row["measure"] for row in rows] == [
        "without_sprint_share",
        "unaided_hours_per_person",
        "passed_unedited_share",
    ]
    assert rows[0]["missing"] == "1 of 6 weeks"


def test_people_get_sentences(home: Path) -> None:
    """Names are words, and what lacks data says so in the place of its value."""
    table = fullscore(home, "risks").stdout
    assert "Risks, week of 2 March 2026" in table
    assert "Brand voice drift" in table
    measures = fullscore(home, "risks", "--risk", "strategic_atrophy").stdout
    assert "not enough data: 1 of 6 weeks" in measures


def test_an_unknown_week_or_risk_is_wrong_usage(home: Path) -> None:
    """The message names the weeks and the risks that there are."""
    result = fullscore(home, "risks", "--week", "2020-01-01")
    assert result.returncode == 2
    assert "the weeks go from 2026-03-02 to 2026-03-02" in result.stderr
    unknown = fullscore(home, "risks", "--risk", "boredom")
    assert unknown.returncode == 2
    assert "use one of agent_dependency, brand_voice_drift, strategic_atrophy" in unknown.stderr


def test_risks_say_when_nothing_is_published(tmp_path: Path) -> None:
    """It ends with 1 and names the command that helps."""
    result = fullscore(tmp_path, "risks")
    assert result.returncode == 1
    assert "fullscore run" in result.stderr
