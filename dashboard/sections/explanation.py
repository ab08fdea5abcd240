"""What changed a KPI against the week before, adding up exactly."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from dashboard.charts.axes import Look
from dashboard.charts.contributions import draw_contributions, height_for
from dashboard.charts.legend import draw_part_legend
from dashboard.lib import theme
from dashboard.lib.components import section, show_chart, show_html
from dashboard.lib.formats import (
    NumberFormat,
    format_change,
    format_day,
    format_full_day,
    format_segment,
    format_value,
    format_words,
)
from dashboard.lib.kpis import Kpi
from dashboard.lib.records import read_segment_types
from dashboard.lib.snapshot import Snapshot

_MOST = 8
_FACTOR = "factor"
_KIND_COLORS = {"mix": theme.BASELINE}
"""Kinds of change that are not drawn in the KPI's own color."""


def show(kpi: Kpi, snapshot: Snapshot) -> None:
    """Show the parts of the change of a week, by factor or by segment type."""
    p = kpi.presentation
    with section("What changed", "Against the week before; the parts add up to the change."):
        complete = kpi.weeks.filter("is_complete")["week_start"].to_list()
        if len(complete) < 2:  # noqa: PLR2004  # a change needs two
            show_html('<div class="fs-legend">A change needs two complete weeks.</div>')
            return
        week_column, type_column = st.columns((1, 3), gap="large")
        with week_column:
            week = st.selectbox(
                "Week",
                complete[:0:-1],
                format_func=lambda day: f"Week of {format_full_day(day)}",
                label_visibility="collapsed",
                key=f"explain-week-{p.kpi_id}",
            )
        parts = snapshot.ask("kpi/change_of_week", kpi_id=p.kpi_id, week=week)
        types = (_FACTOR, *read_segment_types(snapshot, p.kpi_id))
        known = [name for name in types if name in parts["part_type"]]
        with type_column:
            chosen = st.segmented_control(
                "Explained by",
                known,
                default=known[0] if known else None,
                required=bool(known),
                format_func=lambda name: "Factors" if name == _FACTOR else format_words(name),
                key=f"explain-by-{p.kpi_id}",
                label_visibility="collapsed",
            )
        show_change(kpi, parts)
        if chosen:
            show_parts(kpi, parts.filter(part_type=chosen), str(chosen))
        show_annotations(kpi, week)


def show_change(kpi: Kpi, parts: pl.DataFrame) -> None:
    """Show the change itself, or that there is none."""
    number_format = kpi.presentation.number_format
    total = parts.filter(part_type="total").to_dicts()
    if not total:
        show_html('<div class="fs-legend">There is no complete week before it.</div>')
        return
    [row] = total
    missing = f" ({escape(row['missing'])})" if row["missing"] else ""
    show_html(
        f'<div class="fs-product">{format_value(row["to_value"], number_format)} after '
        f"{format_value(row['from_value'], number_format)}: "
        f"{format_change(row['contribution'], number_format)}"
        f'<span class="fs-why">{missing}</span></div>'
    )


def show_parts(kpi: Kpi, parts: pl.DataFrame, part_type: str) -> None:
    """Show the largest parts as bars; the others together as one."""
    p = kpi.presentation
    named = parts.filter(pl.col("kind") != "residual")
    sizes = (
        named.group_by("part")
        .agg(size=pl.col("contribution").abs().sum())
        .sort("size", "part", descending=[True, False])
    )
    largest = sizes["part"].head(_MOST).to_list()
    drawn = _with_rest(named, largest).with_columns(
        part=pl.col("part").map_elements(
            lambda name: format_segment(part_type, name), return_dtype=pl.String
        ),
        from_shown=_shown(p.number_format, part_type, "from_value"),
        to_shown=_shown(p.number_format, part_type, "to_value"),
    )
    kinds = drawn["kind"].unique(maintain_order=True).to_list()
    colors = {kind: _KIND_COLORS.get(kind, p.color) for kind in kinds}
    look = Look(
        p.color,
        p.number_format,
        "Part of the change",
        "",
        height=height_for(len(largest)),
        has_title=False,
    )
    show_chart(
        draw_contributions,
        drawn,
        look,
        colors,
        key=f"explain-{p.kpi_id}-{part_type}",
        description=f"Parts of the change of {kpi.definition.name} by {part_type}",
    )
    if len(colors) > 1:
        names = {"mix": "mix: more or less of it", "rate": "rate: it did better or worse"}
        show_html(draw_part_legend({names.get(k, k): color for k, color in colors.items()}))


def show_annotations(kpi: Kpi, week: date) -> None:
    """Show the annotations of the week and the one before."""
    span = (week - timedelta(weeks=1), week + timedelta(weeks=1))
    noted = [a for a in kpi.reference_lines.annotations if span[0] <= a.day < span[1]]
    if noted:
        lines = "".join(f"<li><b>{format_day(n.day)}</b> {escape(n.note)}</li>" for n in noted)
        show_html(f'<ul class="fs-list">{lines}</ul>')


def _with_rest(parts: pl.DataFrame, largest: list[str]) -> pl.DataFrame:
    """Return the parts in order of size, with what the others add up to at the end."""
    top = parts.filter(pl.col("part").is_in(largest)).sort(
        pl.col("part").replace_strict(
            largest, list(range(len(largest))), default=len(largest), return_dtype=pl.Int64
        )
    )
    rest = (
        parts.filter(~pl.col("part").is_in(largest))
        .group_by("kind")
        .agg(pl.col("contribution").sum())
        .with_columns(part=pl.lit("all others"))
    )
    return pl.concat([top, rest], how="diagonal_relaxed")


def _shown(number_format: NumberFormat, part_type: str, column: str) -> pl.Expr:
    """Format what the part was or is: a mix is a share of the whole, a factor a plain number."""

    def show_one(row: dict[str, Any]) -> str:
        if part_type == _FACTOR:
            return format_value(row[column], NumberFormat.RATE)
        return format_value(
            row[column], NumberFormat.SHARE if row["kind"] == "mix" else number_format
        )

    return pl.struct("kind", column).map_elements(show_one, return_dtype=pl.String)
