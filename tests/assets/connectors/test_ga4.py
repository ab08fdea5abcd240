"""What the connector of Google Analytics 4 holds beyond its samples."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assets.connectors.ga4.connector import CONNECTOR
from assets.lib.dbt.build import build_tables
from assets.lib.dbt.project import read_project
from assets.lib.ingestion.connector import Export
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse
from tests.assets.builders import ask, land, stage, take_in
from tests.assets.connectors.samples import Sample, read_sample

TOP = "# Pages and screens\n# Start date: 20260302\n# End date: 20260308\n"
HEADER = "Page path and screen class,Views,Key events"


def report(*rows: str, top: str = TOP, header: str = HEADER) -> str:
    return top + "\n".join((header, *rows)) + "\n"


def read(tmp_path: Path, text: str, **declared: Any) -> dict[str, Any]:
    path = tmp_path / "pages.csv"
    path.write_text(text, encoding="utf-8")
    return read_sample(Sample("ga4", path, path), declared)


def test_days_stand_above_the_header_and_cover_the_account(tmp_path: Path) -> None:
    """They are the days of every page."""
    [row] = read(tmp_path, report("/a,9,2"))["rows"]["page_engagement"]
    assert (row["period_start"], row["period_end"]) == ("2026-03-02", "2026-03-08")
    assert CONNECTOR.last_day(Export(tmp_path / "pages.csv")) == date(2026, 3, 8)


@pytest.mark.parametrize(
    "top", ["", "# Start date: 20260302\n", "# Start date: 20269902\n# End date: x\n"]
)
def test_a_report_without_its_days_is_refused(tmp_path: Path, top: str) -> None:
    """A page's engagement of no known time would count for ever."""
    assert "neither Start date nor End date" in read(tmp_path, report("/a,9,2", top=top))["failed"]


def test_views_are_no_engagement(tmp_path: Path) -> None:
    """A report without key events has no engagements to count."""
    text = report("/a,9", header="Page path and screen class,Views")
    [row] = read(tmp_path, text)["rows"]["page_engagement"]
    assert "engagements" not in row


@pytest.mark.parametrize("page", ["(not set)", "(other)"])
def test_what_is_no_page_is_skipped(tmp_path: Path, page: str) -> None:
    """Google adds up there what it does not show."""
    assert read(tmp_path, report(f"{page},9,2"))["skipped"]["no page of its own"] == 1


def test_another_period_of_a_page_is_another_record(tmp_path: Path) -> None:
    """And the same one is the same, whatever was counted since."""
    later = TOP.replace("20260308", "20260315")
    ids = [
        read(tmp_path, text)["rows"]["page_engagement"][0]["engagement_id"]
        for text in (report("/a,9,2"), report("/a,11,3"), report("/a,9,2", top=later))
    ]
    assert ids[0] == ids[1] != ids[2]


def test_the_folder_says_of_which_site_the_paths_are(settings: Settings) -> None:
    """A path alone would fit the pages of other sites as well."""
    for folder in ("demo.example", "emea"):
        land(settings, f"ga4/{folder}/pages.csv", report(f"/{folder}/,9,2"))
    take_in(settings)
    stage(settings)
    found = ask(settings, "select page_host, page_path from staging.stg_page_engagement order by 2")
    assert found == [("demo.example", "/demo.example"), ("", "/emea")]


POSTS = """Post title,Post URL,Publish date,Status
A,https://www.demo.example/a,2026-03-02 09:30,Published
B,https://demo.example/b,2026-03-02 09:30,Published
C,https://demo.example/c,2026-03-02 09:30,Published
"""


def test_a_piece_is_used_where_its_page_has_key_events(settings: Settings) -> None:
    """Whichever tool published it; one whose page is in no report is unknown."""
    land(settings, "hubspot/posts.csv", POSTS)
    land(settings, "ga4/demo.example/pages.csv", report("/a/?utm_source=mail,9,2", "/b,9,0"))
    take_in(settings)
    with open_warehouse(settings) as connection:
        project = read_project()
        list(build_tables(connection, project, {seed.full_name for seed in project.seeds}))
    stage(settings, "content_placement")
    found = ask(settings, "select title, engagements from marts.content_placement order by 1")
    assert found == [("A", 2), ("B", 0), ("C", None)]
