"""Alerts when a trigger has fired, is still firing or has recovered: each is sent once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assets.lib.alerts.delivery import NotDelivered, post_alerts
from assets.lib.alerts.record import Alert, mark_delivered, read_undelivered, record_due
from assets.lib.warehouse import open_warehouse

if TYPE_CHECKING:
    from assets.lib.settings import Settings

__all__ = ["Alert", "deliver_alerts", "record_alerts"]


def record_alerts(settings: Settings, run_id: str) -> int:
    """Record the alerts that are due after this run; return how many are new."""
    with open_warehouse(settings) as connection:
        return record_due(connection, run_id)


def deliver_alerts(settings: Settings) -> str | None:
    """Send the recorded alerts that are not delivered yet; return why that failed, or None.

    Nothing is sent without an address or without alerts. What can't be delivered is tried again
    with the next run.
    """
    if settings.alert_url is None:
        return None
    with open_warehouse(settings) as connection:
        alerts = read_undelivered(connection)
        if not alerts:
            return None
        try:
            post_alerts(settings.alert_url, alerts)
        except NotDelivered as error:
            return str(error)
        mark_delivered(connection, alerts)
    return None
