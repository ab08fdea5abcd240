"""The slices of a KPI."""

from __future__ import annotations

from html import escape

import polars as pl
import streamlit as st

from dashboard.charts.axes import Look
from dashboard.charts.trend import draw_trend
from dashboard.components import section, show_chart, show_html, show_panel_title
from dashboard.formats import format_value, format_words
from dashboard.kpis import Kpi
from dashboard.queries import Snapshot

_PANELS = 4
_MOST = 8
_LEVELS = "declared_level"


def show(kpi: Kpi, snapshot: Snapshot, weeks: int) -> None:
    """Show the KPI in each slice of the chosen kind, the largest first."""
    p = kpi.presentation
    with section("Slices", "Each slice by itself, the largest first; all panels share one scale."):
        slices = snapshot.ask("kpi_segments", kpi_id=p.kpi_id, weeks=weeks)
        present = slices["segment_type"].unique().to_list()
        known = [name for name in p.segment_types if name in present]
        if not known:
            show_html('<div class="fs-key">Nothing to slice yet.</div>')
            return
        chosen = st.segmented_control(
            "Slice by",
            known,
            default=known[0],
            required=True,
            format_func=format_words,
            key=f"slice-{p.kpi_id}",
            label_visibility="collapsed",
        )
        show_slices(kpi, slices.filter(segment_type=chosen), str(chosen))


def show_slices(kpi: Kpi, slices: pl.DataFrame, kind: str) -> None:
    """Show a panel a slice."""
    sizes = slices.group_by("segment").agg(pl.col("numerator").sum())
    names = sizes.sort("numerator", "segment", descending=[True, False])["segment"].to_list()
    top = slices.filter("is_complete")["value"].max()
    columns = st.columns(_PANELS, gap="medium") + st.columns(_PANELS, gap="medium")
    for column, name in zip(columns, names[:_MOST], strict=False):
        with column:
            show_slice(kpi, slices.filter(segment=name), name, float(str(top or 1)) * 1.12, kind)
    if len(names) > _MOST:
        rest = escape(", ".join(names[_MOST:]))
        show_html(f'<div class="fs-key">Smaller, and not drawn: {rest}.</div>')


def _title(kind: str, name: str) -> str:
    return f"level {name}" if kind == _LEVELS and name.isdigit() else name.replace("_", " ")


def show_slice(kpi: Kpi, weeks: pl.DataFrame, name: str, top: float, kind: str) -> None:
    """Show one slice over the weeks."""
    p = kpi.presentation
    last = weeks.filter(week_start=kpi.headline.week_start).to_dicts()
    value = last[0]["value"] if last else None
    note = ""
    if last and last[0]["denominator"] is not None:
        note = f"{last[0]['numerator']:,.0f} of {last[0]['denominator']:,.0f}"
        note += ", small n" if last[0]["is_small_n"] else ""
    # a week without a row of the slice is a gap: every panel spans the same weeks
    course = kpi.weeks.select("week_start", "is_complete", "is_maturing").join(
        weeks.drop("is_complete", "is_maturing"), on="week_start", how="left"
    )
    show_panel_title(_title(kind, name), format_value(value, p.kind), note)
    look = Look(
        p.colour, p.kind, p.axis_title, "", height=120, has_title=False, ticks=3, top=top,
        point_size=12,
    )  # fmt: skip
    show_chart(
        draw_trend,
        course.with_columns(pl.col("is_small_n").fill_null(value=False)),
        look,
        key=f"slice-{p.kpi_id}-{kind}-{name}",
        words=f"{name} over weeks",
    )
