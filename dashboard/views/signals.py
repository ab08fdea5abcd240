"""Whether a KPI does what its process always did, or something has happened."""

from __future__ import annotations

import polars as pl

from dashboard import theme
from dashboard.charts.axes import Look
from dashboard.charts.behaviour import SIGNALS, draw_behaviour
from dashboard.charts.key import draw_part_key
from dashboard.components import section, show_chart, show_html
from dashboard.formats import format_full_day, format_value
from dashboard.kpis import Kpi
from dashboard.queries import Snapshot

_KEY = {"no signal": "none", "a signal, better": "better", "a signal, worse": "worse"}


def show(kpi: Kpi, snapshot: Snapshot, weeks: int) -> None:
    """Show the process behaviour chart, and what the newest week says."""
    p = kpi.presentation
    note = "Within its band a process moves by itself; outside, or long on one side, it doesn't."
    with section("Signals", note):
        signals = snapshot.ask("kpi_signals", kpi_id=p.kpi_id, weeks=weeks)
        if signals.is_empty():
            show_html('<div class="fs-key">No complete week to chart yet.</div>')
            return
        show_html(f'<div class="fs-product">{describe_signal(kpi, signals)}</div>')
        look = Look(theme.INK, p.kind, p.axis_title, p.gap, height=230, point_size=50)
        show_chart(
            draw_behaviour,
            signals,
            look,
            key=f"signals-{p.kpi_id}",
            words=f"Process behaviour chart of {kpi.definition.name}",
        )
        show_html(draw_part_key({name: SIGNALS[signal] for name, signal in _KEY.items()}))


def describe_signal(kpi: Kpi, signals: pl.DataFrame) -> str:
    """Say in a sentence what the newest week is: a signal, nothing, or not known."""
    newest = signals.to_dicts()[-1]
    kind = kpi.presentation.kind
    if newest["centre"] is None:
        return f"Not enough data: {newest['missing']}"
    limits = (format_value(newest[name], kind) for name in ("lower_limit", "upper_limit"))
    usual = " to ".join(limits)
    if newest["rule"] is not None:
        since = format_full_day(newest["signal_since"])
        return f"A signal since the week of {since}, {newest['direction']}; usual is {usual}"
    held = f" ({newest['missing']})" if newest["missing"] else ""
    return f"No signal{held}; usual is {usual}"
