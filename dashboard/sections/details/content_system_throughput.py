"""Content system throughput: its factors, and the placements that it counts."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboard.charts.axes import Look
from dashboard.charts.trend import draw_trend
from dashboard.lib.columns import text_column, time_of_week_column
from dashboard.lib.components import (
    section,
    show_chart,
    show_html,
    show_panel_title,
)
from dashboard.lib.formats import NumberFormat, format_value
from dashboard.lib.kpis import Kpi
from dashboard.lib.snapshot import Snapshot
from dashboard.sections.details import Details, RowTable, row_of_headline

_FACTORS = (
    ("pieces", "Pieces", NumberFormat.COUNT),
    ("variants_per_piece", "Variants per piece", NumberFormat.RATE),
    ("channels_per_variant", "Channels per variant", NumberFormat.RATE),
)


def show_factors(kpi: Kpi, snapshot: Snapshot, weeks: int) -> None:
    """Show pieces, variants and channels, whose product is throughput."""
    with section("Factors", "Pieces x variants per piece x channels per variant = throughput."):
        factors = snapshot.ask("kpi/throughput_factors", weeks=weeks)
        week = row_of_headline(factors, kpi)
        values = [
            format_value(week.get(name), number_format) for name, _, number_format in _FACTORS
        ]
        show_html(
            f'<div class="fs-product">{" &times; ".join(values)} = '
            f"{format_value(week.get('throughput'), NumberFormat.COUNT)}</div>"
        )
        for column, (name, label, number_format) in zip(
            st.columns(3, gap="large"), _FACTORS, strict=True
        ):
            with column:
                show_panel_title(label, format_value(week.get(name), number_format))
                look = Look(
                    kpi.presentation.color,
                    number_format,
                    label,
                    kpi.presentation.gap,
                    height=140,
                    has_title=False,
                    ticks=5,
                    point_size=14,
                )
                trend = factors.select("week_start", "is_complete", value=pl.col(name))
                show_chart(
                    draw_trend,
                    trend,
                    look,
                    key=f"factor-{name}",
                    description=f"{label} over weeks",
                )


DETAILS = Details(
    show_factors,
    tables=(
        RowTable(
            "kpi/placements_of_week",
            "Placements: first time that a variant of a piece went live on a channel",
            "Nothing went live for the first time.",
            {
                "published_local_at": time_of_week_column("First live"),
                "title": text_column("Piece", "large"),
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
)
