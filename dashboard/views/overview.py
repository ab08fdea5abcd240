"""Every KPI on one page: where it stands, how it got there, and what it replaces."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import polars as pl
import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import theme
from dashboard.charts.axes import Look
from dashboard.charts.references import Marks
from dashboard.charts.trend import draw_trend
from dashboard.components import show_chart, show_html, show_notice
from dashboard.formats import (
    format_change,
    format_instant,
    format_value,
)
from dashboard.frame import current_snapshot
from dashboard.presentation import PRESENTATIONS, Presentation
from dashboard.records import (
    Definition,
    Headline,
    Info,
    read_definitions,
    read_headlines,
    read_info,
)
from dashboard.wording import (
    describe_baseline,
    describe_change,
    describe_checks,
    describe_end,
    describe_marks,
    describe_target,
    describe_week,
)

WEEKS = 26
_COLUMNS = (2.75, 5.2, 2.45, 1.9)


def show(kpi_pages: Mapping[str, StreamlitPage]) -> None:
    """Show the overview."""
    snapshot = current_snapshot()
    info = read_info(snapshot)
    show_head(info, *describe_checks(snapshot.ask("checks")))
    definitions, headlines = read_definitions(snapshot), read_headlines(snapshot)
    if not headlines:
        show_notice(theme.MUTED, "No week is complete yet.", "The first one ends on Sunday night.")
        return
    weeks = snapshot.ask("kpi_weeks", weeks=WEEKS)
    show_captions(weeks)
    shown = [p for p in PRESENTATIONS if p.kpi_id in headlines]
    for p in shown:
        with st.container(key=f"row-{p.kpi_id}", gap=None):
            show_row(
                p,
                kpi_pages[p.kpi_id],
                definitions[p.kpi_id],
                headlines[p.kpi_id],
                weeks.filter(kpi_id=p.kpi_id),
                Marks(
                    headlines[p.kpi_id].baseline_value, info.baseline_span, info.transition_start
                ),
                is_last=p is shown[-1],
            )


def show_head(info: Info, checks: str, tone: str) -> None:
    """Show whose numbers they are, for which week, as of when, and whether they were checked."""
    as_of = format_instant(info.as_of, info.timezone) if info.as_of else "no event yet"
    complete = ", complete" if info.last_complete_week else ""
    show_html(
        f'<div class="fs-head"><div><div class="fs-over">{escape(info.organisation_name)}</div>'
        f'<h1>{escape(describe_week(info))}<span class="fs-complete">{complete}</span></h1></div>'
        f'<div class="fs-aside">Data as of {escape(as_of)} ({escape(info.timezone)})<br>'
        f'<span class="{tone}">{escape(checks)}</span></div></div>'
    )


def show_captions(weeks: pl.DataFrame) -> None:
    """Head the columns of the score."""
    complete = weeks.filter("is_complete")["week_start"].n_unique()
    captions = (
        "Last complete week",
        f"{complete} weeks, and the running one",
        "Against baseline and target",
        "What it replaces",
    )
    with st.container(key="captions", gap=None):
        for column, caption in zip(st.columns(_COLUMNS, gap="medium"), captions, strict=True):
            with column:
                show_html(f'<div class="fs-captions">{caption}</div>')


def show_row(  # noqa: PLR0913  # what one part of the score consists of
    p: Presentation,
    page: StreamlitPage,
    definition: Definition,
    headline: Headline,
    weeks: pl.DataFrame,
    marks: Marks,
    *,
    is_last: bool,
) -> None:
    """Show one KPI from its value to the metric it replaces."""
    value, course, against, old = st.columns(_COLUMNS, gap="medium")
    with value:
        st.page_link(page, label=definition.name)
        show_value(p, definition, headline)
    with course:
        look = Look(
            p.colour, p.kind, p.axis_title, p.gap, height=186 if is_last else 150, x_labels=is_last,
            y_labels=False, label_room=16, ticks=7,
        )  # fmt: skip
        show_chart(draw_trend(weeks, look, marks), f"course-{p.kpi_id}")
    with against:
        show_against(p, headline)
    with old:
        show_old(p, definition, headline, weeks)


def show_value(p: Presentation, definition: Definition, headline: Headline) -> None:
    """Show the value and its change against the week before."""
    pills = "".join(
        f'<span class="fs-pill">{escape(mark)}</span>'
        for mark in describe_marks(headline, definition)
    )
    show_html(
        f'<div style="--kpi:{p.colour}"><div class="fs-value">'
        f"{format_value(headline.value, p.kind)}</div>"
        f'<div class="fs-change">{describe_change(headline, p.kind)} '
        f'<span class="fs-label">on the week before</span></div>{pills}</div>'
    )


def show_against(p: Presentation, headline: Headline) -> None:
    """Show baseline, multiple and target."""
    state, tone, is_settled = describe_target(headline, p.kind)
    hollow = "" if is_settled else " fs-hollow"
    show_html(
        '<dl class="fs-against">'
        f"<dt>Baseline</dt><dd>{escape(describe_baseline(headline, p.kind))}</dd>"
        f"<dt>Path now</dt><dd>{format_value(headline.target_value, p.kind)}</dd>"
        f"<dt>Target</dt><dd>{escape(describe_end(headline, p.kind))}</dd></dl>"
        f'<p class="fs-target"><span class="fs-dot{hollow}" style="--tone:{tone}"></span>'
        f"{escape(state)}</p>"
    )


def show_old(
    p: Presentation, definition: Definition, headline: Headline, weeks: pl.DataFrame
) -> None:
    """Show the metric that the KPI replaces, in grey."""
    change = format_change(headline.old_change, p.old_kind)
    show_html(
        f'<div class="fs-old"><div>{escape(definition.replaces_name)}</div>'
        f'<span class="fs-old-value">{format_value(headline.old_value, p.old_kind)}</span> '
        f'<span class="fs-label">{change}</span></div>'
    )
    look = Look(
        theme.OLD_METRIC, p.old_kind, p.old_axis_title, p.old_gap, height=52, x_labels=False,
        y_labels=False, label_room=6, point_size=9,
    )  # fmt: skip
    old = weeks.select("week_start", "is_complete", value="old_value")
    show_chart(draw_trend(old, look), f"old-{p.kpi_id}")
