"""AI operations: the weekly review of every agent, drift, triggers, registry."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from dashboard import theme
from dashboard.components import Figure, section, show_html, show_strip, show_table
from dashboard.formats import Kind, format_full_day, format_value, format_words
from dashboard.queries import Snapshot
from dashboard.views.heads import begin_page

_NUMBER = st.column_config.NumberColumn
_TEXT = st.column_config.TextColumn
REVIEW_COLUMNS: dict[str, Any] = {
    "agent": _TEXT("Agent", width="medium"),
    "agent_version": "Version",
    "runs": "Runs",
    "success_rate": _NUMBER("Success", format="percent"),
    "error_rate": _NUMBER("Errors", format="percent"),
    "escalation_rate": _NUMBER("Escalated", format="percent"),
    "override_rate": _NUMBER("Overridden", format="percent"),
    "edit_rate": _NUMBER("Edited", format="percent"),
    "quality_score": _NUMBER("Quality", format="%.2f"),
    "quality_score_change": _NUMBER("Change", format="%+.2f"),
    "latency_seconds": _NUMBER("Seconds", format="%.0f"),
    "cost_per_run": _NUMBER("Cost a run", format="%.4f"),
    "cost_per_accepted_output": _NUMBER("Cost an output", format="%.4f"),
    "hours_saved": _NUMBER("Hours saved", format="%.1f"),
    "signed_by": _TEXT("Signed by", width="medium"),
}
DRIFT_COLUMNS: dict[str, Any] = {
    "week_start": st.column_config.DateColumn("Week of", format="D MMM YYYY"),
    "agent": _TEXT("Agent", width="medium"),
    "measure": _TEXT("Measure", width="medium"),
    "value": _NUMBER("Value", format="%.3f"),
    "reference_value": _NUMBER("Reference", format="%.3f"),
    "direction": "Direction",
}
TRIGGER_COLUMNS: dict[str, Any] = {
    "agent": _TEXT("Agent", width="medium"),
    "trigger_name": _TEXT("Trigger", width="medium"),
    "expression": _TEXT("Calls people when", width="medium"),
    "state": _TEXT("State", width="small"),
    "is_notified": st.column_config.CheckboxColumn("Told", width="small"),
    "detail": _TEXT("Found", width="medium"),
}
REGISTRY_COLUMNS: dict[str, Any] = {
    "agent": "Agent",
    "workflow": "Workflow",
    "model": "Model",
    "vendor": "Vendor",
    "owner": _TEXT("Owner", width="medium"),
    "backup": _TEXT("Backup", width="medium"),
    "is_documented": st.column_config.CheckboxColumn("Playbook", width="small"),
    "last_reviewed_on": st.column_config.DateColumn("Reviewed", format="D MMM YYYY"),
    "is_playbook_stale": st.column_config.CheckboxColumn("Stale", width="small"),
    "trigger_count": "Triggers",
}


def show() -> None:
    """Show the page."""
    begun = begin_page("Agents", "The weekly review: what each agent did, and what has changed.")
    if begun is None:
        return
    snapshot, _, week = begun
    reviews = snapshot.ask("agent_reviews_of_week", week=week)
    drift = snapshot.ask("agent_drift_of_week", week=week)
    show_figures(reviews, drift)
    show_drift(drift)
    with section("Weekly review", "Changes are against the four weeks before."):
        show_table(reviews, REVIEW_COLUMNS, "agent_reviews", most=12)
    show_triggers(snapshot, week)
    with section("Registry", "Who and what stands behind each agent."):
        show_table(snapshot.ask("agent_registry_rows"), REGISTRY_COLUMNS, "agents", most=12)
    with section("Drift before", "Every measure that left its limits, and was no chance."):
        show_table(snapshot.ask("agent_drift_weeks"), DRIFT_COLUMNS, "agent_drift")


def show_figures(reviews: pl.DataFrame, drift: pl.DataFrame) -> None:
    """Show the week of all agents together."""
    runs, ok = int(reviews["runs"].sum()), int(reviews["ok_runs"].sum())
    signed = reviews.filter(pl.col("signed_at").is_not_null()).height
    worse = drift.filter(direction="worse").height
    show_strip(
        [
            Figure("Runs", f"{runs:,}", f"of {reviews.filter(pl.col('runs') > 0).height} agents"),
            Figure("Success", format_value(ok / runs if runs else None, Kind.SHARE), "of all runs"),
            Figure(
                "Hours saved",
                format_value(float(reviews["hours_saved"].sum()), Kind.HOURS),
                "against people's minutes before",
            ),
            Figure("Drifting", str(worse), "measures worse", theme.ATTENTION if worse else ""),
            Figure("Signed off", f"{signed} of {reviews.height}", "weekly reviews"),
        ]
    )


def show_drift(drift: pl.DataFrame) -> None:
    """Name what has left its limits in the week."""
    if drift.is_empty():
        return
    lines = "".join(
        f"<li><b>{escape(row['agent'])}</b> {escape(format_words(row['measure']).lower())} "
        f"{row['value']:.3g} against {row['reference_value']:.3g} "
        f'<span class="fs-{row["direction"]}">{escape(row["direction"])}</span></li>'
        for row in drift.to_dicts()
    )
    show_html(f'<ul class="fs-list">{lines}</ul>')


def show_triggers(snapshot: Snapshot, week: date) -> None:
    """Show the escalation triggers, those that fire first."""
    with section("Escalation triggers", f"As of the week of {format_full_day(week)}."):
        triggers = snapshot.ask("triggers_of_week", week=week)
        if triggers.is_empty():
            show_html('<div class="fs-key">No trigger is declared in agents.yml.</div>')
            return
        show_table(triggers, TRIGGER_COLUMNS, "triggers")
