"""The command that shows what calls for people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.pipelines.homes import demo_home, fullscore


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the demo organisation, run once."""
    return demo_home(tmp_path_factory)


def test_people_get_what_is_urgent_and_how_much_more_there_is(home: Path) -> None:
    """What is only to be watched is counted."""
    said = fullscore(home, "attention").stdout
    assert "content-agent: the trigger quality is firing" in said
    assert "more to watch: fullscore attention --all" in said
    assert "could not be read" not in said
    assert "could not be read" in fullscore(home, "attention", "--all").stdout


def test_programs_get_every_row(home: Path) -> None:
    """With rank, urgency, owner, beginning and next step."""
    rows = json.loads(fullscore(home, "attention", "--format", "json").stdout)
    assert [row["attention_rank"] for row in rows] == list(range(1, len(rows) + 1))
    assert {row["urgency"] for row in rows} == {"act", "decide", "watch"}
    assert all(row["next_step"] for row in rows)
