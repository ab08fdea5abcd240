"""The page on claims about AI-native organisations, beside what this one has reached."""

from __future__ import annotations

from html import escape
from typing import Any

import polars as pl
import streamlit as st

from dashboard.charts.axes import Look
from dashboard.charts.trend import draw_trend
from dashboard.lib import theme
from dashboard.lib.components import section, show_chart, show_html, show_panel_title
from dashboard.lib.formats import (
    NumberFormat,
    format_full_day,
    format_multiple,
    format_share,
    format_value,
)
from dashboard.lib.page_shell import begin_page
from dashboard.lib.pages import Page
from dashboard.lib.presentation import Presentation, find_presentation
from dashboard.lib.records import Info
from dashboard.lib.reference_lines import ReferenceLine, ReferenceLines
from dashboard.lib.snapshot import Snapshot

_COLUMNS = 2
_SPLIT = ": "
"""Separates a claim's subject from its name where several claims have one subject."""


def show() -> None:
    """Show the page."""
    given = begin_page(
        "Claims",
        "What AI-native organisations are said to reach, and what this one has reached.",
    )
    if given is None:
        return
    snapshot, info = given.snapshot, given.info
    show_multiples(snapshot, info)
    show_arrival(snapshot, info)
    show_forecasts(snapshot)


def show_multiples(snapshot: Snapshot, info: Info) -> None:
    """Show each measure as a multiple of the own baseline, with what is claimed of it across."""
    with section("Multiples of the own baseline", "The dashed lines are what is claimed."):
        claims = snapshot.ask("claims/multiples")
        weeks = snapshot.ask("claims/multiple_weeks")
        stated = claims.filter(pl.col("reference_multiple").is_not_null())
        groups = stated.partition_by("measure", maintain_order=True)
        for first in range(0, len(groups), _COLUMNS):
            columns = st.columns(_COLUMNS, gap="large")
            for column, group in zip(columns, groups[first : first + _COLUMNS], strict=False):
                with column:
                    show_measure(group, weeks.filter(measure=group["measure"][0]), info)


def show_measure(claims: pl.DataFrame, weeks: pl.DataFrame, info: Info) -> None:
    """Show one measure over the weeks, and the claims about it."""
    rows = claims.to_dicts()
    claim = rows[0]
    title = claim["name"].split(_SPLIT)[0]
    show_panel_title(title, format_multiple(claim["own_multiple"]), _basis(claim))
    look = Look(
        theme.INK,
        NumberFormat.MULTIPLE,
        "Multiple of the baseline",
        claim["missing"] or "",
        height=210,
        has_title=False,
        ticks=6,
        name_room=0.22,
        point_size=18,
    )
    references = tuple(
        ReferenceLine(
            f"{_which(row['name'])} {row['reference_multiple']:g}x", row["reference_multiple"]
        )
        for row in rows
    )
    lines = ReferenceLines(None, info.baseline_span, info.transition_start, named=references)
    show_chart(
        draw_trend,
        weeks,
        look,
        lines,
        key=f"claim-{claim['measure']}",
        description=f"{title} over weeks",
    )


def _which(name: str) -> str:
    return name.split(_SPLIT)[1] if _SPLIT in name else "claimed"


def _basis(claim: dict[str, Any]) -> str:
    """Return what the multiple was computed from, or what is missing for it."""
    if claim["missing"]:
        return f"not enough data: {claim['missing']}"
    return (
        f"{claim['recent_value']:,.3g} after {claim['baseline_value']:,.3g} {claim['unit']}, "
        f"last {claim['recent_weeks']} weeks"
    )


def show_arrival(snapshot: Snapshot, info: Info) -> None:
    """Show the share of judgment in people's hours, against the share that means arrival."""
    with section("Arrival", "Judgment takes its share of people's hours, and oversight the rest."):
        weeks = snapshot.ask("claims/arrival_weeks")
        if weeks.is_empty():
            show_html('<div class="fs-legend">No complete week yet.</div>')
            return
        newest = weeks.to_dicts()[-1]
        target = newest["judgment_time_share_target"]
        arrived = "arrived" if newest["is_arrived"] else "not yet arrived"
        show_panel_title(
            "Judgment among logged hours",
            format_value(newest["value"], NumberFormat.SHARE),
            f"{format_value(newest['execution_time_share'], NumberFormat.SHARE)} execution; "
            f"{newest['weeks_in_a_row']} of {newest['weeks_needed']} weeks in a row: {arrived}",
        )
        look = Look(
            theme.INK,
            NumberFormat.SHARE,
            "Judgment among logged hours",
            "no hours logged",
            height=210,
            has_title=False,
            name_room=0.12,
            point_size=18,
        )
        reference = ReferenceLine(f"arrival {format_share(target)}", target)
        lines = ReferenceLines(None, info.baseline_span, info.transition_start, named=(reference,))
        show_chart(
            draw_trend,
            weeks,
            look,
            lines,
            key="arrival",
            description="Share of judgment over weeks",
        )


def show_forecasts(snapshot: Snapshot) -> None:
    """Show when each KPI reaches its target if the pace of its last weeks goes on."""
    with section("Targets", "If the pace of the last weeks goes on; the interval is of the pace."):
        forecasts = [
            (find_presentation(row["kpi_id"]), row)
            for row in snapshot.ask("claims/forecasts").to_dicts()
        ]
        rows = "".join(_forecast(p, row) for p, row in forecasts if p)
        show_html(
            "<table><thead><tr><th>KPI</th><th>Level now</th><th>Pace</th><th>Target</th>"
            f"<th>At this pace</th></tr></thead><tbody>{rows}</tbody></table>"
        )


def _forecast(p: Presentation, row: dict[str, Any]) -> str:
    due = f"by {format_full_day(row['target_until'])}" if row["target_until"] else ""
    outlook = row["statement"] or f"not enough data: {row['missing']}"
    level = format_value(row["level"], p.number_format)
    return (
        f"<tr><td><b>{escape(p.short_name)}</b></td><td>{level}</td>"
        f"<td>{_pace(row['pace_per_week'], p.number_format)}</td>"
        f"<td>{format_value(row['target_value'], p.number_format)}<span>{due}</span></td>"
        f"<td>{escape(outlook)}</td></tr>"
    )


def _pace(pace: float | None, number_format: NumberFormat) -> str:
    if pace is None:
        return format_value(None, number_format)
    number = pace * number_format.factor
    return f"{number:+,.2f}{number_format.change_unit} a week"


PAGE = Page("Claims", "claims", 250, show)
