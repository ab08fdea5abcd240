"""The trend of a KPI, with the metric that it replaces below and its definition beside it."""

from __future__ import annotations

from html import escape

import polars as pl
import streamlit as st

from assets.snapshot.sentences import WaitingWeek, describe_waiting
from dashboard.charts.axes import Look
from dashboard.charts.legend import draw_legend
from dashboard.charts.trend import draw_trend
from dashboard.lib import theme
from dashboard.lib.components import show_chart, show_facts, show_html
from dashboard.lib.formats import format_day, format_full_day
from dashboard.lib.kpis import Kpi

SPANS = {"26 weeks": 26, "52 weeks": 52, "All weeks": 1040}
DEFAULT_SPAN = "26 weeks"
_MOST_GAPS = 4


def show(kpi: Kpi) -> None:
    """Show the KPI over the weeks, the replaced metric below it, the definition beside them."""
    trend, definition = st.columns((3.3, 1), gap="large")
    with trend:
        _show_trend(kpi)
        _show_replaced_trend(kpi)
        show_html(draw_legend(kpi.presentation.color) + describe_gaps(kpi) + list_waiting(kpi))
    with definition:
        st.segmented_control(
            "Weeks",
            list(SPANS),
            default=DEFAULT_SPAN,
            required=True,
            key="span",
            label_visibility="collapsed",
        )
        show_definition(kpi)


def _show_trend(kpi: Kpi) -> None:
    p = kpi.presentation
    look = Look(p.color, p.number_format, p.axis_title, p.gap, height=320, name_room=0.12)
    show_chart(
        draw_trend,
        kpi.weeks,
        look,
        kpi.reference_lines,
        key=f"trend-{p.kpi_id}",
        description=f"{kpi.definition.name} over weeks",
    )


def _show_replaced_trend(kpi: Kpi) -> None:
    p = kpi.presentation
    look = Look(
        theme.REPLACED,
        p.replaced_format,
        f"{kpi.definition.replaces_name}: {p.replaced_axis_title.lower()}",
        p.replaced_gap,
        height=112,
        x_labels=False,
        name_room=0.12,
        point_size=14,
    )
    show_chart(
        draw_trend,
        kpi.replaced_weeks,
        look,
        key=f"replaced-trend-{p.kpi_id}",
        description=f"{kpi.definition.replaces_name} over weeks",
    )


def show_definition(kpi: Kpi) -> None:
    """Show the definition that the snapshot carries."""
    d = kpi.definition
    minimum = f"{d.min_denominator:,.0f}" if d.denominator else "none"
    show_facts(
        [
            ("Counted", d.numerator),
            ("Divided by", d.denominator or "nothing: it is a sum"),
            ("Small n below", minimum),
            ("Counter-metrics", d.counter_metric.replace("_", " ")),
            ("Replaces", d.replaces_name),
            ("Owner", d.owner),
            ("Definition", f"version {d.version}, from {format_full_day(d.effective_from)}"),
        ]
    )


def describe_gaps(kpi: Kpi) -> str:
    """Return which complete weeks have no value, and why."""
    gaps = kpi.weeks.filter(pl.col("is_complete") & pl.col("value").is_null())["week_start"]
    if gaps.is_empty():
        return ""
    named = ", ".join(format_day(day) for day in gaps.tail(_MOST_GAPS))
    more = f"{len(gaps) - _MOST_GAPS} earlier and " if len(gaps) > _MOST_GAPS else ""
    reason = escape(kpi.presentation.gap)
    return f'<div class="fs-legend">No value: {more}{named} ({reason}).</div>'


def list_waiting(kpi: Kpi) -> str:
    """Return which weeks wait for an account or went without one, a line each."""
    weeks = kpi.weeks.filter(
        pl.col("waiting_for").is_not_null() | pl.col("complete_without").is_not_null()
    )
    waiting = weeks.select("kpi_id", "week_start", "waiting_for", "complete_without").to_dicts()
    lines = describe_waiting(WaitingWeek(**row) for row in waiting)
    return "".join(f'<div class="fs-legend">{escape(line)}</div>' for line in lines)
