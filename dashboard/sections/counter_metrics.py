"""The counter-metrics of a KPI: whether it was raised by making the work worse."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboard.charts.axes import Look
from dashboard.charts.trend import draw_trend
from dashboard.lib import theme
from dashboard.lib.components import section, show_chart, show_html, show_panel_title
from dashboard.lib.formats import NumberFormat, format_day, format_value, format_words
from dashboard.lib.kpis import Kpi
from dashboard.lib.snapshot import Snapshot


def show(kpi: Kpi, snapshot: Snapshot, weeks: int) -> None:
    """Show each counter-metric over the weeks, with its newest value."""
    kpi_id = kpi.presentation.kpi_id
    with section(
        "Counter-metrics",
        "They show whether the KPI was raised by making the work worse.",
    ):
        metrics = snapshot.ask("kpi/counter_metric_weeks", kpi_id=kpi_id, weeks=weeks)
        if metrics.is_empty():
            show_html('<div class="fs-legend">No counter-metric is computed.</div>')
            return
        names = metrics["counter_metric"].unique(maintain_order=True).to_list()
        for column, name in zip(st.columns(3, gap="large"), names, strict=False):
            with column:
                show_metric(name, metrics.filter(counter_metric=name), kpi_id)


def show_metric(name: str, weeks: pl.DataFrame, kpi_id: str) -> None:
    """Show one counter-metric."""
    known = weeks.filter(pl.col("is_complete") & pl.col("value").is_not_null()).tail(1).to_dicts()
    if not known:
        show_panel_title(
            format_words(name), format_value(None, NumberFormat.SHARE), "not known yet"
        )
        return
    [newest] = known
    show_panel_title(
        format_words(name),
        format_value(newest["value"], NumberFormat.SHARE),
        f"{newest['numerator']:,.0f} of {newest['denominator']:,.0f}, "
        f"week of {format_day(newest['week_start'])}",
    )
    look = Look(
        theme.MUTED,
        NumberFormat.SHARE,
        format_words(name),
        "",
        height=140,
        has_title=False,
        ticks=5,
        top=1.0,
        point_size=14,
    )
    show_chart(
        draw_trend,
        weeks,
        look,
        key=f"counter-{kpi_id}-{name}",
        description=f"{format_words(name)} over weeks",
    )
