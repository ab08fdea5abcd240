"""The command that explains why a KPI moved between two weeks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from assets.lib.settings import read_settings
from pipelines.cli.common import USAGE, snapshot, stop
from pipelines.cli.formats import format_change, format_value, format_week, format_words
from pipelines.cli.kpi_remarks import read_definitions, verdict_lines
from pipelines.cli.output import Format, Rows, Shape, answer, print_rows, print_table
from pipelines.cli.weeks import OtherWeek, Week, choose_week, monday_of

if TYPE_CHECKING:
    import duckdb

    from assets.lib.statistics.decomposition import Part
    from assets.lib.statistics.explanation import KpiWeek, Style

_FACTOR_UNIT = "per campaign"  # factors are written with two decimals, as rates are
_COLUMNS = ("part_type", "part", "kind", "contribution", "from_value", "to_value")


@dataclass(frozen=True)
class Definition:
    """What the explained KPI is called, and how its numbers are written."""

    name: str
    unit: str
    style: Style


@dataclass(frozen=True)
class Pair:
    """The week to explain, and the week to compare it with."""

    week: date
    against: date


def explain(
    kpi: Annotated[str, typer.Argument(help="The KPI's id, as `fullscore kpis` names it.")],
    week: Week = None,
    against: OtherWeek = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Explain the change of a KPI between two complete weeks, by factor and by segment."""
    from assets.lib.kpi_weeks import read_kpi_weeks
    from assets.lib.statistics.explanation import (
        describe_change,
        explain_change,
        find_obstacle,
    )

    with snapshot(read_settings()) as connection:
        definition = _definition(connection, kpi)
        weeks = read_kpi_weeks(connection, kpi)
        pair = _pair(weeks, week, against)
        annotations = answer(connection, "kpi/annotations").where("kpi_id", kpi).records
        verdict = list(verdict_lines(connection, {kpi: read_definitions(connection)[kpi]}))
    before, after = weeks[pair.against], weeks[pair.week]
    parts = explain_change(before, after)
    if shape is not Format.TABLE:
        print_rows(_rows(kpi, pair, parts), shape)
        return
    typer.echo(f"{definition.name}, {format_week(pair.week)} against {format_week(pair.against)}")
    typer.echo(describe_change(parts, definition.style, find_obstacle(before, after)))
    for row in annotations:
        if monday_of(row["annotated_on"]) in (pair.week, pair.against):
            beside = f" ({row['foundations']})" if row["foundations"] else ""
            typer.echo(f"noted on {row['annotated_on']}: {row['text']}{beside}")
    _print_parts(parts, definition)
    for line in verdict:
        typer.echo(line)


def _definition(connection: duckdb.DuckDBPyConnection, kpi: str) -> Definition:
    known = read_definitions(connection)
    if kpi not in known:
        stop(f"no KPI is named {kpi!r}; use one of {', '.join(known)}", USAGE)
    row = known[kpi]
    style: Style = "share" if row["unit"] == "share" else "ratio"
    if row["aggregation"] == "sum":
        style = "count"
    return Definition(row["name"], row["unit"], style)


def _pair(weeks: Mapping[date, KpiWeek], week: Week, against: OtherWeek) -> Pair:
    complete = sorted(weeks)
    if len(complete) < 2:  # noqa: PLR2004  # a change needs two
        stop(f"a change needs two complete weeks, and there are {len(complete)}", USAGE)
    later = choose_week(week, complete, complete[-1])
    if against is None and later == complete[0]:
        stop(f"there is no week before {later}, the first one; name one by --against", USAGE)
    earlier = choose_week(against, complete, complete[complete.index(later) - 1], "--against")
    if later == earlier:
        stop(f"the week of {later} can't be compared with itself; name two weeks", USAGE)
    return Pair(later, earlier)


def _rows(kpi: str, pair: Pair, parts: Sequence[Part]) -> Rows:
    return Rows(
        ("kpi", "week_start", "against_week", *_COLUMNS),
        tuple(
            (kpi, pair.week, pair.against, *(getattr(part, column) for column in _COLUMNS))
            for part in parts
        ),
    )


def _print_parts(parts: Sequence[Part], definition: Definition) -> None:
    """Print a table for each part type; the residual, which is zero, is left out."""
    named = [part for part in parts if part.kind not in ("total", "residual")]
    for part_type, group in groupby(named, key=lambda part: part.part_type):
        print_table(
            ["part", "kind", "contribution", "before", "after"],
            [_line(part, definition.unit) for part in group],
            title=f"By {format_words(part_type).lower()}",
        )


def _line(part: Part, unit: str) -> list[str]:
    shown = {"mix": "share", "factor": _FACTOR_UNIT}.get(part.kind, unit)
    return [
        format_words(part.part) if part.kind == "factor" else part.part,
        part.kind,
        format_change(part.contribution, unit),
        format_value(part.from_value, shown),
        format_value(part.to_value, shown),
    ]
