"""The KPIs of the last complete week, which a run prints at its end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import typer

from assets.lib.settings import Settings
from pipelines.cli.common import snapshot
from pipelines.cli.formats import format_multiple, format_value, format_week
from pipelines.cli.kpi_remarks import Definitions, read_definitions, waiting_lines
from pipelines.cli.output import answer, print_table

if TYPE_CHECKING:
    import duckdb

_COLUMNS = ("KPI", "value", "week before", "baseline", "multiple", "target", "", "replaces", "")


def print_kpis(settings: Settings) -> None:
    """Print each KPI against the week before, baseline and target, and the metric it replaces."""
    with snapshot(settings) as connection:
        definitions = read_definitions(connection)
        headlines = {row["kpi_id"]: row for row in answer(connection, "kpi/headlines").records}
        remarks = _remarks(connection, definitions)
    if not headlines:
        for line in ("No week is complete yet: there is nothing to compare.", *remarks):
            typer.echo(line)
        return
    rows = [
        _row(definition, headlines[kpi_id])
        for kpi_id, definition in definitions.items()
        if kpi_id in headlines
    ]
    weeks = sorted({row["week_start"] for row in headlines.values()})
    title = " and ".join(format_week(week) for week in weeks)
    print_table(_COLUMNS, rows, title=f"KPIs, {title} (complete)")
    for line in remarks:
        typer.echo(line)


def _remarks(connection: duckdb.DuckDBPyConnection, definitions: Definitions) -> list[str]:
    """Return which weeks wait or went without an account, and what a first number needs."""
    missing = answer(connection, "kpi/without_a_number").records
    return [
        *waiting_lines(connection, definitions, weeks=1),
        *(f"{row['name']}: no number yet; it needs {row['needs']}" for row in missing),
    ]


def _row(definition: Mapping[str, Any], headline: dict[str, Any]) -> list[str]:
    unit = definition["unit"]
    without = headline["complete_without"]
    caveats = [f"without {without}"] if without else []
    caveats += ["maturing"] * headline["is_maturing"] + ["small n"] * headline["is_small_n"]
    return [
        definition["name"],
        format_value(headline["value"], unit),
        format_value(headline["previous_value"], unit),
        format_value(headline["baseline_value"], unit),
        format_multiple(headline["multiple"]),
        format_value(headline["target_value"], unit),
        ", ".join(caveats),
        definition["replaces_name"],
        format_value(headline["replaced_value"], definition["replaces_unit"]),
    ]
