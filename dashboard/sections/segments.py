"""A KPI in each of its segments."""

from __future__ import annotations

from html import escape

import polars as pl
import streamlit as st

from dashboard.charts.axes import Look
from dashboard.charts.trend import draw_trend
from dashboard.lib.components import section, show_chart, show_html, show_panel_title
from dashboard.lib.formats import format_segment, format_value, format_words
from dashboard.lib.kpis import Kpi
from dashboard.lib.records import read_segment_types
from dashboard.lib.snapshot import Snapshot

_PANELS = 4
_MOST = 8


def show(kpi: Kpi, snapshot: Snapshot, weeks: int) -> None:
    """Show the KPI in each segment of the chosen type, the largest first."""
    kpi_id = kpi.presentation.kpi_id
    with section("Segments", "Each by itself, the largest first; all panels share one scale."):
        segments = snapshot.ask("kpi/segment_weeks", kpi_id=kpi_id, weeks=weeks)
        present = segments["segment_type"].unique().to_list()
        known = [name for name in read_segment_types(snapshot, kpi_id) if name in present]
        if not known:
            show_html('<div class="fs-legend">There are no segments yet.</div>')
            return
        chosen = st.segmented_control(
            "Segment by",
            known,
            default=known[0],
            required=True,
            format_func=format_words,
            key=f"segment-{kpi_id}",
            label_visibility="collapsed",
        )
        show_segments(kpi, segments.filter(segment_type=chosen), str(chosen))


def show_segments(kpi: Kpi, segments: pl.DataFrame, segment_type: str) -> None:
    """Show a panel per segment, as many as there is room for."""
    sizes = segments.group_by("segment").agg(pl.col("numerator").sum())
    names = sizes.sort("numerator", "segment", descending=[True, False])["segment"].to_list()
    largest = segments.filter("is_complete")["value"].max()
    top = float(str(largest or 1)) * 1.12
    columns = st.columns(_PANELS, gap="medium") + st.columns(_PANELS, gap="medium")
    for column, name in zip(columns, names[:_MOST], strict=False):
        with column:
            weeks = segments.filter(segment=name)
            show_segment(
                kpi, weeks, format_segment(segment_type, name), top, f"{segment_type}-{name}"
            )
    if len(names) > _MOST:
        rest = escape(", ".join(names[_MOST:]))
        show_html(f'<div class="fs-legend">Smaller, and not drawn: {rest}.</div>')


def show_segment(kpi: Kpi, weeks: pl.DataFrame, title: str, top: float, key: str) -> None:
    """Show one segment over the weeks."""
    p = kpi.presentation
    last = weeks.filter(week_start=kpi.headline.week_start).to_dicts()
    value = last[0]["value"] if last else None
    note = ""
    if last and last[0]["denominator"] is not None:
        note = f"{last[0]['numerator']:,.0f} of {last[0]['denominator']:,.0f}"
        note += ", small n" if last[0]["is_small_n"] else ""
    # a week without a row of the segment is a gap: every panel spans the same weeks
    trend = kpi.weeks.select("week_start", "is_complete", "is_maturing").join(
        weeks.drop("is_complete", "is_maturing"), on="week_start", how="left"
    )
    show_panel_title(title, format_value(value, p.number_format), note)
    look = Look(
        p.color, p.number_format, p.axis_title, "", height=120, has_title=False, ticks=3, top=top,
        point_size=12,
    )  # fmt: skip
    show_chart(
        draw_trend,
        trend.with_columns(pl.col("is_small_n").fill_null(value=False)),
        look,
        key=f"segment-{p.kpi_id}-{key}",
        description=f"{title} over weeks",
    )
