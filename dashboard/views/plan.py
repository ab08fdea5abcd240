"""The transition plan: what is done, by evidence."""

from __future__ import annotations

from html import escape
from typing import Any

import polars as pl
import streamlit as st

from dashboard import theme
from dashboard.components import Figure, section, show_html, show_strip, show_table
from dashboard.formats import format_full_day
from dashboard.queries import Snapshot
from dashboard.views.heads import begin_page

TONES = {
    "done": theme.GOOD,
    "on track": theme.BASELINE,
    "late": theme.ATTENTION,
    "no evidence": theme.FAINT,
}
EVIDENCE_COLUMNS: dict[str, Any] = {
    "item": st.column_config.TextColumn("What has to be so", width="large"),
    "is_done": st.column_config.CheckboxColumn("Is so", width="small"),
    "done_on": st.column_config.DateColumn("Since", format="D MMM YYYY"),
}


def show() -> None:
    """Show the page."""
    begun = begin_page("Plan", "What the transition has reached: computed from data, never ticked.")
    if begun is None:
        return
    snapshot, _, _ = begun
    milestones = snapshot.ask("plan_milestones")
    if milestones.is_empty():
        show_html('<div class="fs-key">No milestone is declared in plan.yml.</div>')
        return
    show_strip(
        [
            Figure(name.capitalize(), str(milestones.filter(state=name).height), "milestones", tone)
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
        f"<div>{owner}{row['evidence_done']} of {row['evidence_rows']} so</div></div>"
    )


def _when(row: dict[str, Any]) -> str:
    if row["state"] == "done" and row["done_on"]:
        late = ", after it was due" if row["was_late"] else ""
        return f"on {format_full_day(row['done_on'])}{late}"
    return f"due {format_full_day(row['due_on'])}" if row["due_on"] else ""


def show_evidence(snapshot: Snapshot, milestones: pl.DataFrame) -> None:
    """Show the rows behind one milestone."""
    names = {row["milestone"]: row["name"] for row in milestones.to_dicts()}
    with section("Evidence", "Each milestone asks the published tables; these are the answers."):
        chosen = st.selectbox(
            "Milestone",
            list(names),
            format_func=names.__getitem__,
            label_visibility="collapsed",
            key="plan-milestone",
        )
        rows = snapshot.ask("plan_evidence_rows", milestone=str(chosen))
        if rows.is_empty():
            show_html('<div class="fs-key">No evidence yet.</div>')
            return
        show_table(rows, EVIDENCE_COLUMNS, f"evidence-{chosen}")
