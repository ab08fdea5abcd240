"""Axes, states and the look that all charts share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import altair as alt
import polars as pl

from dashboard.lib.formats import NumberFormat
from dashboard.lib.theme import FONT, MUTED, RULE

STATES = ("complete", "small n", "maturing", "running")
"""The states of a week's value; only the first two are settled."""

HALF_WEEK = 7 * 24 * 3600 * 1000 // 2
"""In milliseconds: weeks are numbers to the charts, so that no reader's own zone shifts them."""


@dataclass(frozen=True)
class Look:
    """How a measure is drawn.

    `gap` says why a complete week can be without value, and empty that it is no news;
    `name_room` is the share of the plot that is kept free for the names of target and baseline.
    """

    color: str
    number_format: NumberFormat
    title: str
    gap: str
    height: int = 300
    x_labels: bool = True
    y_labels: bool = True
    has_title: bool = True
    name_room: float = 0
    ticks: int = 9
    point_size: int = 30
    top: float | None = None
    part_format: NumberFormat | None = None
    part_title: str | None = None


def with_state(weeks: pl.DataFrame) -> pl.DataFrame:
    """Add the `state` of each week, and turn its day to an instant; a missing flag is not set."""
    flags = [name for name in ("is_maturing", "is_small_n") if name not in weeks.columns]
    return weeks.with_columns(pl.lit(value=False).alias(name) for name in flags).with_columns(
        pl.col("week_start").cast(pl.Datetime("ms")).dt.epoch("ms"),
        state=pl.when(~pl.col("is_complete"))
        .then(pl.lit("running"))
        .when("is_maturing")
        .then(pl.lit("maturing"))
        .when("is_small_n")
        .then(pl.lit("small n"))
        .otherwise(pl.lit("complete")),
    )


@dataclass(frozen=True)
class Plane:
    """The two axes of a chart; every layer takes them from here, or they would not be merged."""

    week_axis: alt.Axis | None
    week_scale: alt.Scale
    value_axis: alt.Axis | None
    value_scale: alt.Scale

    def x(self, column: str = "week_start") -> alt.X:
        """Return where a column of times is drawn."""
        return alt.X(f"{column}:Q", axis=self.week_axis, scale=self.week_scale)

    def y(self, column: str = "value") -> alt.Y:
        """Return where a column of values is drawn."""
        return alt.Y(f"{column}:Q", axis=self.value_axis, scale=self.value_scale)


def make_plane(frame: pl.DataFrame, look: Look) -> Plane:
    """Return axes over the weeks of the frame, and from zero to the top of the look."""
    weeks = frame["week_start"].unique().sort()
    ends = [weeks[0] - HALF_WEEK, weeks[-1] + HALF_WEEK] if len(weeks) else []
    if ends:
        ends[1] += round((ends[1] - ends[0]) * look.name_room)
    return Plane(
        week_axis=_week_axis(frame, look) if look.x_labels else None,
        week_scale=alt.Scale(domain=ends or [0, 1], nice=False, zero=False),
        value_axis=_value_axis(look) if look.y_labels else None,
        value_scale=alt.Scale(domain=[0, look.top or 1], nice=False),
    )


def _week_axis(frame: pl.DataFrame, look: Look) -> alt.Axis:
    """Labels at Mondays, the newest complete week among them; the year where it begins."""
    complete = frame.filter("is_complete")["week_start"].unique().sort()
    labelled = complete if len(complete) else frame["week_start"].unique().sort()
    step = max(1, -(-len(labelled) // look.ticks))
    year_starts = f"31 * utcmonth(datum.value) + utcdate(datum.value) <= {7 * step}"
    return alt.Axis(
        values=labelled.reverse().gather_every(step).reverse().to_list(),
        labelExpr="[utcFormat(datum.value, '%-d %b'),"
        f" datum.index === 0 || {year_starts} ? utcFormat(datum.value, '%Y') : '']",
        title=None,
        grid=False,
        ticks=True,
        tickColor=RULE,
        domain=True,
        domainColor=RULE,
    )


def _value_axis(look: Look) -> alt.Axis:
    return alt.Axis(
        title=look.title if look.has_title else None,
        titleAngle=0,
        titleAlign="left",
        titleAnchor="end",
        titleX=0,
        titleY=-10,
        titleBaseline="bottom",
        format=look.number_format.axis,
        tickCount=max(2, look.height // 60),
        minExtent=44,
        maxExtent=44,
        tickMinStep=1 if look.number_format is NumberFormat.COUNT else alt.Undefined,
    )


def finish(layers: Sequence[alt.Chart], look: Look) -> alt.LayerChart:
    """Lay the marks over each other, with the house's fonts, axes and paddings."""
    above = 24 if look.y_labels and look.has_title else 6
    padding = {"left": 2, "right": 8, "top": above, "bottom": 2}
    return alt.LayerChart(
        layer=list(layers),
        height=look.height,
        padding=padding,
        background="transparent",
        config=alt.Config(
            font=FONT,
            view=alt.ViewConfig(stroke=None),
            axis=alt.AxisConfig(
                labelColor=MUTED,
                labelFontSize=12,
                titleColor=MUTED,
                titleFontSize=12,
                titleFontWeight="normal",
                domain=False,
                ticks=False,
                gridColor=RULE,
                labelPadding=7,
            ),
        ),
    )


def instant(day: date) -> int:
    """Return the day's beginning in UTC, in milliseconds, as weeks are drawn."""
    return int(datetime.combine(day, time(), UTC).timestamp()) * 1000
