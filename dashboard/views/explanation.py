"""What changed a KPI against the week before, adding up exactly."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from dashboard import theme
from dashboard.charts.axes import Look
from dashboard.charts.contributions import draw_contributions, height_for
from dashboard.charts.key import draw_part_key
from dashboard.components import section, show_chart, show_html
from dashboard.formats import (
    Kind,
    format_change,
    format_day,
    format_full_day,
    format_value,
    format_words,
)
from dashboard.kpis import Kpi
from dashboard.queries import Snapshot

_MOST = 8
_FACTOR = "factor"
_KIND_COLOURS = {"mix": theme.BASELINE}
"""What is not the KPI's own colour: a change that comes of more or less of a segment."""


def show(kpi: Kpi, snapshot: Snapshot) -> None:
    """Show the parts of the change of a week, by factor or by a kind of segment."""
    p = kpi.presentation
    with section("What changed it", "Against the week before; the parts add up to the change."):
        complete = kpi.weeks.filter("is_complete")["week_start"].to_list()
        if len(complete) < 2:  # noqa: PLR2004  # a change needs two
            show_html('<div class="fs-key">A change needs two complete weeks.</div>')
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
        parts = snapshot.ask("kpi_change_of_week", kpi_id=p.kpi_id, week=week)
        kinds = [name for name in (_FACTOR, *p.segment_types) if name in parts["part_type"]]
        with type_column:
            chosen = st.segmented_control(
                "Explained by",
                kinds,
                default=kinds[0] if kinds else None,
                required=bool(kinds),
                format_func=lambda name: "Factors" if name == _FACTOR else format_words(name),
                key=f"explain-by-{p.kpi_id}",
                label_visibility="collapsed",
            )
        show_change(kpi, parts)
        if chosen:
            show_parts(kpi, parts.filter(part_type=chosen), str(chosen))
        show_notes(kpi, week)


def show_change(kpi: Kpi, parts: pl.DataFrame) -> None:
    """Show the change itself, or why there is none to tell."""
    kind = kpi.presentation.kind
    total = parts.filter(part_type="total").to_dicts()
    if not total:
        show_html('<div class="fs-key">There is no complete week before it.</div>')
        return
    [row] = total
    missing = f" ({escape(row['missing'])})" if row["missing"] else ""
    show_html(
        f'<div class="fs-product">{format_value(row["to_value"], kind)} after '
        f"{format_value(row['from_value'], kind)}: {format_change(row['contribution'], kind)}"
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
            lambda name: _name(part_type, name), return_dtype=pl.String
        ),
        from_shown=_shown(p.kind, part_type, "from_value"),
        to_shown=_shown(p.kind, part_type, "to_value"),
    )
    kinds = drawn["kind"].unique(maintain_order=True).to_list()
    colours = {kind: _KIND_COLOURS.get(kind, p.colour) for kind in kinds}
    look = Look(
        p.colour, p.kind, "Part of the change", "", height=height_for(len(largest)), has_title=False
    )
    show_chart(
        draw_contributions,
        drawn,
        look,
        colours,
        key=f"explain-{p.kpi_id}-{part_type}",
        words=f"Parts of the change of {kpi.definition.name} by {part_type}",
    )
    if len(colours) > 1:
        names = {"mix": "mix: more or less of it", "rate": "rate: it did better or worse"}
        show_html(draw_part_key({names.get(k, k): colour for k, colour in colours.items()}))


def show_notes(kpi: Kpi, week: date) -> None:
    """Show what was noted in the week or the one before."""
    span = (week - timedelta(weeks=1), week + timedelta(weeks=1))
    noted = [note for note in kpi.marks.notes if span[0] <= note.day < span[1]]
    if noted:
        lines = "".join(f"<li><b>{format_day(n.day)}</b> {escape(n.text)}</li>" for n in noted)
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


def _name(part_type: str, part: str) -> str:
    if part_type == "declared_level" and part.isdigit():
        return f"level {part}"
    return part.replace("_", " ")


def _shown(kind: Kind, part_type: str, column: str) -> pl.Expr:
    """What the part was or is, in words: mix are shares of the whole, factors plain numbers."""

    def show_one(row: dict[str, Any]) -> str:
        if part_type == _FACTOR:
            return format_value(row[column], Kind.RATE)
        return format_value(row[column], Kind.SHARE if row["kind"] == "mix" else kind)

    return pl.struct("kind", column).map_elements(show_one, return_dtype=pl.String)
