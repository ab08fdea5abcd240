"""The headline of a KPI: name, formula and week; and its metric cards."""

from __future__ import annotations

from html import escape

from dashboard.lib import theme
from dashboard.lib.components import MetricCard, show_html, show_metric_cards
from dashboard.lib.formats import (
    format_change,
    format_day,
    format_instant,
    format_multiple,
    format_value,
)
from dashboard.lib.kpis import Kpi
from dashboard.lib.records import Info
from dashboard.lib.wording import (
    describe_caveats,
    describe_change,
    describe_counts,
    describe_final_target,
    describe_target,
    describe_week,
)


def show_head(kpi: Kpi, info: Info) -> None:
    """Show name, formula and the week that the page is about."""
    as_of = format_instant(info.as_of, info.timezone) if info.as_of else "no event yet"
    pills = "".join(
        f' <span class="fs-pill">{escape(caveat)}</span>'
        for caveat in describe_caveats(kpi.headline, kpi.definition)
    )
    show_html(
        f'<div class="fs-head"><div class="fs-title" style="--kpi:{kpi.presentation.color}">'
        f"<h1>{escape(kpi.definition.name)}</h1>"
        f'<p class="fs-formula">{escape(kpi.definition.formula)}.</p></div>'
        f'<div class="fs-aside">{escape(describe_week(info))}{pills}<br>'
        f"Data as of {escape(as_of)}</div></div>"
    )


def show_cards(kpi: Kpi) -> None:
    """Show the headline against baseline and target, beside the replaced metric."""
    p, headline = kpi.presentation, kpi.headline
    state = describe_target(headline, p.number_format)
    pooled = f"over {headline.baseline_weeks} weeks" if headline.baseline_weeks else "no baseline"
    baseline = MetricCard(
        "Baseline", format_value(headline.baseline_value, p.number_format), pooled
    )
    multiple = MetricCard(
        "Multiple of the baseline",
        format_multiple(headline.multiple),
        f"last {headline.recent_weeks} settled weeks",
    )
    target = MetricCard(
        f"Path to {describe_final_target(headline, p.number_format)}",
        format_value(headline.target_value, p.number_format),
        state.text,
        note_color=state.color,
    )
    show_metric_cards([_value(kpi), baseline, multiple, target, _replaced(kpi)])


def _value(kpi: Kpi) -> MetricCard:
    p, headline = kpi.presentation, kpi.headline
    counts = describe_counts(headline)
    return MetricCard(
        f"Week of {format_day(headline.week_start)}{f', {counts}' if counts else ''}",
        format_value(headline.value, p.number_format),
        f"{describe_change(headline, p.number_format)} on the week before",
        p.color,
    )


def _replaced(kpi: Kpi) -> MetricCard:
    p, headline = kpi.presentation, kpi.headline
    return MetricCard(
        f"{kpi.definition.replaces_name} (replaced)",
        format_value(headline.replaced_value, p.replaced_format),
        f"{format_change(headline.replaced_change, p.replaced_format)} on the week before",
        theme.MUTED,
    )
