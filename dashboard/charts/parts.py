"""What a whole is made of: who acted, how hours divided, how sure a share is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

import altair as alt
import polars as pl

from dashboard.charts.axes import HALF_WEEK, Look, finish, make_plane, with_state
from dashboard.formats import Kind
from dashboard.theme import INK, MUTED, PAPER, RULE, TARGET


def draw_stack(
    weeks: pl.DataFrame, look: Look, colours: Mapping[str, str], reference: float | None = None
) -> alt.LayerChart:
    """Draw week_start, part, value as one bar a week; parts are stacked in the order of `colours`.

    With a `reference` the bars are shares of the whole, and the reference is a line across them.
    """
    frame = with_state(weeks)
    totals = frame.group_by("week_start").agg(pl.col("value").sum())["value"].max()
    top = 1.0 if reference is not None else float(str(totals or 1)) * 1.08
    look = replace(look, top=top)
    order = {part: position for position, part in enumerate(colours)}
    frame = frame.with_columns(
        order=pl.col("part").replace_strict(order, default=len(order)),
        start=pl.col("week_start") - HALF_WEEK * 0.72,
        end=pl.col("week_start") + HALF_WEEK * 0.72,
    )
    plane = make_plane(frame, look)
    stack: Literal["normalize", "zero"] = "normalize" if reference is not None else "zero"
    bars = (
        alt.Chart(frame)
        .transform_calculate(
            week="utcFormat(datum.week_start, '%-d %b %Y')",
            shown=f"format(datum.value, '{look.kind.chart}')",
        )
        .mark_bar()
        .encode(
            x=plane.x("start"),
            x2="end:Q",
            y=plane.y().stack(stack),
            color=alt.Color(
                "part:N",
                scale=alt.Scale(domain=list(colours), range=list(colours.values())),
                legend=None,
            ),
            order=alt.Order("order:Q"),
            opacity=alt.condition(alt.datum.is_complete, alt.value(1), alt.value(0.35)),
            tooltip=[
                alt.Tooltip("week:N", title="Week of"),
                alt.Tooltip("part:N", title="Part"),
                alt.Tooltip("shown:N", title=look.title),
            ],
        )
    )
    layers: list[alt.Chart] = [bars]
    if reference is not None:
        line = alt.Chart(pl.DataFrame({"value": [reference]}))
        layers.append(
            line.mark_rule(color=TARGET, strokeWidth=1.25, strokeDash=[5, 4]).encode(y=plane.y())
        )
    return finish(layers, look)


def draw_intervals(outcomes: pl.DataFrame, look: Look) -> alt.LayerChart:
    """Draw each qualifier's share as a dot within its interval."""
    y = alt.Y(
        "qualifier:N",
        sort=outcomes["qualifier"].to_list(),
        axis=alt.Axis(title=None, labelColor=INK, labelLimit=170, minExtent=150, grid=False),
    )
    scale = alt.Scale(domain=[0, 1])
    axis = alt.Axis(format=Kind.SHARE.axis, title=None, tickCount=5, gridColor=RULE)
    base = alt.Chart(outcomes).transform_calculate(
        shown="format(datum.value, '.1%') + '  (' + datum.successes + ' of ' + datum.trials + ')'",
        interval="format(datum.lower_bound, '.1%') + ' to ' + format(datum.upper_bound, '.1%')",
    )
    tooltip = [
        alt.Tooltip("qualifier:N", title="Qualifier"),
        alt.Tooltip("shown:N", title=look.title),
        alt.Tooltip("interval:N", title="95 % interval"),
    ]
    spans = base.mark_rule(color=look.colour, strokeWidth=5, opacity=0.28).encode(
        x=alt.X("lower_bound:Q", scale=scale, axis=axis), x2="upper_bound:Q", y=y, tooltip=tooltip
    )
    dots = base.mark_point(
        fill=look.colour, stroke=PAPER, strokeWidth=1.5, size=90, opacity=1
    ).encode(x=alt.X("value:Q", scale=scale, axis=axis), y=y, tooltip=tooltip)
    texts = base.mark_text(align="left", dx=10, color=MUTED, fontSize=12).encode(
        x=alt.X("upper_bound:Q", scale=scale, axis=axis), y=y, text="shown:N"
    )
    return finish([spans, dots, texts], look)
