"""Every KPI on one page: where it stands, how it got there, and what it replaces."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import theme
from dashboard.charts.axes import Look
from dashboard.charts.key import draw_key
from dashboard.charts.trend import draw_trend
from dashboard.components import show_chart, show_html, show_no_week
from dashboard.formats import format_change, format_instant, format_value
from dashboard.frame import current_snapshot
from dashboard.kpis import Kpi, read_kpis
from dashboard.records import Info, read_info
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
_CAPTIONS = (
    "Last complete week",
    "{weeks} weeks, and the running one",
    "Against baseline and target",
    "What it replaces",
)


def show(kpi_pages: Mapping[str, StreamlitPage]) -> None:
    """Show the overview."""
    snapshot = current_snapshot()
    info = read_info(snapshot)
    show_head(info, *describe_checks(snapshot.ask("checks")))
    kpis = read_kpis(snapshot, info, WEEKS)
    if not kpis:
        show_no_week()
        return
    show_captions(kpis[0].weeks.filter("is_complete").height)
    for kpi in kpis:
        with st.container(key=f"row-{kpi.presentation.kpi_id}", gap=None):
            show_row(kpi, kpi_pages[kpi.presentation.kpi_id], is_last=kpi is kpis[-1])
    show_html(draw_key())


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


def show_captions(weeks: int) -> None:
    """Head the columns of the score."""
    with st.container(key="captions", gap=None):
        for column, caption in zip(st.columns(_COLUMNS, gap="medium"), _CAPTIONS, strict=True):
            with column:
                show_html(f'<div class="fs-captions">{caption.format(weeks=weeks)}</div>')


def show_row(kpi: Kpi, page: StreamlitPage, *, is_last: bool) -> None:
    """Show one KPI from its value to the metric it replaces; the last row labels the weeks."""
    p = kpi.presentation
    value, course, against, old = st.columns(_COLUMNS, gap="medium")
    with value:
        st.page_link(page, label=kpi.definition.name)
        show_value(kpi)
    with course:
        look = Look(
            p.colour,
            p.kind,
            p.axis_title,
            p.gap,
            height=176 if is_last else 140,
            x_labels=is_last,
            y_labels=False,
            ticks=7,
        )
        show_chart(
            draw_trend,
            kpi.weeks,
            look,
            kpi.marks,
            key=f"course-{p.kpi_id}",
            words=f"{kpi.definition.name} over weeks",
        )
    with against:
        show_against(kpi)
    with old:
        show_old(kpi)


def show_value(kpi: Kpi) -> None:
    """Show the value, its change against the week before, and what the running week came to."""
    p, headline = kpi.presentation, kpi.headline
    pills = "".join(
        f'<span class="fs-pill">{escape(mark)}</span>'
        for mark in describe_marks(headline, kpi.definition)
    )
    running = ""
    if kpi.running_value is not None:
        so_far = format_value(kpi.running_value, p.kind)
        running = f'<div class="fs-running">Running week so far {so_far}</div>'
    show_html(
        f'<div style="--kpi:{p.colour}"><div class="fs-value">'
        f"{format_value(headline.value, p.kind)}{pills}</div>"
        f'<div class="fs-change">{describe_change(headline, p.kind)} '
        f'<span class="fs-label">on the week before</span></div>{running}</div>'
    )


def show_against(kpi: Kpi) -> None:
    """Show baseline, multiple and target."""
    kind, headline = kpi.presentation.kind, kpi.headline
    state, tone, is_settled = describe_target(headline, kind)
    hollow = "" if is_settled else " fs-hollow"
    show_html(
        '<dl class="fs-against">'
        f"<dt>Baseline</dt><dd>{escape(describe_baseline(headline, kind))}</dd>"
        f"<dt>Path now</dt><dd>{format_value(headline.target_value, kind)}</dd>"
        f"<dt>Target</dt><dd>{escape(describe_end(headline, kind))}</dd></dl>"
        f'<p class="fs-target"><span class="fs-dot{hollow}" style="--tone:{tone}"></span>'
        f"<span>{escape(state)}</span></p>"
    )


def show_old(kpi: Kpi) -> None:
    """Show the metric that the KPI replaces, in grey."""
    p, headline = kpi.presentation, kpi.headline
    show_html(
        f'<div class="fs-old"><div>{escape(kpi.definition.replaces_name)}</div>'
        f'<span class="fs-old-value">{format_value(headline.old_value, p.old_kind)}</span> '
        f'<span class="fs-label">{format_change(headline.old_change, p.old_kind)}</span></div>'
    )
    look = Look(
        theme.OLD_METRIC,
        p.old_kind,
        p.old_axis_title,
        p.old_gap,
        height=56,
        x_labels=False,
        y_labels=False,
        point_size=9,
    )
    show_chart(
        draw_trend,
        kpi.old_weeks,
        look,
        key=f"old-{p.kpi_id}",
        words=f"{kpi.definition.replaces_name} over weeks",
    )
