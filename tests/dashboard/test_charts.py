"""Frames into charts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import altair as alt
import polars as pl
import pytest

from dashboard.charts.axes import Look, instant, with_state
from dashboard.charts.breakdown import draw_intervals, draw_stack
from dashboard.charts.contributions import draw_contributions
from dashboard.charts.legend import draw_legend, draw_part_legend
from dashboard.charts.process_behavior import draw_process_behavior
from dashboard.charts.trend import draw_trend
from dashboard.lib.formats import NumberFormat
from dashboard.lib.reference_lines import Annotation, ReferenceLine, ReferenceLines
from dashboard.lib.theme import BASELINE, FAINT, PANEL, TARGET

LOOK = Look("#123456", NumberFormat.SHARE, "Signal", "no lead entered", name_room=0.1)
FIRST = date(2026, 6, 15)


def make_weeks(values: list[float | None], **more: list[Any]) -> pl.DataFrame:
    """Weeks of which the last is running."""
    number = len(values)
    columns = {
        "week_start": [FIRST + timedelta(weeks=i) for i in range(number)],
        "value": values,
        "is_complete": [True] * (number - 1) + [False],
    }
    return pl.DataFrame(columns | more, schema_overrides={"value": pl.Float64})


def read_layers(chart: alt.LayerChart) -> list[tuple[str, dict[str, Any], list[dict[str, Any]]]]:
    """Return mark type, mark and rows of each layer."""
    spec = chart.to_dict()
    return [
        (
            layer["mark"]["type"],
            layer["mark"],
            spec["datasets"][layer.get("data", spec.get("data"))["name"]],
        )
        for layer in spec["layer"]
    ]


def test_states_of_weeks() -> None:
    """Running goes before maturing, maturing before small n."""
    weeks = make_weeks(
        [0.1, 0.2, 0.3, 0.4],
        is_maturing=[False, False, True, True],
        is_small_n=[False, True, True, True],
    )
    assert with_state(weeks)["state"].to_list() == ["complete", "small n", "maturing", "running"]


def test_settled_weeks_are_a_line_and_later_ones_dashed() -> None:
    """The solid line ends at the last settled week, from which the dashes go on.

    What is counted of the running week so far is a point that no line leads to.
    """
    weeks = make_weeks([0.1, 0.2, 0.3, 0.4], is_maturing=[False, False, True, True])
    dashed, solid = (
        rows for kind, _, rows in read_layers(draw_trend(weeks, LOOK)) if kind == "line"
    )
    assert [row["value"] for row in solid] == [0.1, 0.2]
    assert [row["value"] for row in dashed] == [0.2, 0.3]


def test_a_gap_is_marked_and_has_its_reason() -> None:
    """A complete week without value breaks the line, has a cross, and the tooltip says why."""
    chart = draw_trend(make_weeks([0.1, None, 0.3, 0.4]), LOOK)
    crosses = [rows for _, mark, rows in read_layers(chart) if mark.get("shape") == "cross"]
    assert [row["week_start"] for [row] in crosses] == [instant(date(2026, 6, 22))]
    assert "none: no lead entered" in str(chart.to_dict())


def test_a_gap_that_is_no_news_is_not_marked() -> None:
    """Without a reason the line just breaks."""
    look = Look("#123456", NumberFormat.SHARE, "Signal", "")
    layers = read_layers(draw_trend(make_weeks([0.1, None, 0.3, 0.4]), look))
    assert not [mark for _, mark, _ in layers if mark.get("shape") == "cross"]


def test_what_the_measure_is_read_against() -> None:
    """Baseline weeks, baseline, target path and start of the transition each have their mark."""
    weeks = make_weeks([0.1, 0.2, 0.3, 0.4], target_value=[None, 0.2, 0.25, 0.3])
    span = (FIRST - timedelta(weeks=2), FIRST + timedelta(weeks=1))
    layers = read_layers(draw_trend(weeks, LOOK, ReferenceLines(0.15, span, date(2026, 6, 24))))
    band = next(rows for kind, mark, rows in layers if (kind, mark.get("color")) == ("rect", PANEL))
    rules = {mark["color"]: rows for kind, mark, rows in layers if kind == "rule"}
    path = next(rows for kind, mark, rows in layers if kind == "line" and mark["color"] == TARGET)
    assert band[0]["end"] - band[0]["start"] == instant(date(2026, 6, 22)) - instant(FIRST)
    assert rules[BASELINE] == [{"value": 0.15}]
    assert len(rules) == 2
    assert [row["value"] for row in path] == [0.2, 0.25, 0.3]
    names = [rows[0]["name"] for kind, _, rows in layers if kind == "text"]
    assert set(names) == {"baseline 15.0%", "target path"}


def test_claims_and_annotations_are_drawn() -> None:
    """A claim is a named line across that fits the scale; an annotation stands on its day."""
    lines = ReferenceLines(
        annotations=(
            Annotation(date(2026, 6, 24), "Something"),
            Annotation(date(2020, 1, 1), "Long ago"),
        ),
        named=(ReferenceLine("claimed 3.2x", 3.2),),
    )
    chart = draw_trend(make_weeks([0.1, 0.2, 0.3, 0.4]), LOOK, lines)
    layers = read_layers(chart)
    assert [rows for kind, _, rows in layers if kind == "rule"] == [[{"value": 3.2}]]
    assert {rows[0]["name"] for kind, _, rows in layers if kind == "text"} == {"claimed 3.2x"}
    [noted] = [rows for _, mark, rows in layers if mark.get("shape") == "triangle-up"]
    assert [(row["week_start"], row["text"]) for row in noted] == [
        (instant(date(2026, 6, 24)), "Something")
    ]
    points = next(layer for layer in chart.to_dict()["layer"] if layer["mark"]["type"] == "point")
    assert points["encoding"]["y"]["scale"]["domain"][1] > 3.2


def test_limits_are_a_band_and_signals_have_a_color() -> None:
    """The band is as wide as its weeks, and a week of a signal has another color."""
    weeks = make_weeks([0.2, 0.2, 0.9]).with_columns(
        is_complete=pl.lit(value=True),
        centre=pl.lit(0.2),
        lower_limit=pl.lit(0.1),
        upper_limit=pl.lit(0.3),
        rule=pl.Series([None, None, "outside"]),
        direction=pl.Series([None, None, "worse"]),
        missing=pl.Series([None, None, None], dtype=pl.String),
    )
    band, centre, line, points = read_layers(draw_process_behavior(weeks, LOOK))
    assert (band[0], centre[0], line[0], points[0]) == ("rect", "rule", "line", "point")
    assert [row["upper_limit"] for row in band[2]] == [0.3] * 3
    assert [row["signal"] for row in points[2]] == ["none", "none", "worse"]


def test_without_limits_there_is_no_band() -> None:
    """Too few weeks for limits are drawn as they are."""
    weeks = make_weeks([0.2, 0.3]).with_columns(
        centre=pl.lit(None, pl.Float64),
        lower_limit=pl.lit(None, pl.Float64),
        upper_limit=pl.lit(None, pl.Float64),
        rule=pl.lit(None, pl.String),
        direction=pl.lit(None, pl.String),
        missing=pl.lit("2 of 8 baseline weeks"),
    )
    band, centre, _, points = read_layers(draw_process_behavior(weeks, LOOK))
    assert band[2] == []
    assert centre[2] == []
    assert len(points[2]) == 2


def test_contributions_keep_their_order_and_sign() -> None:
    """One bar a part and kind, the kinds in their colors."""
    parts = pl.DataFrame(
        {
            "part": ["search", "search", "video"],
            "kind": ["mix", "rate", "rate"],
            "contribution": [-0.1, 0.3, 0.05],
            "from_shown": ["a", "b", "c"],
            "to_shown": ["d", "e", "f"],
        }
    )
    chart = draw_contributions(parts, LOOK, {"mix": "#111111", "rate": "#222222"})
    bars = read_layers(chart)[0]
    assert bars[0] == "bar"
    assert [row["contribution"] for row in bars[2]] == [-0.1, 0.3, 0.05]
    assert chart.to_dict()["layer"][0]["encoding"]["y"]["sort"] == ["search", "video"]


def test_a_new_definition_is_marked() -> None:
    """The week from which another version holds has a rule with its number."""
    chart = draw_trend(make_weeks([0.1, 0.2, 0.3], definition_version=[1, 2, 2]), LOOK)
    assert [rows[0]["name"] for kind, _, rows in read_layers(chart) if kind == "text"] == [
        "definition 2"
    ]


def test_the_running_week_is_grey_and_does_not_set_the_scale() -> None:
    """One early item makes 100 %: the scale is that of complete weeks, the point is left out."""
    chart = draw_trend(make_weeks([0.1, 0.2, 1.0]), LOOK)
    points = next(layer for layer in chart.to_dict()["layer"] if layer["mark"]["type"] == "point")
    domain = points["encoding"]["y"]["scale"]["domain"]
    assert domain[0] == 0
    assert 0.2 < domain[1] < 0.3
    assert points["encoding"]["stroke"]["scale"]["range"][-1] == FAINT


def test_weeks_are_labelled_at_mondays() -> None:
    """Labels are weeks that there are, the newest complete one among them, as 27 Jul."""
    weeks = make_weeks([0.1] * 26)
    layer = draw_trend(weeks, LOOK).to_dict()["layer"][-1]
    axis = layer["encoding"]["x"]["axis"]
    known = with_state(weeks)["week_start"].to_list()
    assert set(axis["values"]) <= set(known)
    assert axis["values"][-1] == known[-2]
    assert len(axis["values"]) <= LOOK.ticks
    assert "%-d %b" in axis["labelExpr"]


def test_no_week_is_no_error() -> None:
    """A frame without rows, or without any value, is drawn all the same."""
    assert draw_trend(make_weeks([0.1]).clear(), LOOK).to_dict()["layer"]
    assert draw_trend(make_weeks([None, None]), LOOK).to_dict()["layer"]


def test_parts_are_stacked_in_the_order_given() -> None:
    """Each part stands on the one before; a reference makes every bar as high as the whole."""
    weeks = pl.DataFrame(
        {
            "week_start": [FIRST, FIRST, FIRST],
            "part": ["execution", "judgment", "oversight"],
            "value": [6.0, 3.0, 1.0],
            "is_complete": [True, True, True],
        }
    )
    colors = {"judgment": "#111111", "oversight": "#222222", "execution": "#333333"}
    summed = read_layers(draw_stack(weeks, LOOK, colors))[0][2]
    assert [(row["part"], row["lower"], row["upper"]) for row in summed] == [
        ("judgment", 0, 3),
        ("oversight", 3, 4),
        ("execution", 4, 10),
    ]
    bars, line = read_layers(draw_stack(weeks, LOOK, colors, 0.8))
    assert [row["upper"] for row in bars[2]] == pytest.approx([0.3, 0.4, 1])
    assert line[2] == [{"lower": 0.8}]


def test_intervals_have_span_dot_and_counts() -> None:
    """A share is never drawn without its interval and what it was counted from."""
    outcomes = pl.DataFrame(
        {
            "qualifier": ["all"],
            "value": [0.32],
            "lower_bound": [0.19],
            "upper_bound": [0.49],
            "successes": [11],
            "trials": [34],
        }
    )
    kinds = [kind for kind, _, _ in read_layers(draw_intervals(outcomes, LOOK))]
    assert kinds == ["rule", "point", "text"]


def test_legends_name_every_mark() -> None:
    """The line under a chart explains each symbol."""
    assert draw_legend().count("<img") == draw_legend().count("<span>") == 9
    assert "80 %" in draw_part_legend({"judgment": "#111111"}, "80 % judgment")
