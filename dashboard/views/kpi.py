"""The page of one KPI: what it means, its trend, why it changed, and its underlying rows."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.lib.components import show_html, show_no_week
from dashboard.lib.kpis import order_presentations, read_kpis
from dashboard.lib.page_shell import current_snapshot
from dashboard.lib.pages import Page
from dashboard.lib.presentation import Presentation
from dashboard.lib.records import read_info
from dashboard.lib.state import read_state
from dashboard.sections import (
    counter_metrics,
    explanation,
    headline,
    segments,
    signals,
    trend,
    underlying_rows,
)
from dashboard.sections.details import find_details

_FIRST = 100
"""The order of the first KPI's page: after the overview, before the operating model."""


def kpi_pages() -> list[Page]:
    """Return a page for each KPI, in their display order."""
    return [
        make_page(presentation, _FIRST + position)
        for position, presentation in enumerate(order_presentations(read_state()))
    ]


def make_page(presentation: Presentation, order: int = _FIRST) -> Page:
    """Return the page of a KPI."""
    return Page(
        presentation.short_name, presentation.kpi_id, order, partial(show_kpi, presentation)
    )


def show_kpi(presentation: Presentation) -> None:
    """Show the page; what only some KPIs have is left out for the others."""
    snapshot = current_snapshot()
    info = read_info(snapshot)
    weeks = trend.SPANS[st.session_state.get("span") or trend.DEFAULT_SPAN]
    found = (k for k in read_kpis(snapshot, info, weeks) if k.presentation == presentation)
    kpi = next(found, None)
    if kpi is None:
        show_html(f'<div class="fs-head"><h1>{presentation.short_name}</h1></div>')
        show_no_week()
        return
    details = find_details(presentation.kpi_id)
    headline.show_head(kpi, info)
    headline.show_cards(kpi)
    trend.show(kpi)
    explanation.show(kpi, snapshot)
    if details:
        details.show_breakdown(kpi, snapshot, weeks)
    signals.show(kpi, snapshot, weeks)
    counter_metrics.show(kpi, snapshot, weeks)
    segments.show(kpi, snapshot, weeks)
    if details:
        underlying_rows.show(kpi, snapshot, info, details.tables)
