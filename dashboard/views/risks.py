"""The three risks: state, measures behind it, next step."""

from __future__ import annotations

from html import escape
from typing import Any

import polars as pl
import streamlit as st

from dashboard import theme
from dashboard.charts.axes import Look
from dashboard.charts.references import Marks
from dashboard.charts.trend import draw_trend
from dashboard.components import section, show_chart, show_html, show_panel_title, show_table
from dashboard.formats import Kind, format_value, format_words
from dashboard.queries import Snapshot
from dashboard.records import Info
from dashboard.views.heads import begin_page

TONES = {
    "ok": theme.GOOD,
    "watch": theme.CAUTION,
    "act": theme.ATTENTION,
    "not enough data": theme.FAINT,
}
_TEXT = st.column_config.TextColumn
_TWO = 2
SPRINT_COLUMNS: dict[str, Any] = {
    "person": _TEXT("Person", width="medium"),
    "last_unaided_week": st.column_config.DateColumn("Last unaided sprint", format="D MMM YYYY"),
    "weeks_since": "Weeks since",
}


def show() -> None:
    """Show the page."""
    begun = begin_page("Risks", "What can go wrong on the way, and what to do next.")
    if begun is None:
        return
    snapshot, info, week = begun
    states = snapshot.ask("risk_states", week=week).to_dicts()
    history = snapshot.ask("risk_state_weeks")
    show_html("".join(_risk(row, history.filter(risk=row["risk"])) for row in states))
    show_voice(snapshot, info)
    show_atrophy(snapshot, info)
    show_dependency(snapshot)


def _risk(row: dict[str, Any], history: pl.DataFrame) -> str:
    tone = TONES.get(row["state"], theme.FAINT)
    dots = "".join(
        f'<i style="background:{TONES.get(r["state"], theme.FAINT)}" '
        f'title="{r["week_start"]:%d %b}: {escape(r["state"])}"></i>'
        for r in history.to_dicts()
    )
    next_step = f"<b>Next</b> {escape(row['next_step'])}" if row["next_step"] else ""
    return (
        f'<div class="fs-risk" style="--tone:{tone}"><div><h2>{escape(format_words(row["risk"]))}'
        f'</h2><span class="fs-state">{escape(row["state"])}</span></div>'
        f"<div><p>{escape(row['reason'] or '')}</p>"
        f'<p class="fs-why">{escape(row["evidence"] or "")}</p>'
        f'<div class="fs-weeks">{dots}</div></div>'
        f"<div>{next_step}</div></div>"
    )


def show_voice(snapshot: Snapshot, info: Info) -> None:
    """Show how far agents' texts are from the brand's voice."""
    with section("Brand voice", "All content in which agents had a part, against the reference."):
        weeks = snapshot.ask("brand_voice_weeks")
        if weeks.is_empty():
            show_html('<div class="fs-key">No content of agents to measure.</div>')
            return
        columns = st.columns(2, gap="large")
        with columns[0]:
            _panel(weeks, "Distance to the reference", Kind.RATE, "value", info)
        with columns[1]:
            _panel(
                weeks,
                "Forbidden patterns per 1,000 words",
                Kind.RATE,
                "forbidden_per_1000_words",
                info,
            )


def show_atrophy(snapshot: Snapshot, info: Info) -> None:
    """Show how much people decide without AI, and who hasn't for long."""
    with section("Strategic atrophy", "Judgment exercised without AI keeps the muscle."):
        weeks = snapshot.ask("atrophy_weeks")
        columns = st.columns(2, gap="large")
        with columns[0]:
            _panel(weeks, "Unaided hours per person", Kind.HOURS, "unaided_hours_per_person", info)
        with columns[1]:
            show_table(snapshot.ask("unaided_sprints"), SPRINT_COLUMNS, "unaided_sprints", most=6)


def show_dependency(snapshot: Snapshot) -> None:
    """Show what stops with each agent, and who could step in."""
    with section("Agent dependency", "What rests on each agent, and who could step in."):
        rows = "".join(_dependency(row) for row in snapshot.ask("agent_dependencies").to_dicts())
        show_html(
            "<table><thead><tr><th>Agent</th><th>People who can run it</th><th>Owner, backup</th>"
            "<th>Playbook</th><th>Share of runs</th><th>If it stops</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )


def _dependency(row: dict[str, Any]) -> str:
    alone = row["bus_factor"] is not None and row["bus_factor"] < _TWO
    people = "hidden" if row["is_hidden"] else str(row["bus_factor"] or 0)
    names = ", ".join(name for name in (row["owner"], row["backup"]) if name)
    return (
        f"<tr><td><b>{escape(row['agent'])}</b>"
        f"<span>{escape(format_words(row['workflow'] or ''))}</span></td>"
        f"<td{' class=fs-failed' if alone else ''}>{people}</td><td>{escape(names)}</td>"
        f"<td>{'yes' if row['is_documented'] else 'none'}</td>"
        f"<td>{format_value(row['run_share'], Kind.SHARE)}</td>"
        f'<td class="fs-why">{escape(row["what_if_it_stops"] or "")}</td></tr>'
    )


def _panel(weeks: pl.DataFrame, title: str, kind: Kind, column: str, info: Info) -> None:
    """Show one measure over the weeks, with its newest value."""
    course = weeks.select("week_start", "is_complete", value=pl.col(column).cast(pl.Float64))
    known = course.filter(pl.col("value").is_not_null() & pl.col("is_complete"))
    newest = known["value"].to_list()[-1] if known.height else None
    show_panel_title(title, format_value(newest, kind))
    look = Look(theme.INK, kind, title, "", height=180, has_title=False, ticks=5, point_size=16)
    marks = Marks(None, info.baseline_span, info.transition_start)
    show_chart(draw_trend, course, look, marks, key=f"risk-{column}", words=f"{title} over weeks")
