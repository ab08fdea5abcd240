"""AI operations: the weekly review of every agent, drift, triggers, registry."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

import polars as pl

from dashboard.lib import theme
from dashboard.lib.columns import day_column, flag_column, number_column, text_column
from dashboard.lib.components import MetricCard, section, show_html, show_metric_cards, show_table
from dashboard.lib.formats import NumberFormat, format_full_day, format_value, format_words
from dashboard.lib.page_shell import begin_page
from dashboard.lib.pages import Page
from dashboard.lib.snapshot import Snapshot

REVIEW_COLUMNS: dict[str, Any] = {
    "agent": text_column("Agent", "medium"),
    "agent_version": "Version",
    "runs": "Runs",
    "success_rate": number_column("Success", "percent"),
    "error_rate": number_column("Errors", "percent"),
    "escalation_rate": number_column("Escalated", "percent"),
    "override_rate": number_column("Overridden", "percent"),
    "edit_rate": number_column("Edited", "percent"),
    "quality_score": number_column("Quality", "%.2f"),
    "quality_score_change": number_column("Change", "%+.2f"),
    "latency_seconds": number_column("Seconds", "%.0f"),
    "cost_per_run": number_column("Cost a run", "%.4f"),
    "cost_per_accepted_output": number_column("Cost an output", "%.4f"),
    "hours_saved": number_column("Hours saved", "%.1f"),
    "signed_by": text_column("Signed by", "medium"),
}
DRIFT_COLUMNS: dict[str, Any] = {
    "week_start": day_column("Week of"),
    "agent": text_column("Agent", "medium"),
    "measure": text_column("Measure", "medium"),
    "value": number_column("Value", "%.3f"),
    "reference_value": number_column("Reference", "%.3f"),
    "direction": "Direction",
}
TRIGGER_COLUMNS: dict[str, Any] = {
    "agent": text_column("Agent", "medium"),
    "trigger_name": text_column("Trigger", "medium"),
    "expression": text_column("Condition", "medium"),
    "state": text_column("State", "small"),
    "is_notified": flag_column("Alerted"),
    "detail": text_column("Found", "medium"),
}
REGISTRY_COLUMNS: dict[str, Any] = {
    "agent": "Agent",
    "workflow": "Workflow",
    "model": "Model",
    "vendor": "Vendor",
    "owner": text_column("Owner", "medium"),
    "backup": text_column("Backup", "medium"),
    "is_documented": flag_column("Playbook"),
    "last_reviewed_on": day_column("Reviewed"),
    "is_playbook_stale": flag_column("Stale"),
    "trigger_count": "Triggers",
}


def show() -> None:
    """Show the page."""
    given = begin_page("Agents", "The weekly review: what each agent did, and what has changed.")
    if given is None:
        return
    snapshot, week = given.snapshot, given.week
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
