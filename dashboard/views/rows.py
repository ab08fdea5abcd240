"""The rows that a week's value was counted from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.components import section, show_html, show_table
from dashboard.formats import format_full_day
from dashboard.kpis import Kpi
from dashboard.queries import Snapshot
from dashboard.records import Info


@dataclass(frozen=True)
class Rows:
    """One table under a KPI: the question it answers, its columns, what no row means."""

    question: str
    title: str
    none: str
    columns: dict[str, Any]


def _time(label: str) -> Any:
    return st.column_config.DatetimeColumn(label, format="D MMM, HH:mm")


def _number(label: str, number_format: str) -> Any:
    return st.column_config.NumberColumn(label, format=number_format)


ROWS = {
    "content_system_throughput": (
        Rows(
            "placements_of_week",
            "Placements: first time that a variant of a piece went live on a channel",
            "Nothing went live for the first time.",
            {
                "published_local_at": _time("First live"),
                "title": st.column_config.TextColumn("Piece", width="large"),
                "variant_id": "Variant",
                "channel": "Channel",
                "content_type": "Type",
                "workflow": "Workflow",
                "produced_by": "Made by",
                "agent": "Agent",
                "engagements": "Engagements",
                "url": "Address",
            },
        ),
    ),
    "campaign_iteration_velocity": (
        Rows(
            "optimizations_of_week",
            "Optimizations",
            "No active campaign was optimized.",
            {
                "optimized_local_at": _time("Begun"),
                "campaign_name": st.column_config.TextColumn("Campaign", width="medium"),
                "category": "Category",
                "actor_type": "By",
                "actor": st.column_config.TextColumn("Who", width="medium"),
                "changes": "Changes",
                "description": st.column_config.TextColumn("What", width="medium"),
                "channel": "Channel",
                "workflow": "Workflow",
                "cost_per_conversion_before": _number("Cost/conv. before", "%.2f"),
                "cost_per_conversion_after": _number("after", "%.2f"),
                "improved": "Improved",
            },
        ),
        Rows(
            "unattributed_changes_of_week",
            "Changes that fit no active campaign",
            "Every change fits an active campaign.",
            {
                "changed_local_at": _time("Changed"),
                "campaign": "Campaign",
                "reason": "Why it fits none",
                "category": "Category",
                "actor_type": "By",
                "actor": st.column_config.TextColumn("Who", width="medium"),
                "description": st.column_config.TextColumn("What", width="medium"),
            },
        ),
    ),
    "strategic_decision_density": (
        Rows(
            "work_items_of_week",
            "Items and rulings that people completed",
            "Nobody completed an item.",
            {
                "completed_local_at": _time("Completed"),
                "title": st.column_config.TextColumn("Item", width="large"),
                "class": "Class",
                "kind": "Kind",
                "classified_by": "Classified by",
                "role": "Role",
                "assignee": "Who",
                "workflow": "Workflow",
                "project": "Project",
                "hours": _number("Hours", "%.1f"),
                "reversed": "Reversed",
                "undone_local_at": _time("Undone"),
            },
        ),
    ),
    "pipeline_signal_to_noise": (
        Rows(
            "entries_of_week",
            "Leads that entered the pipeline",
            "No lead entered the pipeline.",
            {
                "entered_local_at": _time("Entered"),
                "company": "Company",
                "counted_as": "Counted as",
                "intent": "Intent",
                "qualified_by": "Rated by",
                "qualifier": "Qualifier",
                "qualified_local_at": _time("Rated"),
                "score": _number("Score", "%.0f"),
                "lead_source": "Source",
                "channel": "Channel",
                "stage": "Stage",
                "won": "Won",
                "lead_key": "Lead",
            },
        ),
    ),
}


def show(kpi: Kpi, snapshot: Snapshot, info: Info) -> None:
    """Show the rows of a week of choice, by default the headline's."""
    kpi_id = kpi.presentation.kpi_id
    with section("The rows underneath", f"Times are {info.timezone}."):
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
        for table in ROWS[kpi_id]:
            frame = snapshot.ask(table.question, week=week, timezone=info.timezone)
            show_html(
                f'<div class="fs-panel-title">{table.title} <span>{len(frame):,}</span></div>'
            )
            if frame.is_empty():
                show_html(f'<div class="fs-key">{table.none}</div>')
            else:
                show_table(frame, table.columns, f"{table.question}_{week}", most=12)
