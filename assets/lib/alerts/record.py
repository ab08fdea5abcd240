"""The log of alerts in ops.alert, which is never deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from assets.lib.warehouse import transaction

if TYPE_CHECKING:
    import duckdb

_STATE_WORDS = {"fired": "fired", "firing": "is still firing", "recovered": "recovered"}

# Weeks before the newest recorded one are history; at first, so are all but the newest week.
_DUE = """
    with newest as (
        select
            max(week_start) as week_start,
            (select max(recorded.week_start) from ops.alert as recorded) as recorded_week
        from analysis.escalation_trigger_weekly
    )
    insert into ops.alert by name
    select
        triggers.agent, triggers.trigger_name, triggers.week_start, triggers.state,
        triggers.expression, triggers.detail, registry.owner,
        $run_id as run_id, $now::timestamp as recorded_at
    from analysis.escalation_trigger_weekly as triggers
    cross join newest
    left join marts.agent_registry as registry on triggers.agent = registry.agent
    where triggers.is_notified
        and not exists (
            from ops.alert as recorded
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
    from ops.alert
    where delivered_at is null
    order by week_start, agent, trigger_name
"""
_DELIVERED = """
    update ops.alert set delivered_at = ?
    where agent = ? and trigger_name = ? and week_start = ? and state = ?
"""


@dataclass(frozen=True)
class Alert:
    """One trigger in one week; `owner` is empty where nobody is declared or people are hidden."""

    agent: str
    trigger_name: str
    week_start: date
    state: str
    expression: str
    detail: str
    owner: str | None = None

    def __str__(self) -> str:
        owner = f" Owner: {self.owner}." if self.owner else ""
        return (
            f"{self.agent}, {self.trigger_name}: {_STATE_WORDS[self.state]} in the week of "
            f"{self.week_start} ({self.expression}): {self.detail}.{owner}"
        )


def record_due(connection: duckdb.DuckDBPyConnection, run_id: str) -> int:
    """Record the alerts that are due and not recorded yet; return their number."""
    with transaction(connection):
        connection.execute(_DUE, {"run_id": run_id, "now": _now()})
        [(number,)] = connection.execute(
            "select count(*) from ops.alert where run_id = ?", [run_id]
        ).fetchall()
    return int(number)


def read_undelivered(connection: duckdb.DuckDBPyConnection) -> list[Alert]:
    """Return the alerts that are not delivered yet, oldest first."""
    return [Alert(*row) for row in connection.execute(_UNDELIVERED).fetchall()]


def mark_delivered(connection: duckdb.DuckDBPyConnection, alerts: Sequence[Alert]) -> None:
    """Record that these alerts were delivered now."""
    now = _now()
    with transaction(connection):
        for alert in alerts:
            key = [alert.agent, alert.trigger_name, alert.week_start, alert.state]
            connection.execute(_DELIVERED, [now, *key])


def _now() -> datetime:
    return datetime.now(tz=UTC).replace(tzinfo=None)
