"""The rows that a week's value was counted from."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.lib.components import section, show_html, show_table
from dashboard.lib.formats import format_full_day
from dashboard.lib.kpis import Kpi
from dashboard.lib.records import Info
from dashboard.lib.snapshot import Snapshot
from dashboard.sections.details import RowTable


def show(kpi: Kpi, snapshot: Snapshot, info: Info, tables: Sequence[RowTable]) -> None:
    """Show the tables of a week of choice, by default the headline's."""
    kpi_id = kpi.presentation.kpi_id
    with section("Underlying rows", f"Times are {info.timezone}."):
        known = kpi.weeks["week_start"].reverse().to_list()
        week = st.selectbox(
            "Week",
            known,
            index=known.index(kpi.headline.week_start),
            format_func=lambda day: f"Week of {format_full_day(day)}",
            key=f"week-{kpi_id}",
            width=260,
            label_visibility="collapsed",
        )
        for table in tables:
            frame = snapshot.ask(table.query, week=week, timezone=info.timezone)
            show_html(
                f'<div class="fs-panel-title">{table.title} <span>{len(frame):,}</span></div>'
            )
            if frame.is_empty():
                show_html(f'<div class="fs-legend">{table.none}</div>')
            else:
                show_table(frame, table.columns, f"{table.query.split('/')[1]}_{week}", most=12)
