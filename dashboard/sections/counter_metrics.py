"""The counter-metrics of a KPI: whether it was raised by making the work worse."""

from __future__ import annotations

from html import escape
from typing import Any

import polars as pl
import streamlit as st

from dashboard.charts.axes import Look
from dashboard.charts.trend import draw_trend
from dashboard.lib import theme
from dashboard.lib.components import section, show_chart, show_html, show_panel_title
from dashboard.lib.formats import NumberFormat, format_day, format_value
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
    """Show one counter-metric: its newest settled value, and whether that is beyond its limits."""
    title = weeks["name"][0]
    known = weeks.filter(pl.col("is_complete") & pl.col("value").is_not_null())
    if known.is_empty():
        show_panel_title(title, format_value(None, NumberFormat.SHARE), "not known yet")
        return
    settled = known.filter(~pl.col("is_maturing") & ~pl.col("is_small_n"))
    [newest] = (known if settled.is_empty() else settled).tail(1).to_dicts()
    show_panel_title(title, format_value(newest["value"], NumberFormat.SHARE), _in_words(newest))
    show_html(f'<div class="fs-legend">{escape(_verdict(newest))}</div>')
    look = Look(
        theme.MUTED,
        NumberFormat.SHARE,
        title,
        "",
        height=140,
        has_title=False,
        ticks=5,
        top=1.0,
        point_size=14,
    )
    show_chart(
        draw_trend,
        weeks.drop("name"),
        look,
        key=f"counter-{kpi_id}-{name}",
        description=f"{title} over weeks",
    )


def _in_words(week: dict[str, Any]) -> str:
    counted = f"{week['numerator']:,.0f} of {week['denominator']:,.0f}"
    return f"{counted}, week of {format_day(week['week_start'])}"


def _verdict(week: dict[str, Any]) -> str:
    """Say whether the newest settled week is beyond the limits of its own process."""
    if week["is_maturing"]:
        return "every week is maturing yet: not judged"
    if week["is_small_n"]:
        return "small n in every settled week: not judged"
    if week["direction"] == "worse":
        return f"worse than usual since the week of {format_day(week['signal_since'])}"
    if week["direction"] == "better":
        return f"better than usual since the week of {format_day(week['signal_since'])}"
    if week["upper_limit"] is None:
        return "no limits yet: not judged"
    return "within its usual range"
