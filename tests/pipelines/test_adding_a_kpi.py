"""Adding a KPI is adding its mart, rows of seeds and one presentation entry."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.pipelines.adding_a_kpi import KPI_ID, add_kpi, copy_project
from tests.pipelines.homes import HANGING_SECONDS, make_home

# A second complete week, so that there is a change to explain, and the beginning of a third.
LATER = """publication_id,piece_id,variant_id,channel,published_at,engagements
20,E,,web,2026-03-11T09:00:00Z,5
21,E,,email,2026-03-11T09:00:00Z,7
22,F,,web,2026-03-18T09:00:00Z,1
"""

SCRIPT = """
from dashboard.lib import page_shell
from dashboard.views.kpi import kpi_pages

page_shell.show(next(page.show for page in kpi_pages() if page.url_path == {kpi_id!r}))
"""
SHOW_PAGE = """
import sys
from streamlit.testing.v1 import AppTest

page = AppTest.from_string(sys.argv[1], default_timeout=120).run()
assert not page.exception, page.exception
print(*(element.proto.body for element in page.get("html")), sep="\\n")
print("picker:", *page.segmented_control(key=f"segment-{sys.argv[2]}").options)
"""


class Copy:
    """A copy of the project, and a home that it runs on."""

    def __init__(self, folder: Path) -> None:
        self.project = copy_project(folder / "project")
        self.home = make_home(folder / "home")
        later = self.home / "landing" / "canonical" / "content_publications.2026-03-20.csv"
        later.write_text(LATER)

    def python(self, *arguments: str) -> str:
        """Run Python on the copy, and return what it printed."""
        result = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.project,
            env=os.environ | {"FULLSCORE_HOME": str(self.home), "PYTHONPATH": str(self.project)},
            capture_output=True,
            text=True,
            timeout=HANGING_SECONDS,
            check=False,
        )
        assert result.returncode == 0, result.stderr + result.stdout
        return result.stdout

    def rows(self, *arguments: str) -> list[dict[str, Any]]:
        """Return the rows that a command prints."""
        found: list[dict[str, Any]] = json.loads(
            self.python("-m", "pipelines.cli", *arguments, "--format", "json")
        )
        return found


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Give a copy of the project with a fifth KPI, which has run once."""
    copy = Copy(tmp_path_factory.mktemp("fifth"))
    add_kpi(copy.project)
    copy.python("-m", "pipelines.cli", "run")
    return copy


def test_it_is_on_the_command_line_after_the_others(copy: Copy) -> None:
    """Its weeks, its headline at the end of a run, and why it changed."""
    rows = copy.rows("kpis")
    weeks = {row["week_start"]: row["value"] for row in rows if row["kpi_id"] == KPI_ID}
    assert weeks["2026-03-02"] == pytest.approx(1 / 8)
    assert weeks["2026-03-09"] == pytest.approx(2 / 3)
    assert list(dict.fromkeys(row["kpi_id"] for row in rows))[-1] == KPI_ID
    parts = copy.rows("explain", KPI_ID)
    assert {row["part_type"] for row in parts} == {"total", "channel"}
    assert sum(row["contribution"] for row in parts if row["part_type"] == "channel") == (
        pytest.approx(2 / 3 - 1 / 8)
    )


def test_the_checks_cover_it(copy: Copy) -> None:
    """Its key is verified, the checks over all KPIs read it, and nothing blocks."""
    checks = copy.rows("check")
    assert f"{KPI_ID}_weekly" in {row["asset"].removeprefix("marts.") for row in checks}
    assert [row for row in checks if not row["passed"] and row["severity"] == "error"] == []


def test_the_analyses_cover_it(copy: Copy) -> None:
    """It is charted, explained and forecast like every other."""
    for table in ("kpi_change_weekly", "kpi_forecast"):
        rows = copy.rows("query", f"select * from {table} where kpi_id = '{KPI_ID}'")
        assert rows, table
    assert copy.rows("query", f"select * from signal_weekly where kpi_id = '{KPI_ID}'")


def test_it_has_a_page_without_what_only_other_kpis_have(copy: Copy) -> None:
    """Head, cards, trend, segments, explanation and signals; no breakdown and no rows."""
    page = copy.python("-c", SHOW_PAGE, SCRIPT.format(kpi_id=KPI_ID), KPI_ID)
    for text in ("Engaged placement share", "66.7%", "What changed", "Signals", "Segments"):
        assert text in page
    assert "picker: Channel\n" in page
    assert "Underlying rows" not in page
    assert "Not in this snapshot" not in page
