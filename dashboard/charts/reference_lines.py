"""The reference lines of a trend: baseline, target, transition, annotations, versions."""

from __future__ import annotations

import altair as alt
import polars as pl

from dashboard.charts.axes import HALF_WEEK, Look, Plane, instant
from dashboard.lib.formats import format_value
from dashboard.lib.reference_lines import ReferenceLines
from dashboard.lib.theme import BASELINE, INK, MUTED, PANEL, PAPER, TARGET

_NAME_HEIGHT = 20
_PATH = "target path"


def draw_context(frame: pl.DataFrame, lines: ReferenceLines, plane: Plane) -> list[alt.Chart]:
    """The baseline weeks as a band, the start of the transition as a rule."""
    if frame.is_empty():
        return []
    first, last = frame.select(
        first=pl.col("week_start").min() - HALF_WEEK, last=pl.col("week_start").max() + HALF_WEEK
    ).row(0)
    layers = []
    if lines.baseline_weeks:
        start, end = (instant(day) - HALF_WEEK for day in lines.baseline_weeks)
        if max(start, first) < min(end, last):
            band = pl.DataFrame({"start": [max(start, first)], "end": [min(end, last)]})
            area = alt.Chart(band).mark_rect(color=PANEL)
            layers.append(area.encode(x=plane.x("start"), x2="end:Q"))
    if lines.transition and first <= instant(lines.transition) <= last:
        rule = alt.Chart(pl.DataFrame({"week_start": [instant(lines.transition)]}))
        layers.append(
            rule.mark_rule(color=MUTED, strokeWidth=1, strokeDash=[1, 3]).encode(x=plane.x())
        )
    return layers


def draw_references(
    frame: pl.DataFrame, look: Look, lines: ReferenceLines, plane: Plane
) -> list[alt.Chart]:
    """The baseline and the path to the target, named where there is room beside the plot."""
    layers = []
    ends: list[tuple[str, float, str]] = []
    if lines.baseline is not None:
        layers.append(
            alt.Chart(pl.DataFrame({"value": [lines.baseline]}))
            .mark_rule(color=BASELINE, strokeWidth=1.25)
            .encode(y=plane.y())
        )
        ends.append(
            (
                f"baseline {format_value(lines.baseline, look.number_format)}",
                lines.baseline,
                BASELINE,
            )
        )
    if "target_value" in frame.columns and frame["target_value"].is_not_null().any():
        path = frame.filter(pl.col("target_value").is_not_null())
        layers.append(
            alt.Chart(path.select("week_start", value="target_value"))
            .mark_line(color=TARGET, strokeWidth=1.25, strokeDash=[5, 4])
            .encode(x=plane.x(), y=plane.y())
        )
        ends.append((_PATH, float(path["target_value"][-1]), TARGET))
    for reference in lines.named:
        layers.append(
            alt.Chart(pl.DataFrame({"value": [reference.value]}))
            .mark_rule(color=TARGET, strokeWidth=1.25, strokeDash=[5, 4])
            .encode(y=plane.y())
        )
        ends.append((reference.name, reference.value, TARGET))
    if look.name_room and ends:
        layers += _names(frame, look, ends, plane)
    return layers


def draw_annotations(frame: pl.DataFrame, lines: ReferenceLines, plane: Plane) -> list[alt.Chart]:
    """A triangle at the foot of the plot on each day of an annotation, with its text on hover."""
    if frame.is_empty() or not lines.annotations:
        return []
    first, last = frame.select(
        first=pl.col("week_start").min() - HALF_WEEK, last=pl.col("week_start").max() + HALF_WEEK
    ).row(0)
    noted = pl.DataFrame(
        [
            {"week_start": instant(note.day), "value": 0.0, "text": note.note}
            for note in lines.annotations
            if first <= instant(note.day) <= last
        ],
        schema={"week_start": pl.Int64, "value": pl.Float64, "text": pl.String},
    )
    points = alt.Chart(noted).transform_calculate(day="utcFormat(datum.week_start, '%-d %b %Y')")
    return [
        points.mark_point(
            shape="triangle-up", size=80, filled=True, color=INK, opacity=1, yOffset=-5
        ).encode(
            x=plane.x(),
            y=plane.y(),
            tooltip=[alt.Tooltip("day:N", title="On"), alt.Tooltip("text:N", title="Annotation")],
        )
    ]


def _names(
    frame: pl.DataFrame, look: Look, ends: list[tuple[str, float, str]], plane: Plane
) -> list[alt.Chart]:
    """The names at the right ends, kept apart where the ends are close."""
    lowest, highest = min(value for _, value, _ in ends), max(value for _, value, _ in ends)
    close = len(ends) > 1 and look.height * (highest - lowest) / (look.top or 1) < _NAME_HEIGHT
    layers = []
    for name, value, color in ends:
        place = alt.Chart(
            pl.DataFrame(
                {"week_start": [frame["week_start"].max()], "value": [value], "name": [name]}
            )
        ).encode(x=plane.x(), y=plane.y(), text="name:N")
        # the rule of the baseline runs on, so that its name stands on it or hangs from it
        shift = 0 if name == _PATH and not close else 9 if value == lowest and close else -9
        layers += [_write(place, shift, PAPER, 5), _write(place, shift, color, 0)]
    return layers


def _write(place: alt.Chart, shift: int, color: str, halo: int) -> alt.Chart:
    text: alt.Chart = place.mark_text(
        align="left",
        baseline="middle",
        dx=14,
        dy=shift,
        fontSize=12,
        color=color,
        stroke=PAPER if halo else alt.Undefined,
        strokeWidth=halo,
    )
    return text


def draw_versions(frame: pl.DataFrame, plane: Plane) -> list[alt.Chart]:
    """A rule where a new version of the definition takes effect."""
    if "definition_version" not in frame.columns:
        return []
    changed = frame.sort("week_start").filter(
        pl.col("definition_version") != pl.col("definition_version").shift(1)
    )
    if changed.is_empty():
        return []
    rules = alt.Chart(
        changed.select("week_start", name=pl.format("definition {}", "definition_version"))
    )
    return [
        rules.mark_rule(color=INK, strokeWidth=1).encode(x=plane.x()),
        rules.mark_text(align="left", dx=4, y=6, color=INK, fontSize=12).encode(
            x=plane.x(), text="name:N"
        ),
    ]
