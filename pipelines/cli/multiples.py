"""The command that holds the guide's claims and the targets against the organisation's own pace."""

from __future__ import annotations

from typing import Any

from assets.lib.settings import read_settings
from pipelines.cli.common import snapshot
from pipelines.cli.formats import NOTHING, format_change, format_multiple, format_value
from pipelines.cli.output import Format, Shape, ask, print_rows, print_table

_CLAIMS = """
    select
        claim_id as claim, name, unit, baseline_value, recent_value, own_multiple,
        reference_multiple,
        case when measured.measure is null then 'no complete week' else missing end as missing
    from claim
    left join claim_multiple_weekly as measured
        on measured.measure = claim.measure
        and week_start = (select max(week_start) from claim_multiple_weekly)
    order by claim_order
"""
_FORECASTS = """
    select
        kpi_id as kpi, level, pace_per_week, target_value, target_until, reached_on, earliest_on,
        latest_on, coalesce(statement, 'not enough data: ' || missing) as statement
    from kpi_forecast
    order by kpi_id
"""
_BOTH = f"""
    with claims as ({_CLAIMS}), forecasts as ({_FORECASTS})
    select 'claim' as kind, claim as id, * exclude (claim) from claims
    union all by name
    select 'forecast' as kind, kpi as id, * exclude (kpi) from forecasts
"""
_UNITS = """
    select kpi_id, name, unit
    from kpi_definition
    qualify row_number() over (partition by kpi_id order by version desc) = 1
"""


def multiples(shape: Shape = Format.TABLE) -> None:
    """Print the own multiples beside the guide's claims, and when each KPI reaches its target."""
    with snapshot(read_settings()) as connection:
        if shape is not Format.TABLE:
            print_rows(ask(connection, _BOTH), shape)
            return
        claims = ask(connection, _CLAIMS).records
        forecasts = ask(connection, _FORECASTS).records
        units = {row["kpi_id"]: row for row in ask(connection, _UNITS).records}
    headings = ["claim", "own", "claimed", "baseline", "now", "unit", "missing"]
    print_table(headings, [_claim(row) for row in claims], title="Multiples of the own baseline")
    headings = ["KPI", "level", "pace a week", "target", "due", "at this pace"]
    lines = [_forecast(row, units[row["kpi"]]) for row in forecasts]
    print_table(headings, lines, title="Targets, at the pace of the last weeks")


def _claim(row: dict[str, Any]) -> list[str]:
    is_share = row["unit"].startswith("share")
    return [
        row["name"],
        NOTHING if is_share else format_multiple(row["own_multiple"]),
        NOTHING if row["reference_multiple"] is None else f"{row['reference_multiple']:g}x",
        *(
            format_value(row[name], "share" if is_share else row["unit"])
            for name in ("baseline_value", "recent_value")
        ),
        row["unit"],
        row["missing"] or "",
    ]


def _forecast(row: dict[str, Any], definition: dict[str, Any]) -> list[str]:
    unit = definition["unit"]
    return [
        definition["name"],
        format_value(row["level"], unit),
        format_change(row["pace_per_week"], unit),
        format_value(row["target_value"], unit),
        NOTHING if row["target_until"] is None else str(row["target_until"]),
        row["statement"],
    ]
