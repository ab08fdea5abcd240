"""The page on risks: the state of each, the measures behind it, the next step."""

from __future__ import annotations

from html import escape
from typing import Any

import polars as pl
import streamlit as st

from dashboard.charts.axes import Look
from dashboard.charts.trend import draw_trend
from dashboard.lib import theme
from dashboard.lib.columns import day_column, text_column
from dashboard.lib.components import section, show_chart, show_html, show_panel_title, show_table
from dashboard.lib.formats import NumberFormat, format_unit, format_value, format_words
from dashboard.lib.page_shell import begin_page
from dashboard.lib.pages import Page
from dashboard.lib.records import Info
from dashboard.lib.reference_lines import ReferenceLines
from dashboard.lib.snapshot import Snapshot
from dashboard.sections import agent_dependency

TONES = {
    "ok": theme.GOOD,
    "watch": theme.CAUTION,
    "act": theme.ATTENTION,
    "not enough data": theme.FAINT,
}
_SIGNS = {"above": "\N{GREATER-THAN OR EQUAL TO}", "below": "\N{LESS-THAN OR EQUAL TO}"}
SPRINT_COLUMNS: dict[str, Any] = {
    "person": text_column("Person", "medium"),
    "last_unaided_week": day_column("Last unaided sprint"),
    "weeks_since": "Weeks since",
}


def show() -> None:
    """Show the page."""
    given = begin_page("Risks", "What can go wrong on the way, and what to do next.")
    if given is None:
        return
    snapshot, info, week = given.snapshot, given.info, given.week
    states = snapshot.ask("risk/states_of_week", week=week).to_dicts()
    history = snapshot.ask("risk/state_weeks")
    measures = snapshot.ask("risk/measures_of_week", week=week)
    for row in states:
        of_risk = (frame.filter(risk=row["risk"]).to_dicts() for frame in (history, measures))
        show_html(_risk(row, *of_risk))
    show_voice(snapshot, info)
    show_atrophy(snapshot, info)
    agent_dependency.show(snapshot, week)


def _risk(
    row: dict[str, Any], history: list[dict[str, Any]], measures: list[dict[str, Any]]
) -> str:
    dots = "".join(
        f'<i style="background:{_tone(week)}" '
        f'title="{week["week_start"]:%d %b}: {escape(week["state"])}"></i>'
        for week in history
    )
    next_step = f"<b>Next</b> {escape(row['next_step'])}" if row["next_step"] else ""
    return (
        f'<div class="fs-risk" style="--tone:{_tone(row)}">'
        f"<div><h2>{escape(format_words(row['risk']))}</h2>"
        f'<span class="fs-state">{escape(row["state"])}</span>'
        f'<div class="fs-weeks">{dots}</div></div>'
        f'<div><table class="fs-measures">{"".join(map(_measure, measures))}</table></div>'
        f"<div>{next_step}</div></div>"
    )


def _measure(row: dict[str, Any]) -> str:
    """Return one measure: its state, what it says, its value, and where its limits are."""
    value = format_unit(row["value"], row["unit"])
    if row["value"] is None:
        value = f'<span class="fs-why">{escape(row["missing"] or "no data")}</span>'
    sign = _SIGNS[row["direction"]]
    limits = [
        f"{name} {sign} {format_unit(row[column], row['unit'])}"
        for name, column in (("watch", "watch_limit"), ("act", "act_limit"))
        if row[column] is not None
    ]
    return (
        f'<tr><td><i class="fs-dot" style="--tone:{_tone(row)}"></i></td>'
        f"<td>{escape(row['meaning'])}</td><td><b>{value}</b></td>"
        f'<td class="fs-why">{", ".join(limits)}</td></tr>'
    )


def _tone(row: dict[str, Any]) -> str:
    return TONES.get(row["state"], theme.FAINT)


def show_voice(snapshot: Snapshot, info: Info) -> None:
    """Show how far agents' texts are from the brand's voice."""
    with section("Brand voice", "All content in which agents had a part, against the reference."):
        weeks = snapshot.ask("risk/brand_voice_weeks")
        if weeks.is_empty():
            show_html('<div class="fs-legend">No content of agents to measure.</div>')
            return
        columns = st.columns(2, gap="large")
        with columns[0]:
            _panel(weeks, "Distance to the reference", NumberFormat.RATE, "value", info)
        with columns[1]:
            _panel(
                weeks,
                "Forbidden patterns per 1,000 words",
                NumberFormat.RATE,
                "forbidden_per_1000_words",
                info,
            )


def show_atrophy(snapshot: Snapshot, info: Info) -> None:
    """Show how much people decide without AI, and who hasn't for long."""
    with section("Strategic atrophy", "Judgment exercised without AI keeps the muscle."):
        weeks = snapshot.ask("risk/strategic_atrophy_weeks")
        columns = st.columns(2, gap="large")
        with columns[0]:
            _panel(
                weeks,
                "Unaided hours per person",
                NumberFormat.HOURS,
                "unaided_hours_per_person",
                info,
            )
        with columns[1]:
            show_table(
                snapshot.ask("risk/unaided_sprints"), SPRINT_COLUMNS, "unaided_sprints", most=6
            )


def _panel(
    weeks: pl.DataFrame, title: str, number_format: NumberFormat, column: str, info: Info
) -> None:
    """Show one measure over the weeks, with its newest value."""
    trend = weeks.select("week_start", "is_complete", value=pl.col(column).cast(pl.Float64))
    known = trend.filter(pl.col("value").is_not_null() & pl.col("is_complete"))
    newest = known["value"].to_list()[-1] if known.height else None
    show_panel_title(title, format_value(newest, number_format))
    look = Look(
        theme.INK, number_format, title, "", height=180, has_title=False, ticks=5, point_size=16
    )
    lines = ReferenceLines(None, info.baseline_span, info.transition_start)
    show_chart(
        draw_trend, trend, look, lines, key=f"risk-{column}", description=f"{title} over weeks"
    )


PAGE = Page("Risks", "risks", 240, show)
