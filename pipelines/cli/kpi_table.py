"""The four KPIs of the last complete week, as a run ends with them."""

from __future__ import annotations

from typing import Any

import typer

from assets.lib.settings import Settings
from assets.snapshot.reader import open_snapshot
from pipelines.cli.formats import format_multiple, format_value, format_week
from pipelines.cli.output import print_table

_HEADLINE = """
    select
        definition.name,
        definition.unit,
        headline.value,
        headline.previous_value,
        headline.baseline_value,
        headline.multiple,
        headline.target_value,
        headline.is_maturing,
        headline.is_small_n,
        definition.replaces_name,
        definition.replaces_unit,
        headline.old_value,
        headline.week_start
    from kpi_headline as headline
    inner join kpi_definition as definition using (kpi_id)
    qualify row_number() over (partition by kpi_id order by definition.version desc) = 1
    order by array_position(
        [
            'content_system_throughput', 'campaign_iteration_velocity',
            'strategic_decision_density', 'pipeline_signal_to_noise'
        ],
        kpi_id
    )
"""


def print_kpis(settings: Settings) -> None:
    """Print the four KPIs against the week before, baseline and target, and what they replace."""
    with open_snapshot(settings.published) as connection:
        rows = connection.execute(_HEADLINE).fetchall()
    if not rows:
        typer.echo("No week is complete yet: there is nothing to compare.")
        return
    columns = ["KPI", "value", "week before", "baseline", "multiple", "target", "", "replaces", ""]
    week = format_week(rows[0][-1])
    print_table(columns, [_row(row) for row in rows], title=f"KPIs, {week} (complete)")


def _row(row: Any) -> list[str]:
    name, unit, value, previous, baseline, multiple, target, maturing, small_n, *old = row
    notes = ["maturing"] * bool(maturing) + ["small n"] * bool(small_n)
    return [
        name,
        format_value(value, unit),
        format_value(previous, unit),
        format_value(baseline, unit),
        format_multiple(multiple),
        format_value(target, unit),
        ", ".join(notes),
        old[0],
        format_value(old[2], old[1]),
    ]
