"""Pipeline signal-to-noise: were the agents right, and the leads that it counts."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.charts.axes import Look
from dashboard.charts.breakdown import draw_intervals
from dashboard.lib.columns import number_column, time_of_week_column
from dashboard.lib.components import (
    MetricCard,
    section,
    show_chart,
    show_html,
    show_metric_cards,
    show_panel_title,
    show_table,
)
from dashboard.lib.formats import NumberFormat, format_multiple
from dashboard.lib.kpis import Kpi
from dashboard.lib.snapshot import Snapshot
from dashboard.sections.details import Details, RowTable

OUTCOME_COLUMNS: dict[str, Any] = {
    "qualifier": "Qualifier",
    "measure": "Measure",
    "successes": "Won signal leads",
    "trials": "Among",
    "value": number_column("Share", "percent"),
    "lower_bound": number_column("From", "percent"),
    "upper_bound": number_column("To", "percent"),
    "lift": number_column("Lift", "%.1fx"),
    "known_leads": "Leads with known outcome",
}


def show_outcomes(kpi: Kpi, snapshot: Snapshot, weeks: int) -> None:  # noqa: ARG001  # all weeks
    """Show how well agents rated the leads whose outcome is known."""
    p = kpi.presentation
    note = "Leads that entered long enough ago for their outcome to count; 95 % Wilson intervals."
    with section("Were the agents right?", note):
        outcomes = snapshot.ask("kpi/qualification_outcomes")
        if outcomes.is_empty():
            show_html('<div class="fs-legend">No outcome is known yet.</div>')
            return
        measures = (("precision", "won among signal"), ("recall", "signal among won"))
        for column, (measure, words) in zip(st.columns(2, gap="large"), measures, strict=True):
            shown = outcomes.filter(measure=measure)
            with column:
                show_panel_title(measure.capitalize(), "", words)
                look = Look(
                    p.color,
                    NumberFormat.SHARE,
                    measure,
                    "",
                    height=50 + 34 * shown.height,
                    has_title=False,
                )
                show_chart(
                    draw_intervals,
                    shown,
                    look,
                    key=f"outcome-{measure}",
                    description=f"{measure} by qualifier",
                )
        lifts = outcomes.filter(measure="precision").select("qualifier", "lift").to_dicts()
        show_metric_cards(
            [
                MetricCard(
                    f"Lift, {line['qualifier']}",
                    format_multiple(line["lift"]),
                    "precision by overall win rate",
                )
                for line in lifts
            ]
        )
        with st.expander("As a table"):
            show_table(outcomes, OUTCOME_COLUMNS, "qualification_outcomes")


DETAILS = Details(
    show_outcomes,
    tables=(
        RowTable(
            "kpi/entries_of_week",
            "Leads that entered the pipeline",
            "No lead entered the pipeline.",
            {
                "entered_local_at": time_of_week_column("Entered"),
                "company": "Company",
                "counted_as": "Counted as",
                "intent": "Intent",
                "qualified_by": "Rated by",
                "qualifier": "Qualifier",
                "qualified_local_at": time_of_week_column("Rated"),
                "score": number_column("Score", "%.0f"),
                "lead_source": "Source",
                "channel": "Channel",
                "stage": "Stage",
                "won": "Won",
                "lead_key": "Lead",
            },
        ),
    ),
)
