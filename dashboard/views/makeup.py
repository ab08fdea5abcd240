"""What a KPI is made of: factors, actors, hours, outcomes."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from dashboard import theme
from dashboard.charts.axes import Look
from dashboard.charts.key import draw_part_key
from dashboard.charts.parts import draw_intervals, draw_stack
from dashboard.charts.trend import draw_trend
from dashboard.components import (
    Figure,
    section,
    show_chart,
    show_html,
    show_panel_title,
    show_strip,
    show_table,
)
from dashboard.formats import Kind, format_multiple, format_share, format_value
from dashboard.kpis import Kpi
from dashboard.queries import Snapshot

_FACTORS = (
    ("pieces", "Pieces", Kind.COUNT),
    ("variants_per_piece", "Variants per piece", Kind.RATE),
    ("channels_per_variant", "Channels per variant", Kind.RATE),
)


def show(kpi: Kpi, snapshot: Snapshot, weeks: int) -> None:
    """Show what this KPI is made of."""
    match kpi.presentation.kpi_id:
        case "content_system_throughput":
            show_factors(kpi, snapshot, weeks)
        case "campaign_iteration_velocity":
            show_actors(kpi, snapshot, weeks)
        case "strategic_decision_density":
            show_hours(kpi, snapshot, weeks)
        case _:
            show_outcomes(kpi, snapshot)


def show_factors(kpi: Kpi, snapshot: Snapshot, weeks: int) -> None:
    """Show pieces, variants and channels, whose product is throughput."""
    with section("Factors", "Pieces x variants per piece x channels per variant = throughput."):
        factors = snapshot.ask("throughput_factors", weeks=weeks)
        week = _row(factors, kpi)
        values = [format_value(week.get(name), kind) for name, _, kind in _FACTORS]
        show_html(
            f'<div class="fs-product">{" &times; ".join(values)} = '
            f"{format_value(week.get('throughput'), Kind.COUNT)}</div>"
        )
        for column, (name, label, kind) in zip(st.columns(3, gap="large"), _FACTORS, strict=True):
            with column:
                show_panel_title(label, format_value(week.get(name), kind))
                look = Look(
                    kpi.presentation.colour,
                    kind,
                    label,
                    kpi.presentation.gap,
                    height=140,
                    has_title=False,
                    ticks=5,
                    point_size=14,
                )
                course = factors.select("week_start", "is_complete", value=pl.col(name))
                show_chart(
                    draw_trend, course, look, key=f"factor-{name}", words=f"{label} over weeks"
                )


def show_actors(kpi: Kpi, snapshot: Snapshot, weeks: int) -> None:
    """Show by whom the optimizations were made, and which changes count for none."""
    p = kpi.presentation
    colours = {"agent": p.colour, "human": "#56606A", "rule": "#AEB4B8", "unknown": theme.RULE}
    with section("Who optimizes", "Every kind of actor works on the same campaigns: parts add up."):
        counts = _row(snapshot.ask("velocity_counts", weeks=weeks), kpi)
        parts = snapshot.ask("kpi_segments", kpi_id=p.kpi_id, weeks=weeks).filter(
            segment_type="actor_type"
        )
        look = Look(p.colour, p.kind, p.axis_title, p.gap, height=230)
        show_chart(
            draw_stack,
            parts.rename({"segment": "part"}),
            look,
            colours,
            key="actors",
            words="Velocity by who acted, over weeks",
        )
        present = parts["segment"].unique().to_list()
        show_html(draw_part_key({k: v for k, v in colours.items() if k in present}))
        show_strip(
            [
                _count("Optimizations", counts.get("optimizations"), "in the week"),
                _count("Single changes", counts.get("changes"), "within them"),
                _count("Active campaigns", counts.get("active_campaigns"), "at any time of it"),
                _count("Launched", counts.get("launched_campaigns"), "campaigns"),
                _count("Unattributed", counts.get("unattributed_changes"), "changes fit none"),
            ]
        )


def show_hours(kpi: Kpi, snapshot: Snapshot, weeks: int) -> None:
    """Show how people's hours divide, against the shares of a team that has arrived."""
    p = kpi.presentation
    colours = {"judgment": p.colour, "oversight": "#B79CC6", "execution": "#C9CCCB"}
    with section("Where the hours go", "A team has arrived when no hour is left for execution."):
        hours = snapshot.ask("density_hours", weeks=weeks)
        week = _row(hours, kpi)
        judgment, oversight = week.get("judgment_target"), week.get("oversight_target")
        asked = f"{format_share(judgment)} judgment, {format_share(oversight)} oversight"
        parts = hours.unpivot(
            on=[f"{part}_hours" for part in colours],
            index=["week_start", "is_complete"],
            variable_name="part",
        ).with_columns(pl.col("part").str.strip_suffix("_hours"))
        look = Look(
            p.colour,
            Kind.SHARE,
            "Share of logged hours",
            p.gap,
            height=230,
            part_kind=Kind.HOURS,
            part_title="Hours",
        )
        show_chart(
            draw_stack,
            parts,
            look,
            colours,
            judgment,
            key="hours",
            words="Hours by class, over weeks",
        )
        show_html(draw_part_key(colours, asked))
        show_strip(
            [
                _share(
                    "Judgment",
                    week.get("judgment_time_share"),
                    f"of logged hours, {format_share(judgment)} on arrival",
                ),
                _share(
                    "Oversight",
                    week.get("oversight_time_share"),
                    f"of logged hours, {format_share(oversight)} on arrival",
                ),
                Figure(
                    "Logged",
                    format_value(week.get("logged_hours"), Kind.HOURS),
                    f"by {week.get('people', 0)} people",
                ),
                Figure(
                    "Decisions per person",
                    format_value(week.get("decisions_per_person"), Kind.RATE),
                    f"{week.get('decisions', 0)} decisions",
                ),
                _share("Unmatched", week.get("unmatched_share"), "of items: no rule knows them"),
            ]
        )


def show_outcomes(kpi: Kpi, snapshot: Snapshot) -> None:
    """Show how well agents rated the leads whose outcome is known."""
    p = kpi.presentation
    note = "Leads that entered long enough ago for their outcome to count; 95 % Wilson intervals."
    with section("Were the agents right?", note):
        outcomes = snapshot.ask("qualification_outcomes")
        if outcomes.is_empty():
            show_html('<div class="fs-key">No outcome is known yet.</div>')
            return
        measures = (("precision", "won among signal"), ("recall", "signal among won"))
        for column, (measure, words) in zip(st.columns(2, gap="large"), measures, strict=True):
            shown = outcomes.filter(measure=measure)
            with column:
                show_panel_title(measure.capitalize(), "", words)
                look = Look(
                    p.colour,
                    Kind.SHARE,
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
                    words=f"{measure} by qualifier",
                )
        lifts = outcomes.filter(measure="precision").select("qualifier", "lift").to_dicts()
        show_strip(
            [
                Figure(
                    f"Lift, {line['qualifier']}",
                    format_multiple(line["lift"]),
                    "precision by overall win rate",
                )
                for line in lifts
            ]
        )
        with st.expander("As a table"):
            show_table(outcomes, _OUTCOME_COLUMNS, "qualification_outcomes")


_OUTCOME_COLUMNS: dict[str, Any] = {
    "qualifier": "Qualifier",
    "measure": "Measure",
    "successes": "Won signal leads",
    "trials": "Among",
    "value": st.column_config.NumberColumn("Share", format="percent"),
    "lower_bound": st.column_config.NumberColumn("From", format="percent"),
    "upper_bound": st.column_config.NumberColumn("To", format="percent"),
    "lift": st.column_config.NumberColumn("Lift", format="%.1fx"),
    "known_leads": "Leads with known outcome",
}


def _row(weeks: pl.DataFrame, kpi: Kpi) -> dict[str, Any]:
    """Return the line of the headline's week."""
    found = weeks.filter(week_start=kpi.headline.week_start).to_dicts()
    return found[0] if found else {}


def _count(label: str, value: float | None, note: str) -> Figure:
    return Figure(label, format_value(value, Kind.COUNT), note)


def _share(label: str, value: float | None, note: str) -> Figure:
    return Figure(label, format_value(value, Kind.SHARE), note)
