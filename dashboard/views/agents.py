"""AI operations: the weekly review of every agent, drift, triggers, registry."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from dashboard.lib import theme
from dashboard.lib.components import MetricCard, section, show_html, show_metric_cards, show_table
from dashboard.lib.formats import NumberFormat, format_full_day, format_value, format_words
from dashboard.lib.page_shell import begin_page
from dashboard.lib.pages import Page
from dashboard.lib.snapshot import Snapshot

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
    "expression": _TEXT("Condition", width="medium"),
    "state": _TEXT("State", width="small"),
    "is_notified": st.column_config.CheckboxColumn("Alerted", width="small"),
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
    reviews = snapshot.ask("agents/reviews_of_week", week=week)
    drift = snapshot.ask("agents/drift_of_week", week=week)
    show_cards(reviews, drift)
    show_drift(drift)
    with section("Weekly review", "Changes are against the four weeks before."):
        show_table(reviews, REVIEW_COLUMNS, "agent_reviews", most=12)
    show_triggers(snapshot, week)
    with section("Registry", "The owner, the model and the playbook of each agent."):
        show_table(snapshot.ask("agents/registry"), REGISTRY_COLUMNS, "agents", most=12)
    with section("Earlier drift", "Every measure that left its limits by more than chance."):
        show_table(snapshot.ask("agents/drift_weeks"), DRIFT_COLUMNS, "agent_drift")


def show_cards(reviews: pl.DataFrame, drift: pl.DataFrame) -> None:
    """Show the week of all agents together."""
    runs, ok = int(reviews["runs"].sum()), int(reviews["ok_runs"].sum())
    signed = reviews.filter(pl.col("signed_at").is_not_null()).height
    worse = drift.filter(direction="worse").height
    show_metric_cards(
        [
            MetricCard(
                "Runs", f"{runs:,}", f"of {reviews.filter(pl.col('runs') > 0).height} agents"
            ),
            MetricCard(
                "Success",
                format_value(ok / runs if runs else None, NumberFormat.SHARE),
                "of all runs",
            ),
            MetricCard(
                "Hours saved",
                format_value(float(reviews["hours_saved"].sum()), NumberFormat.HOURS),
                "against the minutes people took before",
            ),
            MetricCard("Drifting", str(worse), "measures worse", theme.ATTENTION if worse else ""),
            MetricCard("Signed off", f"{signed} of {reviews.height}", "weekly reviews"),
        ]
    )


def show_drift(drift: pl.DataFrame) -> None:
    """List the measures that have left their limits in the week."""
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
        triggers = snapshot.ask("agents/triggers_of_week", week=week)
        if triggers.is_empty():
            show_html('<div class="fs-legend">No trigger is declared in agents.yml.</div>')
            return
        show_table(triggers, TRIGGER_COLUMNS, "triggers")


PAGE = Page("Agents", "agents", 230, show)
