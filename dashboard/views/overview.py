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
    format_relative,
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
    describe_checks,
    describe_marks,
    describe_path,
    describe_target,
    describe_week,
)

WEEKS = 26
_COLUMNS = (2.3, 5.2, 2.5, 2.3)


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
                info,
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
