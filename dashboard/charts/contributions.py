"""The parts of a change: one bar per part, to the left or the right of zero."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import polars as pl

from dashboard.charts.axes import Look, finish
from dashboard.lib.theme import INK, MUTED, RULE

_BAR_HEIGHT = 26


def draw_contributions(
    parts: pl.DataFrame, look: Look, colors: Mapping[str, str]
) -> alt.LayerChart:
    """Draw part, kind, contribution as bars in the order of the frame; kinds have their colors."""
    number = f"+{look.number_format.chart}"
    order = parts["part"].unique(maintain_order=True).to_list()
    y = alt.Y(
        "part:N",
        sort=order,
        axis=alt.Axis(title=None, labelColor=INK, labelLimit=230, minExtent=150, grid=False),
    )
    x = alt.X(
        "contribution:Q",
        axis=alt.Axis(title=None, format=number, tickCount=7, gridColor=RULE),
    )
    bars = (
        alt.Chart(parts)
        .transform_calculate(shown=f"format(datum.contribution, '{number}')")
        .mark_bar(height=_BAR_HEIGHT * 0.6)
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(domain=list(colors), range=list(colors.values())),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("part:N", title="Part"),
                alt.Tooltip("kind:N", title="Kind"),
                alt.Tooltip("shown:N", title=look.title),
                alt.Tooltip("from_shown:N", title="Week before"),
                alt.Tooltip("to_shown:N", title="This week"),
            ],
        )
    )
    zero = alt.Chart(pl.DataFrame({"contribution": [0.0]})).mark_rule(color=MUTED).encode(x=x)
    return finish([bars, zero], look)


def height_for(parts: int) -> int:
    """Return how high a chart of that many parts is."""
    return _BAR_HEIGHT * max(parts, 1) + 30
