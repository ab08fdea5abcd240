"""The trend of a measure over weeks, drawn alike on every page."""

from __future__ import annotations

from dataclasses import replace

import altair as alt
import polars as pl

from dashboard.charts.axes import HALF_WEEK, STATES, Look, Plane, finish, make_plane, with_state
from dashboard.charts.reference_lines import (
    draw_annotations,
    draw_context,
    draw_references,
    draw_versions,
)
from dashboard.lib.reference_lines import ReferenceLines
from dashboard.lib.theme import FAINT, MUTED, PAPER

_HEADROOM = 1.12


def draw_trend(
    weeks: pl.DataFrame, look: Look, lines: ReferenceLines | None = None
) -> alt.LayerChart:
    """Draw the column value over week_start, with is_complete and what else is known of the week.

    Settled weeks are a line, maturing ones dashed with hollow points; no value is a gap.
    A week that runs or waits has a hollow point alone: a line to what is counted so far would be a
    plunge that nobody has seen.
    """
    lines = lines or ReferenceLines()
    frame = with_state(weeks)
    look = replace(look, top=look.top or _top(frame, lines))
    plane = make_plane(frame, look)
    layers = [
        *draw_context(frame, lines, plane),
        *draw_references(frame, look, lines, plane),
        *_series(frame, look, plane),
        *draw_versions(frame, plane),
        _hover(frame, look, plane),
        *draw_annotations(frame, lines, plane),
    ]
    return finish(layers, look)


def _series(frame: pl.DataFrame, look: Look, plane: Plane) -> list[alt.Chart]:
    """The measure itself: line, dashed tail, points, and a cross where there is no value."""
    settled = frame.filter(pl.col("state").is_in(STATES[:2]))
    last = settled.filter(pl.col("value").is_not_null())["week_start"].max()
    tail = frame.filter("is_complete")
    tail = tail.filter(pl.col("week_start") >= last) if last is not None else tail
    width = look.point_size**0.5 / 2.5
    line = alt.Chart(settled).mark_line(color=look.color, strokeWidth=width, strokeJoin="round")
    dashes = alt.Chart(tail).mark_line(color=FAINT, strokeWidth=1.5, strokeDash=[3, 3], clip=True)
    fills = alt.Scale(domain=list(STATES), range=[look.color, PAPER, PAPER, PAPER])
    strokes = alt.Scale(domain=list(STATES), range=[look.color, look.color, look.color, FAINT])
    shapes = alt.Scale(domain=list(STATES), range=["circle", "diamond", "circle", "circle"])
    points = alt.Chart(frame.filter(pl.col("value") <= look.top)).mark_point(
        size=look.point_size, opacity=1, strokeWidth=1.75
    )
    missing = frame.filter(pl.col("value").is_null() & pl.col("is_complete"))
    gaps = alt.Chart(missing.with_columns(value=pl.lit(0.0))).mark_point(
        shape="cross", angle=45, size=34, color=MUTED, strokeWidth=1, filled=True
    )
    layers = [
        dashes.encode(x=plane.x(), y=plane.y()),
        line.encode(x=plane.x(), y=plane.y()),
        points.encode(
            x=plane.x(),
            y=plane.y(),
            fill=alt.Fill("state:N", scale=fills, legend=None),
            stroke=alt.Stroke("state:N", scale=strokes, legend=None),
            shape=alt.Shape("state:N", scale=shapes, legend=None),
        ),
    ]
    return (
        layers
        if missing.is_empty() or not look.gap
        else [*layers, gaps.encode(x=plane.x(), y=plane.y())]
    )


def _hover(frame: pl.DataFrame, look: Look, plane: Plane) -> alt.Chart:
    """An invisible band per week that shows the week's numbers on hover."""
    number = look.number_format.chart
    none = f"none: {look.gap}" if look.gap else "none"
    tooltip = [
        alt.Tooltip("week:N", title="Week of"),
        alt.Tooltip("shown:N", title=look.title),
    ]
    if {"numerator", "denominator"} <= set(frame.columns) and frame[
        "denominator"
    ].is_not_null().any():
        tooltip.append(alt.Tooltip("counts:N", title="Counted"))
    if "target_value" in frame.columns:
        tooltip.append(alt.Tooltip("target:N", title="Target path"))
    tooltip.append(alt.Tooltip("said:N", title="Week is"))
    bands = frame.with_columns(
        _state_in_words(frame),
        start=pl.col("week_start") - HALF_WEEK,
        end=pl.col("week_start") + HALF_WEEK,
    )
    band: alt.Chart = (
        alt.Chart(bands)
        .transform_calculate(
            week="utcFormat(datum.week_start, '%-d %b %Y')",
            shown=f"isValid(datum.value) ? format(datum.value, '{number}') : '{none}'",
            counts="format(datum.numerator, ',') + ' of ' + format(datum.denominator, ',')",
            target="isValid(datum.target_value)"
            f" ? format(datum.target_value, '{number}') : '\N{EN DASH}'",
        )
        .mark_rect(opacity=0)
        .encode(x=plane.x("start"), x2="end:Q", tooltip=tooltip)
    )
    return band


def _state_in_words(frame: pl.DataFrame) -> pl.Expr:
    """Name the accounts that a week which is over waits for, or went without."""
    if not {"waiting_for", "complete_without"} <= set(frame.columns):
        return pl.col("state").alias("said")
    return pl.coalesce(
        pl.format("waiting for {}", "waiting_for"),
        pl.format("{}, without {}", "state", "complete_without"),
        "state",
    ).alias("said")


def _top(frame: pl.DataFrame, lines: ReferenceLines) -> float:
    """Return the top of the scale, without the running week: one early item can make it 100 %."""
    columns = [name for name in ("value", "target_value") if name in frame.columns]
    complete = frame.filter("is_complete")
    seen = [float(v) for v in complete.select(pl.col(columns).max()).row(0) if v is not None]
    across = [line.value for line in lines.named]
    return max([*seen, *across, lines.baseline or 0, 0]) * _HEADROOM or 1
