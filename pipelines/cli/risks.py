"""The command that shows the risks."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from assets.lib.governance.risks import with_unit
from assets.lib.settings import read_settings
from pipelines.cli.common import USAGE, snapshot, stop
from pipelines.cli.formats import NOTHING, format_week, format_words
from pipelines.cli.output import Format, Rows, Shape, answer, print_rows, print_table
from pipelines.cli.weeks import Week, choose_week


def risks(
    week: Week = None,
    risk: Annotated[str | None, typer.Option(help="Show the measures of this risk.")] = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print each risk, the most urgent first: state, reason, and what to do next."""
    with snapshot(read_settings()) as connection:
        history = answer(connection, "risk/state_weeks").records
        offered = sorted({row["week_start"] for row in history})
        monday = choose_week(week, offered, offered[-1] if offered else None)
        known = sorted({row["risk"] for row in history})
        if risk is not None and risk not in known:
            stop(f"no risk is named {risk!r}; use one of {', '.join(known)}", USAGE)
        rows = (
            answer(connection, "risk/measures_of_week", week=monday).where("risk", risk)
            if risk
            else answer(connection, "risk/states_of_week", week=monday)
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


def _print_measures(rows: Rows, risk: str, monday: date) -> None:
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
