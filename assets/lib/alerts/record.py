"""The log of what people were told, kept for good in ops.notice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assets.lib.alerts.notice import Notice
from assets.lib.warehouse import transaction

if TYPE_CHECKING:
    import duckdb

# What lies before the newest record is history, and so is all but the newest week at first.
_DUE = """
    with newest as (
        select
            max(week_start) as week_start,
            (select max(recorded.week_start) from ops.notice as recorded) as recorded_week
        from analysis.escalation_trigger_weekly
    )
    insert into ops.notice by name
    select
        triggers.agent, triggers.trigger_name, triggers.week_start, triggers.state,
        triggers.expression, triggers.detail, registry.owner,
        $run_id as run_id, $now::timestamp as recorded_at
    from analysis.escalation_trigger_weekly as triggers
    cross join newest
    left join marts.agent_registry as registry on triggers.agent = registry.agent
    where triggers.is_notified
        and not exists (
            from ops.notice as recorded
            where recorded.agent = triggers.agent
                and recorded.trigger_name = triggers.trigger_name
                and recorded.week_start = triggers.week_start
                and recorded.state = triggers.state
        )
        and triggers.week_start >= coalesce(newest.recorded_week, newest.week_start)
    order by triggers.week_start, triggers.agent, triggers.trigger_name
"""
_UNDELIVERED = """
    select agent, trigger_name, week_start, state, expression, detail, owner
    from ops.notice
    where delivered_at is null
    order by week_start, agent, trigger_name
"""
_DELIVERED = """
    update ops.notice set delivered_at = ?
    where agent = ? and trigger_name = ? and week_start = ? and state = ?
"""


def record_due(connection: duckdb.DuckDBPyConnection, run_id: str) -> int:
    """Record the notices of this run that were not recorded before; return their number."""
    with transaction(connection):
        connection.execute(_DUE, {"run_id": run_id, "now": _now()})
        [(number,)] = connection.execute(
            "select count(*) from ops.notice where run_id = ?", [run_id]
        ).fetchall()
    return int(number)


def read_undelivered(connection: duckdb.DuckDBPyConnection) -> list[Notice]:
    """Return the notices that nobody has received, oldest first."""
    return [Notice(*row) for row in connection.execute(_UNDELIVERED).fetchall()]


def mark_delivered(connection: duckdb.DuckDBPyConnection, notices: Sequence[Notice]) -> None:
    """Record that these were delivered now."""
    now = _now()
    with transaction(connection):
        for notice in notices:
            key = [notice.agent, notice.trigger_name, notice.week_start, notice.state]
            connection.execute(_DELIVERED, [now, *key])


def _now() -> datetime:
    return datetime.now(tz=UTC).replace(tzinfo=None)
