"""The weekly review of the agents, as rows and as a table for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from pipelines.cli.common import FAILED, USAGE, stop
from pipelines.cli.output import print_table

if TYPE_CHECKING:
    import duckdb

_REVIEW = """
    with drift as (
        select
            agent, string_agg(measure || ' ' || direction, ', ' order by measure) as drift
        from agent_drift_weekly
        where week_start = $week and is_drift
        group by agent
    )
    select review.*, drift.drift
    from agent_review_weekly as review
    left join drift using (agent)
    where review.week_start = $week
    order by review.agent
"""
_SHARES = {
    "success_rate": "success",
    "error_rate": "error",
    "escalation_rate": "escalated",
    "override_rate": "rejected",
    "edit_rate": "edited",
}
_WHOLE_FROM = 100
_LEVELS = {"quality_score": "quality", "latency_seconds": "seconds", "tokens_per_run": "tokens"}


def find_week(connection: duckdb.DuckDBPyConnection, wanted: date | None) -> date:
    """Return the wanted week, or the last complete one; what has no review ends the command."""
    found = connection.execute(
        "select distinct week_start, is_complete from agent_review_weekly order by 1"
    ).fetchall()
    weeks: list[date] = [week for week, _ in found]
    complete: list[date] = [week for week, is_complete in found if is_complete]
    if wanted is None:
        if not complete:
            stop("no agent has run in a complete week: there is nothing to review", FAILED)
        return complete[-1]
    if wanted not in weeks:
        known = f"{weeks[0]} to {weeks[-1]}" if weeks else "none: no agent has run"
        stop(f"--week: no review is of {wanted}; the weeks are {known}", USAGE)
    return wanted


def read_review(
    connection: duckdb.DuckDBPyConnection, week: date
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the columns and rows of the week's review, with `drift` last."""
    found = connection.execute(_REVIEW, {"week": week})
    return [column[0] for column in found.description], found.fetchall()


def print_review(week: date, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Print the review for people: each measure with its change in brackets."""
    records = [dict(zip(columns, row, strict=True)) for row in rows]
    headers = ["agent", "version", "runs", *_SHARES.values(), *_LEVELS.values()]
    headers += ["cost/output", "hours saved", "drift", "signed"]
    state = "complete" if all(record["is_complete"] for record in records) else "running"
    print_table(headers, [_cells(r) for r in records], title=f"Week of {week:%-d %B %Y} ({state})")
    unsigned = [r["agent"] for r in records if r["signed_at"] is None and r["is_complete"]]
    if unsigned:
        typer.echo(f"Not signed off yet: {', '.join(unsigned)}")


def _cells(record: dict[str, Any]) -> list[str]:
    cost, currency = record["cost_per_accepted_output"], record["currency"]
    return [
        record["agent"],
        record["agent_version"] or "-",
        str(record["runs"]),
        *(_share(record[name], record[f"{name}_change"]) for name in _SHARES),
        *(_level(record[name], record[f"{name}_change"]) for name in _LEVELS),
        "-" if cost is None else f"{cost:.3f} {currency}",
        "-" if record["hours_saved"] is None else f"{record['hours_saved']:.1f}",
        record["drift"] or "",
        record["signed_by"] or ("yes" if record["signed_at"] else ""),
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
