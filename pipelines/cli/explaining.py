"""The command that explains why a KPI moved between two weeks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from assets.settings import read_settings
from pipelines.cli.common import USAGE, snapshot, stop
from pipelines.cli.output import Format, print_rows

if TYPE_CHECKING:
    import duckdb

    from assets.analysis.explanation.parts import KpiWeek
    from assets.analysis.explanation.sentence import Style

_COLUMNS = ("part_type", "part", "kind", "contribution", "from_value", "to_value")

_DEFINITIONS = """
    select kpi_id, case when aggregation = 'sum' then 'count' when unit = 'share' then 'share'
        else 'ratio' end
    from kpi_definition
    qualify row_number() over (partition by kpi_id order by version desc) = 1
    order by kpi_id
"""
_NOTES = """
    select distinct annotated_on, text, annotation_number
    from kpi_change_annotation
    where kpi_id = $kpi
        and date_trunc('week', annotated_on) in ($week::date, $against::date)
    order by annotated_on, annotation_number
"""


@dataclass(frozen=True)
class Pair:
    """The week to explain, and the one to hold it against."""

    week: date
    against: date


def explain(
    kpi: Annotated[str, typer.Argument(help="The KPI's id, as `fullscore kpis` names it.")],
    week: Annotated[
        str | None, typer.Option(metavar="MONDAY", help="A complete week; the newest if none.")
    ] = None,
    against: Annotated[
        str | None, typer.Option(metavar="MONDAY", help="Another; the week before if none.")
    ] = None,
    shape: Annotated[Format, typer.Option("--format", help="How rows come out.")] = Format.TABLE,
) -> None:
    """Explain the change of a KPI between two complete weeks, by factor and by segment."""
    from assets.analysis.explanation import explain as explaining
    from assets.analysis.explanation.reading import read_weeks
    from assets.analysis.explanation.sentence import sentence

    with snapshot(read_settings()) as connection:
        style = _style(connection, kpi)
        weeks = read_weeks(connection, kpi)
        pair = _pair(weeks, week, against)
        notes = connection.execute(
            _NOTES, {"kpi": kpi, "week": pair.week, "against": pair.against}
        ).fetchall()
    before, after = weeks[pair.against], weeks[pair.week]
    parts = explaining.explain(kpi, before, after)
    rows = [[getattr(part, column) for column in _COLUMNS] for part in parts]
    if shape is not Format.TABLE:
        named = [[kpi, pair.week, pair.against, *row] for row in rows]
        print_rows(["kpi", "week_start", "against_week", *_COLUMNS], named, shape)
        return
    print_rows(_COLUMNS, rows, shape)
    for noted_on, text, _ in notes:
        typer.echo(f"noted on {noted_on}: {text}")
    typer.echo(f"week of {pair.week} against week of {pair.against}")
    typer.echo(sentence(parts, style, explaining.obstacle(before, after)))


def _style(connection: duckdb.DuckDBPyConnection, kpi: str) -> Style:
    styles: dict[str, Style] = dict(connection.execute(_DEFINITIONS).fetchall())
    if kpi not in styles:
        stop(f"no KPI is named {kpi!r}; use one of {', '.join(styles)}", USAGE)
    return styles[kpi]


def _pair(weeks: Mapping[date, KpiWeek], week: str | None, against: str | None) -> Pair:
    complete = sorted(weeks)
    if len(complete) < 2:  # noqa: PLR2004  # a change needs two
        stop(f"a change needs two complete weeks, and there are {len(complete)}", USAGE)
    later = _complete(week, "--week", complete) if week else complete[-1]
    if against is None and later == complete[0]:
        stop(f"there is no week before {later}, the first one; name one by --against", USAGE)
    earlier = (
        _complete(against, "--against", complete)
        if against
        else complete[complete.index(later) - 1]
    )
    if later == earlier:
        stop(f"{later} can't be held against itself; name two weeks", USAGE)
    return Pair(later, earlier)


def _complete(text: str, option: str, complete: Collection[date]) -> date:
    first, *_, last = complete
    allowed = f"use the Monday of a complete week, {first} to {last}"
    try:
        found = date.fromisoformat(text)
    except ValueError:
        stop(f"{option}: {text!r} is no date written like {last}; {allowed}", USAGE)
    if found.weekday() != 0:
        stop(f"{option}: {found} is no Monday; {allowed}", USAGE)
    if found > last:
        stop(f"{option}: the week of {found} is not complete; {allowed}", USAGE)
    if found not in complete:
        stop(f"{option}: there is no week of {found}; {allowed}", USAGE)
    return found
