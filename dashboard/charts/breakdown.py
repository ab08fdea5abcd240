"""The parts of a whole over weeks, and shares with their intervals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import altair as alt
import polars as pl

from dashboard.charts.axes import HALF_WEEK, Look, finish, make_plane, with_state
from dashboard.lib.formats import NumberFormat
from dashboard.lib.theme import INK, MUTED, PAPER, RULE, TARGET


def draw_stack(
    weeks: pl.DataFrame, look: Look, colors: Mapping[str, str], reference: float | None = None
) -> alt.LayerChart:
    """Draw week_start, part, value as one bar a week; parts are stacked in the order of `colors`.

    With a `reference` each bar is drawn to the same height, and the reference is a line across.
    """
    frame = _stacked(with_state(weeks), list(colors), is_whole=reference is not None)
    highest = frame["upper"].max()
    top = 1.0 if reference is not None else float(str(highest or 1)) * 1.08
    look = replace(look, top=top)
    plane = make_plane(frame, look)
    color = alt.Scale(domain=list(colors), range=list(colors.values()))
    number = look.part_format.chart if look.part_format else look.number_format.chart
    bars = (
        alt.Chart(frame)
        .transform_calculate(
            week="utcFormat(datum.week_start, '%-d %b %Y')",
            shown=f"format(datum.value, '{number}')",
        )
        .mark_rect()
        .encode(
            x=plane.x("start"),
            x2="end:Q",
            y=plane.y("lower"),
            y2="upper:Q",
            color=alt.Color("part:N", scale=color, legend=None),
            opacity=alt.condition(alt.datum.is_complete, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("week:N", title="Week of"),
                alt.Tooltip("part:N", title="Part"),
                alt.Tooltip("shown:N", title=look.part_title or look.title),
            ],
        )
    )
    layers: list[alt.Chart] = [bars]
    if reference is not None:
        line = alt.Chart(pl.DataFrame({"lower": [reference]}))
        layers.append(
            line.mark_rule(color=TARGET, strokeWidth=1.5, strokeDash=[5, 4]).encode(
                y=plane.y("lower")
            )
        )
    return finish(layers, look)


def _stacked(frame: pl.DataFrame, parts: list[str], *, is_whole: bool) -> pl.DataFrame:
    """Add where each part's bar begins and ends, beside and above the others of its week."""
    order = {part: position for position, part in enumerate(parts)}
    width = round(HALF_WEEK * 0.72)
    height = pl.col("value").fill_null(0)
    if is_whole:
        whole = height.sum().over("week_start")
        height = pl.when(whole > 0).then(height / whole).otherwise(0)
    return (
        frame.with_columns(
            order=pl.col("part").replace_strict(order, default=len(order)), height=height
        )
        .sort("week_start", "order")
        .with_columns(upper=pl.col("height").cum_sum().over("week_start"))
        .with_columns(
            lower=pl.col("upper") - pl.col("height"),
            start=pl.col("week_start") - width,
            end=pl.col("week_start") + width,
        )
    )


def draw_intervals(outcomes: pl.DataFrame, look: Look) -> alt.LayerChart:
    """Draw each qualifier's share as a dot within its interval."""
    y = alt.Y(
        "qualifier:N",
        sort=outcomes["qualifier"].to_list(),
        axis=alt.Axis(title=None, labelColor=INK, labelLimit=170, minExtent=100, grid=False),
    )
    scale = alt.Scale(domain=[0, 1])
    axis = alt.Axis(format=NumberFormat.SHARE.axis, title=None, tickCount=5, gridColor=RULE)
    base = alt.Chart(outcomes).transform_calculate(
        shown="format(datum.value, '.1%') + '  (' + datum.successes + ' of ' + datum.trials + ')'",
        interval="format(datum.lower_bound, '.1%') + ' to ' + format(datum.upper_bound, '.1%')",
    )
    tooltip = [
        alt.Tooltip("qualifier:N", title="Qualifier"),
        alt.Tooltip("shown:N", title=look.title),
        alt.Tooltip("interval:N", title="95 % interval"),
    ]
    spans = base.mark_rule(color=look.color, strokeWidth=5, opacity=0.28).encode(
        x=alt.X("lower_bound:Q", scale=scale, axis=axis), x2="upper_bound:Q", y=y, tooltip=tooltip
    )
    dots = base.mark_point(
        fill=look.color, stroke=PAPER, strokeWidth=1.5, size=90, opacity=1
    ).encode(x=alt.X("value:Q", scale=scale, axis=axis), y=y, tooltip=tooltip)
    texts = base.mark_text(align="left", dx=10, color=MUTED, fontSize=12).encode(
        x=alt.X("upper_bound:Q", scale=scale, axis=axis), y=y, text="shown:N"
    )
    return finish([spans, dots, texts], look)
