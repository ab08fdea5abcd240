"""The process behavior chart: the usual range of a process, and its signals."""

from __future__ import annotations

from dataclasses import replace

import altair as alt
import polars as pl

from dashboard.charts.axes import HALF_WEEK, Look, Plane, finish, make_plane, with_state
from dashboard.lib.theme import ATTENTION, GOOD, MUTED, PANEL, PAPER

_HEADROOM = 1.08
SIGNALS = {"none": MUTED, "better": GOOD, "worse": ATTENTION}
"""The color of a week by the direction of its signal."""


def draw_process_behavior(weeks: pl.DataFrame, look: Look) -> alt.LayerChart:
    """Draw the value, the limits of its base as a band, and the weeks of a signal in color.

    Takes week_start, is_complete, value, centre, lower_limit, upper_limit, rule, direction.
    """
    frame = with_state(weeks).with_columns(
        pl.col("centre", "lower_limit", "upper_limit", "value").cast(pl.Float64),
        signal=pl.col("direction").fill_null("none"),
        start=pl.col("week_start") - HALF_WEEK,
        end=pl.col("week_start") + HALF_WEEK,
    )
    seen = [float(top) for top in frame.select(pl.col("value", "upper_limit").max()).row(0) if top]
    look = replace(look, top=look.top or max([*seen, 0]) * _HEADROOM or 1)
    plane = make_plane(frame, look)
    return finish([*_limits(frame, plane), *_values(frame, look, plane)], look)


def _limits(frame: pl.DataFrame, plane: Plane) -> list[alt.Chart]:
    known = alt.Chart(frame.filter(pl.col("centre").is_not_null()))
    band = known.mark_rect(color=PANEL).encode(
        x=plane.x("start"), x2="end:Q", y=plane.y("lower_limit"), y2="upper_limit:Q"
    )
    centre = known.mark_rule(color=MUTED, strokeWidth=1).encode(
        x=plane.x("start"), x2="end:Q", y=plane.y("centre")
    )
    return [band, centre]


def _values(frame: pl.DataFrame, look: Look, plane: Plane) -> list[alt.Chart]:
    number = look.number_format.chart
    base = alt.Chart(frame)
    colors = alt.Scale(domain=list(SIGNALS), range=list(SIGNALS.values()))
    line = base.mark_line(color=MUTED, strokeWidth=1.25).encode(x=plane.x(), y=plane.y())
    points = (
        base.transform_calculate(
            week="utcFormat(datum.week_start, '%-d %b %Y')",
            shown=f"isValid(datum.value) ? format(datum.value, '{number}') : 'none'",
            usual=f"isValid(datum.centre) ? format(datum.lower_limit, '{number}') + ' to ' + "
            f"format(datum.upper_limit, '{number}') : datum.missing",
            said="isValid(datum.rule) ? datum.rule + ', ' + datum.direction : 'none'",
        )
        .mark_point(size=look.point_size, filled=True, opacity=1, stroke=PAPER, strokeWidth=1)
        .encode(
            x=plane.x(),
            y=plane.y(),
            color=alt.Color("signal:N", scale=colors, legend=None),
            tooltip=[
                alt.Tooltip("week:N", title="Week of"),
                alt.Tooltip("shown:N", title=look.title),
                alt.Tooltip("usual:N", title="Usual"),
                alt.Tooltip("said:N", title="Signal"),
            ],
        )
    )
    return [line, points]
