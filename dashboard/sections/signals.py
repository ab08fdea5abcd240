"""Whether a KPI stays within the usual range of its process."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from assets.snapshot.sentences import Verdict, describe_proposal, describe_verdict
from dashboard.charts.axes import Look
from dashboard.charts.legend import draw_part_legend
from dashboard.charts.process_behavior import SIGNALS, draw_process_behavior
from dashboard.lib import theme
from dashboard.lib.components import section, show_chart, show_html
from dashboard.lib.formats import format_value
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
        show_verdict(kpi, snapshot)
        look = Look(theme.INK, p.number_format, p.axis_title, p.gap, height=230, point_size=50)
        show_chart(
            draw_process_behavior,
            signals,
            look,
            key=f"signals-{p.kpi_id}",
            description=f"Process behavior chart of {kpi.definition.name}",
        )
        show_html(draw_part_legend({name: SIGNALS[signal] for name, signal in _LEGEND.items()}))


def show_verdict(kpi: Kpi, snapshot: Snapshot) -> None:
    """Say whether the newest week is a signal, and show the line that re-bases the limits."""
    [row] = snapshot.ask("kpi/verdicts").filter(kpi_id=kpi.presentation.kpi_id).to_dicts()
    verdict = Verdict(**row)
    write = partial(format_value, number_format=kpi.presentation.number_format)
    show_html(f'<div class="fs-product">{escape(describe_verdict(verdict, write))}</div>')
    if proposal := describe_proposal(verdict):
        show_html(f'<div class="fs-legend">{escape(proposal)}</div>')
        st.code(verdict.proposed_annotation, language="yaml")
