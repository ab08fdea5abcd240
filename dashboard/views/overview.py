"""Every KPI on one page: where it stands, how it got there, and what it replaces."""

from __future__ import annotations

from collections import Counter
from html import escape

import streamlit as st

from dashboard.charts.axes import Look
from dashboard.charts.legend import draw_legend
from dashboard.charts.trend import draw_trend
from dashboard.lib import theme
from dashboard.lib.components import show_chart, show_html, show_no_week
from dashboard.lib.formats import format_change, format_instant, format_value
from dashboard.lib.kpis import Kpi, read_kpis
from dashboard.lib.page_shell import current_snapshot
from dashboard.lib.pages import Page
from dashboard.lib.records import Info, read_info
from dashboard.lib.snapshot import Snapshot
from dashboard.lib.wording import (
    describe_baseline,
    describe_caveats,
    describe_change,
    describe_checks,
    describe_final_target,
    describe_target,
    describe_week,
)
from dashboard.sections.attention import draw_calls
from dashboard.views.kpi import make_page

WEEKS = 26
_MOST_CALLS = 5
_COLUMNS = (2.75, 5.2, 2.45, 1.9)
_CAPTIONS = (
    "Last complete week",
    "{weeks} weeks, and the running one",
    "Against baseline and target",
    "What it replaces",
)


def show() -> None:
    """Show the overview."""
    snapshot = current_snapshot()
    info = read_info(snapshot)
    show_head(info, *describe_checks(snapshot.ask("health/checks")))
    show_calls(snapshot)
    kpis = read_kpis(snapshot, info, WEEKS)
    if not kpis:
        show_no_week()
        return
    show_captions(kpis[0].weeks.filter("is_complete").height)
    for kpi in kpis:
        with st.container(key=f"row-{kpi.presentation.kpi_id}", gap=None):
            show_row(kpi, is_last=kpi is kpis[-1])
    show_html(draw_legend())


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


def show_calls(snapshot: Snapshot) -> None:
    """Show the most urgent of what calls for people, and how much more there is."""
    calls = snapshot.ask("attention/calls").to_dicts()
    shown = calls[:_MOST_CALLS]
    if not shown:
        show_html('<div class="fs-legend">Nothing calls for people this week.</div>')
        return
    left = Counter(call["urgency"] for call in calls[_MOST_CALLS:])
    more = ", ".join(f"{left[urgency]} to {urgency}" for urgency in left)
    link = f'<a href="attention" target="_self">{more} more</a>' if more else ""
    show_html(
        '<div class="fs-captions fs-this-week"><span>This week calls for</span>'
        f"<span>{link}</span></div>{draw_calls(shown)}"
    )


def show_captions(weeks: int) -> None:
    """Show the titles of the columns."""
    with st.container(key="captions", gap=None):
        for column, caption in zip(st.columns(_COLUMNS, gap="medium"), _CAPTIONS, strict=True):
            with column:
                show_html(f'<div class="fs-captions">{caption.format(weeks=weeks)}</div>')


def show_row(kpi: Kpi, *, is_last: bool) -> None:
    """Show one KPI from its value to the metric it replaces; the last row labels the weeks."""
    p = kpi.presentation
    value, trend, against, replaced = st.columns(_COLUMNS, gap="medium")
    with value:
        st.page_link(make_page(p).for_navigation(), label=kpi.definition.name)
        show_value(kpi)
    with trend:
        look = Look(
            p.color,
            p.number_format,
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
            kpi.reference_lines,
            key=f"overview-{p.kpi_id}",
            description=f"{kpi.definition.name} over weeks",
        )
    with against:
        show_against(kpi)
    with replaced:
        show_replaced(kpi)


def show_value(kpi: Kpi) -> None:
    """Show the value, its change on the week before, and the running week so far."""
    p, headline = kpi.presentation, kpi.headline
    pills = "".join(
        f'<span class="fs-pill">{escape(caveat)}</span>'
        for caveat in describe_caveats(headline, kpi.definition)
    )
    running = ""
    if kpi.running_value is not None:
        so_far = format_value(kpi.running_value, p.number_format)
        running = f'<div class="fs-running">Running week so far {so_far}</div>'
    show_html(
        f'<div style="--kpi:{p.color}"><div class="fs-value">'
        f"{format_value(headline.value, p.number_format)}{pills}</div>"
        f'<div class="fs-change">{describe_change(headline, p.number_format)} '
        f'<span class="fs-label">on the week before</span></div>{running}</div>'
    )


def show_against(kpi: Kpi) -> None:
    """Show baseline, multiple and target."""
    number_format, headline = kpi.presentation.number_format, kpi.headline
    state = describe_target(headline, number_format)
    hollow = "" if state.is_settled else " fs-hollow"
    show_html(
        '<dl class="fs-against">'
        f"<dt>Baseline</dt><dd>{escape(describe_baseline(headline, number_format))}</dd>"
        f"<dt>Path now</dt><dd>{format_value(headline.target_value, number_format)}</dd>"
        f"<dt>Target</dt><dd>{escape(describe_final_target(headline, number_format))}</dd></dl>"
        f'<p class="fs-target"><span class="fs-dot{hollow}" style="--tone:{state.color}"></span>'
        f"<span>{escape(state.text)}</span></p>"
    )


def show_replaced(kpi: Kpi) -> None:
    """Show the metric that the KPI replaces, in grey."""
    p, headline = kpi.presentation, kpi.headline
    value = format_value(headline.replaced_value, p.replaced_format)
    change = format_change(headline.replaced_change, p.replaced_format)
    show_html(
        f'<div class="fs-replaced"><div>{escape(kpi.definition.replaces_name)}</div>'
        f'<span class="fs-replaced-value">{value}</span> '
        f'<span class="fs-label">{change}</span></div>'
    )
    look = Look(
        theme.REPLACED,
        p.replaced_format,
        p.replaced_axis_title,
        p.replaced_gap,
        height=56,
        x_labels=False,
        y_labels=False,
        point_size=9,
    )
    show_chart(
        draw_trend,
        kpi.replaced_weeks,
        look,
        key=f"overview-replaced-{p.kpi_id}",
        description=f"{kpi.definition.replaces_name} over weeks",
    )


PAGE = Page("Full score", "", 0, show)
