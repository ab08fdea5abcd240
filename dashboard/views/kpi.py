"""One KPI: what it means, how it went, what it is made of, and the rows underneath."""

from __future__ import annotations

from html import escape

import polars as pl
import streamlit as st

from dashboard import theme
from dashboard.charts.axes import Look
from dashboard.charts.key import draw_key
from dashboard.charts.trend import draw_trend
from dashboard.components import Figure, show_chart, show_facts, show_html, show_no_week, show_strip
from dashboard.formats import (
    format_change,
    format_day,
    format_full_day,
    format_instant,
    format_multiple,
    format_value,
)
from dashboard.frame import current_snapshot
from dashboard.kpis import Kpi, read_kpis
from dashboard.presentation import get_presentation
from dashboard.records import Info, read_info
from dashboard.views import counter_metrics, explanation, makeup, rows, segments, signals
from dashboard.wording import (
    describe_change,
    describe_counts,
    describe_end,
    describe_marks,
    describe_target,
    describe_week,
)

SPANS = {"26 weeks": 26, "52 weeks": 52, "All weeks": 1040}
_MOST_GAPS = 4


def show(kpi_id: str) -> None:
    """Show the page of one KPI."""
    snapshot = current_snapshot()
    info = read_info(snapshot)
    span = SPANS[st.session_state.get("span") or "26 weeks"]
    kpi = next(
        (k for k in read_kpis(snapshot, info, span) if k.presentation.kpi_id == kpi_id), None
    )
    if kpi is None:
        show_html(f'<div class="fs-head"><h1>{get_presentation(kpi_id).short_name}</h1></div>')
        show_no_week()
        return
    show_head(kpi, info)
    show_figures(kpi)
    show_course(kpi)
    explanation.show(kpi, snapshot)
    makeup.show(kpi, snapshot, span)
    signals.show(kpi, snapshot, span)
    counter_metrics.show(kpi, snapshot, span)
    segments.show(kpi, snapshot, span)
    rows.show(kpi, snapshot, info)


def show_head(kpi: Kpi, info: Info) -> None:
    """Show name, formula and the week it is about."""
    as_of = format_instant(info.as_of, info.timezone) if info.as_of else "no event yet"
    pills = "".join(
        f' <span class="fs-pill">{escape(mark)}</span>'
        for mark in describe_marks(kpi.headline, kpi.definition)
    )
    show_html(
        f'<div class="fs-head"><div class="fs-title" style="--kpi:{kpi.presentation.colour}">'
        f"<h1>{escape(kpi.definition.name)}</h1>"
        f'<p class="fs-formula">{escape(kpi.definition.formula)}.</p></div>'
        f'<div class="fs-aside">{escape(describe_week(info))}{pills}<br>'
        f"Data as of {escape(as_of)}</div></div>"
    )


def show_figures(kpi: Kpi) -> None:
    """Show where it stands: value, baseline, multiple, target, and the old metric."""
    p, headline = kpi.presentation, kpi.headline
    state, tone, _ = describe_target(headline, p.kind)
    counts = describe_counts(headline)
    pooled = f"over {headline.baseline_weeks} weeks" if headline.baseline_weeks else "no baseline"
    show_strip(
        [
            Figure(
                f"Week of {format_day(headline.week_start)}{f', {counts}' if counts else ''}",
                format_value(headline.value, p.kind),
                f"{describe_change(headline, p.kind)} on the week before",
                p.colour,
            ),
            Figure("Baseline", format_value(headline.baseline_value, p.kind), pooled),
            Figure(
                "Multiple of the baseline",
                format_multiple(headline.multiple),
                f"last {headline.recent_weeks} settled weeks",
            ),
            Figure(
                f"Path to {describe_end(headline, p.kind)}",
                format_value(headline.target_value, p.kind),
                state,
                note_colour=tone,
            ),
            Figure(
                f"{kpi.definition.replaces_name} (replaced)",
                format_value(headline.old_value, p.old_kind),
                f"{format_change(headline.old_change, p.old_kind)} on the week before",
                theme.MUTED,
            ),
        ]
    )


def show_course(kpi: Kpi) -> None:
    """Show the KPI over the weeks, the old metric below it, and the definition beside them."""
    p = kpi.presentation
    course, meaning = st.columns((3.3, 1), gap="large")
    with course:
        look = Look(p.colour, p.kind, p.axis_title, p.gap, height=320, name_room=0.12)
        show_chart(
            draw_trend,
            kpi.weeks,
            look,
            kpi.marks,
            key=f"trend-{p.kpi_id}",
            words=f"{kpi.definition.name} over weeks",
        )
        old = Look(
            theme.OLD_METRIC,
            p.old_kind,
            f"{kpi.definition.replaces_name}: {p.old_axis_title.lower()}",
            p.old_gap,
            height=112,
            x_labels=False,
            name_room=0.12,
            point_size=14,
        )
        show_chart(
            draw_trend,
            kpi.old_weeks,
            old,
            key=f"old-trend-{p.kpi_id}",
            words=f"{kpi.definition.replaces_name} over weeks",
        )
        show_html(draw_key(p.colour) + describe_gaps(kpi))
    with meaning:
        st.segmented_control(
            "Weeks",
            list(SPANS),
            default="26 weeks",
            required=True,
            key="span",
            label_visibility="collapsed",
        )
        show_definition(kpi)


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
    return f'<div class="fs-key">No value: {more}{named} ({escape(kpi.presentation.gap)}).</div>'
