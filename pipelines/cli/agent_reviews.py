"""The weekly reviews of the agents, as tables for people."""

from __future__ import annotations

from datetime import date
from typing import Any

import typer

from pipelines.cli.formats import format_week
from pipelines.cli.output import Rows, print_table

_SHARES = {
    "success_rate": "success",
    "error_rate": "error",
    "escalation_rate": "escalated",
    "override_rate": "rejected",
    "edit_rate": "edited",
}
_WHOLE_FROM = 100
_REPORTED_STATES = ("fired", "firing", "recovered")
_LEVELS = {"quality_score": "quality", "latency_seconds": "seconds", "tokens_per_run": "tokens"}


def print_reviews(week: date, reviews: Rows, triggers: Rows) -> None:
    """Print the reviews for people: each measure with its change in brackets."""
    records = reviews.records
    state = "complete" if all(record["is_complete"] for record in records) else "running"
    headers = ["agent", "version", "runs", *_SHARES.values(), "drift", "signed"]
    title = f"Agents, {format_week(week)} ({state})"
    print_table(headers, [_results(record) for record in records], title=title)
    headers = ["agent", *_LEVELS.values(), "cost/output", "hours saved"]
    print_table(headers, [_efforts(record) for record in records])
    for row in (row for row in triggers.records if row["state"] in _REPORTED_STATES):
        since = f" since the {format_week(row['firing_since'])}" if row["firing_since"] else ""
        typer.echo(f"{row['agent']} {row['trigger_name']}: {row['state']}{since}; {row['detail']}")
    unsigned = [r["agent"] for r in records if r["signed_at"] is None and r["is_complete"]]
    if unsigned:
        typer.echo(f"Not signed off yet: {', '.join(unsigned)}")


def _results(record: dict[str, Any]) -> list[str]:
    return [
        record["agent"],
        record["agent_version"] or "-",
        str(record["runs"]),
        *(_share(record[name], record[f"{name}_change"]) for name in _SHARES),
        record["drift"] or "-",
        "yes" if record["signed_at"] else "no",
    ]


def _efforts(record: dict[str, Any]) -> list[str]:
    cost, currency = record["cost_per_accepted_output"], record["currency"]
    return [
        record["agent"],
        *(_level(record[name], record[f"{name}_change"]) for name in _LEVELS),
        "-" if cost is None else f"{cost:.3f} {currency}",
        "-" if record["hours_saved"] is None else f"{record['hours_saved']:.1f}",
    ]


def _share(value: float | None, change: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.1%}" + ("" if change is None else f" ({change * 100:+.1f})")


def _level(value: float | None, change: float | None) -> str:
    if value is None:
        return "-"
    digits = 0 if abs(value) >= _WHOLE_FROM else 2
    return f"{value:,.{digits}f}" + ("" if change is None else f" ({change:+,.{digits}f})")
