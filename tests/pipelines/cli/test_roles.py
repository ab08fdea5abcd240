"""fullscore roles: hours, what has moved, and how far agents carry a role."""

from __future__ import annotations

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


def test_a_role_has_its_hours_and_what_ties_it(home: Path) -> None:
    """Hours by class, shares, and the three largest execution workflows in their order."""
    lines = fullscore(home, "roles").stdout.splitlines()
    [architect] = [line for line in lines if line.split()[:1] == ["Architect"]]
    cells = [cell.strip() for cell in architect.split("  ") if cell.strip()]
    assert cells == [
        *("Architect", "Manager", "3", "12.0 h", "3.0 h", "5.0 h"),
        *("50.0%", "62.5%", "30.0% to 60.0% (above)", "email, seo, brand"),
    ]


def test_a_group_too_small_to_be_shown_says_so(home: Path) -> None:
    """No number of it is printed, and the reason is."""
    lines = fullscore(home, "roles").stdout.splitlines()
    [director] = [line for line in lines if line.split()[:1] == ["Director"]]
    cells = [cell.strip() for cell in director.split("  ") if cell.strip()]
    assert cells == ["Director", "Director", "hidden: too few", "-", "-", "5.0% to 30.0%", "-"]


def test_programs_get_every_role(home: Path) -> None:
    """Hidden numbers are null in JSON too."""
    records = json.loads(fullscore(home, "roles", "--format", "json").stdout)
    assert [record["role"] for record in records] == ["Architect", "Director"]
    assert records[1]["is_hidden"] is True
    assert records[1]["people"] is None
