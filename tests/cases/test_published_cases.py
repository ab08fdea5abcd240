"""What is published where sources are mixed and wrong files are taken back.

Through the command line; the week is that of 2 March 2026. Single files are held by the tests of
ingestion.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.pipelines.homes import fullscore

ISSUES = "Summary,Issue key,Issue id,Assignee,Created,Resolved\n"
ISSUE = "{0},{1},{2},{3},02/Mar/26 9:00 AM,04/Mar/26 9:00 AM\n"
CONTACTS = "Record ID,Email,Create Date,Became a Marketing Qualified Lead Date,Merged Contact IDs\n"
LANDING = {
    # Two sites, which number their issues alike.
    "jira/inhouse/Jira.2026-03-09.csv": ISSUES
    + ISSUE.format("Mix", "MKT-1", 10001, "Ann")
    + ISSUE.format("Brief", "MKT-2", 10002, "Bob"),
    "jira/agency/Jira.2026-03-10.csv": ISSUES
    + ISSUE.format("Banner", "AG-1", 10001, "Cleo")
    + ISSUE.format("Cut", "AG-2", 10002, "Unassigned"),
    # Two portals; in one of them contact 101 is merged into 202 a week later.
    "hubspot/eu/contacts-2026-03-09.csv": CONTACTS
    + "101,a@c.example,2026-03-02 09:00,2026-03-03 09:00,\n"
    + "202,b@c.example,2026-03-03 09:00,2026-03-03 09:00,\n",
    "hubspot/eu/contacts-2026-03-16.csv": CONTACTS
    + "202,a@c.example,2026-03-02 09:00,2026-03-03 09:00,101\n",
    "hubspot/us/contacts-2026-03-09.csv": CONTACTS
    + "101,u@c.example,2026-03-04 09:00,2026-03-05 09:00,\n",
    # Another object of the tool, and an export of the wrong portal.
    "hubspot/us/deals-2026-03-16.csv": (
        "Record ID,Deal Name,Deal Stage,Create Date\n101,Big,Won,2026-03-05 09:00\n"
    ),
    "hubspot/us/wrong-2026-03-16.csv": CONTACTS
    + "101,x@t.example,2026-03-02 09:00,2026-03-02 10:00,\n"
    + "901,y@t.example,2026-03-02 09:00,2026-03-02 10:00,\n",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home with all of it, after a run."""
    folder = tmp_path_factory.mktemp("cases")
    for path, text in LANDING.items():
        file = folder / "landing" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "org").mkdir()
    (folder / "org" / "organisation.yml").write_text("name: Test organisation\n")
    run(folder)
    return folder


def run(home: Path) -> None:
    result = fullscore(home, "run")
    assert result.returncode == 0, result.stderr


def total(home: Path, kpi: str) -> tuple[float, float, float]:
    """Return numerator, denominator and replaced value of a KPI in the week."""
    query = (
        f"select numerator, denominator, replaced_value from {kpi}_weekly "
        "where segment_type = 'total' and week_start = '2026-03-02'"
    )
    result = fullscore(home, "query", query, "--format", "json")
    [row] = json.loads(result.stdout)
    return tuple(float(row[name]) for name in ("numerator", "denominator", "replaced_value"))


def test_issues_of_two_sites_all_count(home: Path) -> None:
    """Three executions by people; what nobody is assigned to is nobody's."""
    assert total(home, "strategic_decision_density")[:2] == (0, 3)


def test_a_wrong_export_counts_until_it_is_withdrawn(home: Path) -> None:
    """Three leads with it; without it 202 of one portal, for two, and 101 of the other are left."""
    before = total(home, "pipeline_signal_to_noise")
    assert before == (0, 3, 3)
    withdrawn = fullscore(home, "withdraw", "hubspot/us/wrong-2026-03-16.csv")
    assert "leads: 2 rows taken out" in withdrawn.stdout
    run(home)
    assert total(home, "pipeline_signal_to_noise") == (0, 2, 2)
