"""The pages, as a person sees them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dashboard.views import (
    agents,
    attention,
    claims,
    plan,
    risks,
    roles,
    spectrum,
)
from tests.dashboard.conftest import (
    count_charts,
    read_text,
    run_app,
    run_kpi_page,
    run_page,
)
from tests.dashboard.snapshots import change, publish


@pytest.mark.usefixtures("published")
def test_the_overview_shows_every_kpi_beside_what_it_replaces() -> None:
    """Week, checks, four values, four replaced metrics, and a chart of each."""
    page = run_app()
    text = read_text(page)
    assert not page.exception
    assert "Week of 27 July 2026" in text
    assert "Mon 3 Aug 2026, 06:30 (Europe/Berlin)" in text
    assert "1 of 2 checks passed, 1 warning" in text
    assert [value in text for value in (">130<", ">3.40<", ">75.0%<", ">70.0%<")] == [True] * 4
    assert "maturing: not compared yet" in text
    assert "13 above the path" in text
    assert "Running week so far 140" in text
    assert "79.0 h" in text
    assert count_charts(page) == 8
    assert 'fs-alert"' not in text


@pytest.mark.usefixtures("published")
def test_names_from_outside_are_text() -> None:
    """Markup in an organisation's name is shown, not interpreted."""
    assert "Beispiel &amp; &lt;Söhne&gt;" in read_text(run_app())


@pytest.mark.parametrize(
    ("kpi_id", "texts"),
    [
        ("content_system_throughput", ["13 &times; 2.50 &times; 4.00 = 130", "Audit pass rate"]),
        ("campaign_iteration_velocity", ["Who optimizes", "Unattributed", "17 of 5"]),
        ("strategic_decision_density", ["Where the hours go", "25.0%", "15 of 20"]),
        ("pipeline_signal_to_noise", ["Were the agents right?", "Lift, intent-agent@2", "1.8x"]),
    ],
)
@pytest.mark.usefixtures("published")
def test_a_kpi_page(kpi_id: str, texts: list[str]) -> None:
    """Definition, metric cards, trend, breakdown, counter-metrics, segments and rows are there."""
    page = run_kpi_page(kpi_id)
    text = read_text(page)
    assert not page.exception
    for expected in [*texts, "Counter-metrics", "Segments", "Underlying rows", "version "]:
        assert expected in text
    assert "Not in this snapshot" not in text
    assert len(page.dataframe) >= 1
    assert len(page.get("download_button")) >= 1


@pytest.mark.usefixtures("published")
def test_a_gap_is_explained() -> None:
    """The week that no lead entered is named with its reason."""
    text = read_text(run_kpi_page("pipeline_signal_to_noise"))
    assert "No value: 15 Jun (no lead entered the pipeline)." in text


def test_weeks_that_wait_or_went_without_an_account_are_named(published: Path) -> None:
    """With the account, also where the week is complete all the same."""
    change(
        published,
        "update kpi_weekly set waiting_for = 'hubspot/<eu>' where week_start = '2026-08-03'; "
        "update kpi_weekly set complete_without = 'jira/default' "
        "where week_start in ('2026-07-06', '2026-07-13')",
    )
    text = read_text(run_kpi_page("content_system_throughput"))
    assert "The week of 3 August 2026 is not complete and waits for hubspot/&lt;eu&gt;." in text
    between = "2 weeks between 6 July 2026 and 13 July 2026"
    assert f"{between} are complete without jira/default." in text


def test_a_headline_without_an_account_is_marked_and_not_compared(published: Path) -> None:
    """On the first page, where nobody reads what is below a chart."""
    change(
        published,
        "update kpi_weekly set complete_without = 'jira/default' "
        "where kpi_id = 'strategic_decision_density' and week_start = '2026-07-27'",
    )
    text = read_text(run_app())
    assert text.count("without jira/default: not compared") == 1
    assert text.count("without jira/default") == 2


@pytest.mark.usefixtures("published")
def test_another_week_shows_other_rows() -> None:
    """The rows follow the week that is chosen, and no row is said in words."""
    page = run_kpi_page("content_system_throughput")
    assert len(page.dataframe[0].value) == 2
    page.selectbox(key="week-content_system_throughput").set_value(date(2026, 7, 20)).run()
    assert not page.exception
    assert not page.dataframe
    assert "Nothing went live for the first time." in read_text(page)


@pytest.mark.usefixtures("published")
def test_a_kpi_page_says_what_changed_and_what_is_a_signal() -> None:
    """The change, what was noted beside it, and since when the process is another."""
    page = run_kpi_page("content_system_throughput")
    text = read_text(page)
    assert "130 after 120: \N{UPWARDS ARROW} +10" in text
    assert "Agents got &lt;new&gt; briefs (&lt;content&gt;-agent)" in text
    assert "A signal since the week of 22 June 2026, better; usual is 10 to 70." in text
    assert "The limits stand on 8 weeks; being so few, they are wider." in text
    assert "8 weeks in a row lie above the centre, since the week of 8 June 2026." in text
    assert [code.value for code in page.code] == ['  - {date: 2026-06-08, text: "<new> level"}']
    charts = count_charts(page)
    page.selectbox(key="explain-week-content_system_throughput").set_value(date(2026, 7, 20)).run()
    assert not page.exception
    assert "There is no complete week before it." in read_text(page)
    assert count_charts(page) == charts - 1


@pytest.mark.usefixtures("published")
def test_a_kpi_without_a_chart_yet_says_so() -> None:
    """Where no week has been charted, no chart is shown."""
    text = read_text(run_kpi_page("strategic_decision_density"))
    assert "No complete week to chart yet." in text


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        (
            spectrum.show,
            ["Content &amp; more", "4 of 5: stuck at level 2", "<b>SEO texts</b> may move up"],
        ),
        (roles.show, ["was Content Marketing Manager", "75.0%", "too few people to be shown"]),
        (plan.show, ["on 20 July 2026, after it was due", "due 8 July 2026", "2 of 2"]),
        (agents.show, ["content-agent", "0.6 against 0.82", "worse", "1 of 2"]),
        (
            risks.show,
            [
                *("act", "What was &lt;measured&gt;", "Do this next", "&lt;half&gt;"),
                *("<b>12%</b>", "watch \N{GREATER-THAN OR EQUAL TO} 1%", "model &lt;1&gt; 82%"),
            ],
        ),
        (
            claims.show,
            [
                *("3.3x", "33 after 10 campaigns per quarter, last 4 weeks", "not yet arrived"),
                *("at this pace &lt;soon&gt;", "by 31 August 2026"),
            ],
        ),
    ],
)
@pytest.mark.usefixtures("published")
def test_a_page_of_the_operating_model(page: Callable[[], None], texts: list[str]) -> None:
    """Findings are said in words, and what comes from data is text."""
    shown = run_page(page)
    text = read_text(shown)
    assert not shown.exception
    assert "Not in this snapshot" not in text
    assert [expected for expected in texts if expected not in text] == []


@pytest.mark.parametrize(
    "page", [spectrum.show, roles.show, plan.show, agents.show, risks.show, claims.show]
)
def test_the_operating_model_without_a_week(home: Path, page: Callable[[], None]) -> None:
    """Without data the page says so, and nothing breaks."""
    publish(home, with_weeks=False)
    shown = run_page(page)
    assert not shown.exception
    assert "No week is complete yet." in read_text(shown)


@pytest.mark.usefixtures("published")
def test_what_calls_for_people_is_on_the_first_page_and_on_its_own() -> None:
    """With urgency, owner and age; names from outside are text."""
    page = run_app()
    assert not page.exception
    text = read_text(page)
    assert "content-agent: &lt;quality&gt;" in text
    assert "owner@demo.example" in text
    assert "for 63 days, since 1 Jun" in text
    page = run_page(attention.show)
    assert not page.exception
    text = read_text(page)
    for title in ("To act on (1)", "To decide (1)", "To watch (1)"):
        assert f"<h2>{title}</h2>" in text
    assert "Next: Do this next" in text


def test_every_call_is_told_on_the_first_page_or_counted(published: Path) -> None:
    """The five most urgent by name, and how many more there are."""
    change(
        published,
        "insert into attention by name select * replace (attention_rank + 10 as attention_rank, "
        "'watch' as urgency, subject || attention_rank as subject) from attention",
    )
    assert "1 to watch more" in read_text(run_app())
