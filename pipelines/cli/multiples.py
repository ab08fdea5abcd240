"""The command that holds the guide's claims and the targets against the organisation's own pace."""

from __future__ import annotations

from typing import Annotated

import typer

from assets.settings import read_settings
from pipelines.cli.common import snapshot
from pipelines.cli.output import Format, print_rows

_CLAIMS = """
    select
        claim_id as claim, name, unit, baseline_value, recent_value, own_multiple,
        reference_multiple, missing
    from claim_multiple
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


def multiples(
    shape: Annotated[Format, typer.Option("--format", help="How rows come out.")] = Format.TABLE,
) -> None:
    """Print the own multiples beside the guide's claims, and when each KPI reaches its target."""
    queries = (_CLAIMS, _FORECASTS) if shape is Format.TABLE else (_BOTH,)
    with snapshot(read_settings()) as connection:
        for query in queries:
            found = connection.execute(query)
            columns = [column[0] for column in found.description]
            print_rows(columns, found.fetchall(), shape)
