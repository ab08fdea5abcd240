"""The command that shows the three risks."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assets.lib.governance.risks import with_unit
from assets.lib.settings import read_settings
from pipelines.cli.common import snapshot
from pipelines.cli.formats import NOTHING, format_week, format_words
from pipelines.cli.output import Format, Rows, Shape, ask, print_rows, print_table
from pipelines.cli.weeks import Week, choose_week

if TYPE_CHECKING:
    from datetime import date


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
    week: Week = None,
    risk: Annotated[Risk | None, typer.Option(help="Show the measures of this risk.")] = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print the three risks: state, reason, and what to do next."""
    with snapshot(read_settings()) as connection:
        weeks = ask(connection, "select distinct week_start from risk_state order by 1").values
        offered = [monday for (monday,) in weeks]
        monday = choose_week(week, offered, offered[-1] if offered else None)
        rows = (
            ask(connection, _MEASURES, [monday, risk.value])
            if risk
            else ask(connection, _STATES, [monday])
        )
    if shape is not Format.TABLE:
        print_rows(rows, shape)
    elif risk:
        _print_measures(rows, risk, monday)
    else:
        _print_states(rows, monday)


def _print_states(rows: Rows, monday: date) -> None:
    lines = [
        [format_words(row["risk"]), row["state"], row["reason"], row["next_step"] or NOTHING]
        for row in rows.records
    ]
    headings = ["risk", "state", "because", "next step"]
    print_table(headings, lines, title=f"Risks, {format_week(monday)}")


def _print_measures(rows: Rows, risk: Risk, monday: date) -> None:
    lines = [
        [row["meaning"], _value(row), row["direction"], *_limits(row), row["state"]]
        for row in rows.records
    ]
    headings = ["measure", "value", "risky", "watch at", "act at", "state"]
    print_table(headings, lines, title=f"{format_words(risk)}, {format_week(monday)}")


def _value(row: dict[str, Any]) -> str:
    if row["value"] is None:
        return f"not enough data: {row['missing']}"
    return with_unit(row["value"], row["unit"])


def _limits(row: dict[str, Any]) -> list[str]:
    limits = (row["watch_limit"], row["act_limit"])
    return [NOTHING if limit is None else with_unit(limit, row["unit"]) for limit in limits]
