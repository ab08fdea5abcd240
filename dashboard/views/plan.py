"""The transition plan: what is done, by evidence."""

from __future__ import annotations

from html import escape
from typing import Any

import polars as pl
import streamlit as st

from dashboard.lib import theme
from dashboard.lib.columns import day_column, flag_column, text_column
from dashboard.lib.components import MetricCard, section, show_html, show_metric_cards, show_table
from dashboard.lib.formats import format_full_day
from dashboard.lib.page_shell import begin_page
from dashboard.lib.pages import Page
from dashboard.lib.snapshot import Snapshot

TONES = {
    "done": theme.GOOD,
    "on track": theme.BASELINE,
    "late": theme.ATTENTION,
    "no evidence": theme.FAINT,
}
EVIDENCE_COLUMNS: dict[str, Any] = {
    "item": text_column("Criterion", "large"),
    "is_done": flag_column("Met"),
    "done_on": day_column("Since"),
}


def show() -> None:
    """Show the page."""
    given = begin_page("Plan", "What the transition has reached: computed from data, never ticked.")
    if given is None:
        return
    snapshot = given.snapshot
    milestones = snapshot.ask("operating_model/plan_milestones")
    if milestones.is_empty():
        show_html('<div class="fs-legend">No milestone is declared in plan.yml.</div>')
        return
    show_metric_cards(
        [
            MetricCard(
                name.capitalize(), str(milestones.filter(state=name).height), "milestones", tone
            )
            for name, tone in TONES.items()
        ]
    )
    phases = milestones.partition_by("phase_order", maintain_order=True)
    for column, phase in zip(st.columns(len(phases), gap="medium"), phases, strict=True):
        with column:
            show_phase(phase)
    show_evidence(snapshot, milestones)


def show_phase(phase: pl.DataFrame) -> None:
    """Show the milestones of one phase."""
    rows = phase.to_dicts()
    cards = "".join(_card(row) for row in rows)
    show_html(f'<div class="fs-phase"><h2>{escape(rows[0]["phase_name"])}</h2>{cards}</div>')


def _card(row: dict[str, Any]) -> str:
    tone = TONES.get(row["state"], theme.FAINT)
    owner = f"{escape(row['owner_role'])}, " if row["owner_role"] else ""
    return (
        f'<div class="fs-milestone" style="--tone:{tone}"><b>{escape(row["name"])}</b>'
        f'<div><span class="fs-state">{escape(row["state"])}</span> {escape(_when(row))}</div>'
        f"<div>{owner}{row['evidence_done']} of {row['evidence_rows']} criteria met</div></div>"
    )


def _when(row: dict[str, Any]) -> str:
    if row["state"] == "done" and row["done_on"]:
        late = ", after it was due" if row["was_late"] else ""
        return f"on {format_full_day(row['done_on'])}{late}"
    return f"due {format_full_day(row['due_on'])}" if row["due_on"] else ""


def show_evidence(snapshot: Snapshot, milestones: pl.DataFrame) -> None:
    """Show the rows behind one milestone."""
    names = {row["milestone"]: row["name"] for row in milestones.to_dicts()}
    with section("Evidence", "The rows of the published tables that prove a milestone."):
        chosen = st.selectbox(
            "Milestone",
            list(names),
            format_func=names.__getitem__,
            label_visibility="collapsed",
            key="plan-milestone",
        )
        rows = snapshot.ask("operating_model/plan_evidence", milestone=str(chosen))
        if rows.is_empty():
            show_html('<div class="fs-legend">No evidence yet.</div>')
            return
        show_table(rows, EVIDENCE_COLUMNS, f"evidence-{chosen}")


PAGE = Page("Plan", "plan", 220, show)
