"""Whether a KPI stays within the usual range of its process."""

from __future__ import annotations

import polars as pl

from dashboard.charts.axes import Look
from dashboard.charts.legend import draw_part_legend
from dashboard.charts.process_behavior import SIGNALS, draw_process_behavior
from dashboard.lib import theme
from dashboard.lib.components import section, show_chart, show_html
from dashboard.lib.formats import format_full_day, format_value
from dashboard.lib.kpis import Kpi
from dashboard.lib.snapshot import Snapshot

_LEGEND = {"no signal": "none", "a signal, better": "better", "a signal, worse": "worse"}


def show(kpi: Kpi, snapshot: Snapshot, weeks: int) -> None:
    """Show the process behavior chart, and whether the newest week is a signal."""
    p = kpi.presentation
    note = (
        "Within its band a process varies by itself; outside, or long on one side, it has changed."
    )
    with section("Signals", note):
        signals = snapshot.ask("kpi/signal_weeks", kpi_id=p.kpi_id, weeks=weeks)
        if signals.is_empty():
            show_html('<div class="fs-legend">No complete week to chart yet.</div>')
            return
        show_html(f'<div class="fs-product">{describe_signal(kpi, signals)}</div>')
        look = Look(theme.INK, p.number_format, p.axis_title, p.gap, height=230, point_size=50)
        show_chart(
            draw_process_behavior,
            signals,
            look,
            key=f"signals-{p.kpi_id}",
            description=f"Process behavior chart of {kpi.definition.name}",
        )
        show_html(draw_part_legend({name: SIGNALS[signal] for name, signal in _LEGEND.items()}))


def describe_signal(kpi: Kpi, signals: pl.DataFrame) -> str:
    """Return in a sentence whether the newest week is a signal."""
    newest = signals.to_dicts()[-1]
    number_format = kpi.presentation.number_format
    if newest["centre"] is None:
        return f"Not enough data: {newest['missing']}"
    limits = (format_value(newest[name], number_format) for name in ("lower_limit", "upper_limit"))
    usual = " to ".join(limits)
    if newest["rule"] is not None:
        since = format_full_day(newest["signal_since"])
        return f"A signal since the week of {since}, {newest['direction']}; usual is {usual}"
    held = f" ({newest['missing']})" if newest["missing"] else ""
    return f"No signal{held}; usual is {usual}"
