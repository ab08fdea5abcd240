"""Telling people that a trigger has fired, goes on firing or has recovered: once each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assets.lib.alerts.delivery import NotDelivered, post_notices
from assets.lib.alerts.record import mark_delivered, read_undelivered, record_due
from assets.lib.warehouse import open_warehouse

if TYPE_CHECKING:
    from assets.lib.settings import Settings

__all__ = ["deliver_notices", "record_notices"]


def record_notices(settings: Settings, run_id: str) -> int:
    """Record what people are to be told after this run; return how many notices are new."""
    with open_warehouse(settings) as connection:
        return record_due(connection, run_id)


def deliver_notices(settings: Settings) -> str | None:
    """Send what was recorded and not yet delivered; return why that failed, or None.

    Without an address, or with nothing to tell, nothing is sent. What can't be delivered is tried
    again with the next run.
    """
    if settings.notice_url is None:
        return None
    with open_warehouse(settings) as connection:
        notices = read_undelivered(connection)
        if not notices:
            return None
        try:
            post_notices(settings.notice_url, notices)
        except NotDelivered as error:
            return str(error)
        mark_delivered(connection, notices)
    return None
