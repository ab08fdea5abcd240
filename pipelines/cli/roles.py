"""The command that shows the roles: their hours, what has moved, and the share of agents."""

from __future__ import annotations

from typing import Any

from assets.lib.settings import read_settings
from pipelines.cli.common import snapshot
from pipelines.cli.formats import format_value, format_week
from pipelines.cli.output import Format, Shape, answer, print_rows, print_table
from pipelines.cli.weeks import Week, reported_week


def roles(week: Week = None, shape: Shape = Format.TABLE) -> None:
    """Print every role's people and hours, what has moved since the baseline, and its leverage."""
    with snapshot(read_settings()) as connection:
        monday = reported_week(answer(connection, "operating_model/stuck_weeks"), week)
        found = answer(connection, "operating_model/roles_of_week", week=monday)
    if shape is not Format.TABLE:
        print_rows(found, shape)
        return
    headings = ["role", "was", "people", "judgment", "oversight", "execution", "moved"]
    headings += ["by agents", "expected", "tied to"]
    printed = [_row(record) for record in found.records]
    print_table(headings, printed, title=f"Roles, {format_week(monday)}")


def _band(record: dict[str, Any]) -> str:
    """Return the shares that the role's leverage level means, and where it is not among them."""
    least, beyond = record["expected_agent_share"], record["next_agent_share"]
    if least is None:
        return "-"
    lowest = format_value(least, "share")
    band = f"{lowest} to {format_value(beyond, 'share')}" if beyond else f"{lowest} or more"
    gap = record["leverage_gap"]
    return f"{band} ({'above' if gap > 0 else 'below'})" if gap else band


def _row(record: dict[str, Any]) -> list[str]:
    hours = [f"{name}_hours" for name in ("judgment", "oversight", "execution")]
    numbers = ["hidden: too few", "", "", ""]
    if not record["is_hidden"]:
        people, *worked = record["people"], *(record[name] for name in hours)
        numbers = [str(people), *(f"{number:,.1f} h" for number in worked)]
    return [
        record["role"],
        record["was_role"] or "-",
        *numbers,
        format_value(record["moved_share"], "share"),
        format_value(record["agent_executed_share"], "share"),
        _band(record),
        record["tied_to"] or "-",
    ]
