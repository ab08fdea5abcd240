"""The command that shows the three risks."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from assets.settings import read_settings
from pipelines.cli.common import FAILED, USAGE, snapshot, stop
from pipelines.cli.output import Format, print_rows

if TYPE_CHECKING:
    from datetime import date

    import duckdb


class Risk(StrEnum):
    """The risks of an organisation that hands work to agents."""

    BRAND_VOICE_DRIFT = "brand_voice_drift"
    STRATEGIC_ATROPHY = "strategic_atrophy"
    AGENT_DEPENDENCY = "agent_dependency"


_STATES = """
    select week_start, risk, state, reason, next_step
    from risk_state
    where week_start = ?
    order by array_position(['brand_voice_drift', 'strategic_atrophy', 'agent_dependency'], risk)
"""
_MEASURES = """
    select
        week_start, measure, value, unit, direction, watch_limit, act_limit, state, missing,
        meaning
    from risk_measure
    where week_start = ? and risk = ?
    order by measure_order
"""


def risks(
    week: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="A day of the week; by default the last complete one."
        ),
    ] = None,
    risk: Annotated[Risk | None, typer.Option(help="Show the measures of this risk.")] = None,
    shape: Annotated[Format, typer.Option("--format", help="How rows come out.")] = Format.TABLE,
) -> None:
    """Print the three risks: state, reason, and what to do next."""
    with snapshot(read_settings()) as connection:
        monday = _week(connection, week)
        found = (
            connection.execute(_MEASURES, [monday, risk.value])
            if risk
            else connection.execute(_STATES, [monday])
        )
        columns = [column[0] for column in found.description]
        print_rows(columns, found.fetchall(), shape)


def _week(connection: duckdb.DuckDBPyConnection, asked: datetime | None) -> date:
    [(first, last, monday, is_known)] = connection.execute(
        """
        select
            min(week_start),
            max(week_start),
            coalesce(date_trunc('week', ?::date)::date, max(week_start)),
            bool_or(?::date is null or week_start = date_trunc('week', ?::date)::date)
        from risk_state
        """,
        [asked and asked.date()] * 3,
    ).fetchall()
    if last is None:
        stop("no week is complete yet", FAILED)
    if not is_known:
        stop(f"--week: {monday} is not a complete week; take one from {first} to {last}", USAGE)
    return monday  # type: ignore[no-any-return]  # a date, by the query
