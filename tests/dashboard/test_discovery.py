"""Pages, KPIs and segments are found, not listed."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from dashboard import views
from dashboard.sections.details import find_details
from dashboard.views import kpi
from tests.dashboard.conftest import read_text, run_app, run_kpi_page, run_page
from tests.dashboard.snapshots import change

PAGE = """
from dashboard.lib.page_shell import begin_page
from dashboard.lib.pages import Page

def show():
    begin_page("Campaigns of the year", "A page that somebody added.")

PAGE = Page("Campaigns", "campaigns", 205, show)
"""
SEGMENT_TYPE = """
insert into kpi_segment by name
select 'content_system_throughput' as kpi_id, segment_type, display_order, 'own' as denominator
from (values ('region', 0), ('never_seen', 1)) as added(segment_type, display_order);
insert into kpi_weekly by name
select * replace ('region' as segment_type, 'North' as segment)
from kpi_weekly where kpi_id = 'content_system_throughput' and segment_type = 'total'
"""


@pytest.fixture
def navigation(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the pages in the navigation, once the app has run."""
    titles: list[str] = []
    navigate = st.navigation

    def record(pages: list[Any], **options: Any) -> Any:
        titles[:] = [page.title for page in pages]
        return navigate(pages, **options)

    monkeypatch.setattr(st, "navigation", record)
    return titles


@pytest.mark.usefixtures("published")
def test_a_module_with_a_page_is_in_the_navigation(
    tmp_path: Path, navigation: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands where its order says; nothing else has to be written."""
    folder = tmp_path / "views"
    folder.mkdir()
    (folder / "campaigns.py").write_text(PAGE)
    (folder / "no_page.py").write_text("SOMETHING = 1\n")
    monkeypatch.setattr(views, "__path__", [*views.__path__, str(folder)])
    assert not run_app().exception
    assert navigation[navigation.index("Spectrum") + 1] == "Campaigns"
    module = sys.modules.pop("dashboard.views.campaigns")
    assert "Campaigns of the year" in read_text(run_page(module.PAGE.show))


@pytest.mark.usefixtures("published")
def test_the_order_of_the_pages(navigation: list[str]) -> None:
    """The overview, the KPIs, the operating model, and at last the health of the data."""
    run_app()
    assert navigation == [
        *("Full score", "Attention", "Throughput", "Iteration velocity", "Decision density"),
        *(
            "Signal-to-noise",
            "Spectrum",
            "Roles",
            "Plan",
            "Agents",
            "Risks",
            "Claims",
            "Data health",
        ),
    ]


def test_kpis_have_the_order_of_their_definitions(published: Path, navigation: list[str]) -> None:
    """In the navigation and on the overview."""
    change(published, "update kpi_definition set display_order = 10 - display_order")
    page = run_app()
    assert navigation[2:6] == [
        *("Signal-to-noise", "Decision density", "Iteration velocity", "Throughput")
    ]
    values = re.findall(r'class="fs-value">([^<]+)', read_text(page))
    assert values == ["70.0%", "75.0%", "3.40", "130"]


def test_a_segment_type_of_the_seed_is_in_the_picker(published: Path) -> None:
    """At its place in the order; one that no week has is left out."""
    change(published, SEGMENT_TYPE)
    page = run_kpi_page("content_system_throughput")
    assert not page.exception
    picker = page.segmented_control(key="segment-content_system_throughput")
    assert picker.options == ["Region", "Workflow"]
    assert ">North<" in read_text(page)


@pytest.mark.usefixtures("published")
def test_a_kpi_without_details_has_all_other_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    """What only one KPI has is absent, and nothing is said of it."""
    monkeypatch.setattr(kpi, "find_details", lambda _: None)
    page = run_kpi_page("content_system_throughput")
    text = read_text(page)
    assert not page.exception
    for title in ("What changed", "Signals", "Counter-metrics", "Segments"):
        assert f"<h2>{title}</h2>" in text
    for title in ("Factors", "Underlying rows"):
        assert f"<h2>{title}</h2>" not in text
    assert find_details("a_kpi_of_tomorrow") is None
