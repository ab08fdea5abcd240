"""Keeps the newest version of what a download holds several times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from assets.lib.ingestion.json_documents.values import to_name, to_time

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def in_utc(moment: datetime) -> datetime:
    """Return a time with a zone; one without is in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def superseded(records: Sequence[Any]) -> frozenset[int]:
    """Return the positions of the records of which a newer version with the same id is there.

    Newer is what was updated later, then what has ended, then what stands later.
    """
    newest: dict[str, int] = {}
    older = set()
    for position, record in enumerate(records):
        name = to_name(record.get("id")) if isinstance(record, dict) else None
        if name is None:
            continue
        other = newest.setdefault(name, position)
        if other != position:
            loser, winner = sorted((other, position), key=lambda at: (_age(records[at]), at))
            older.add(loser)
            newest[name] = winner
    return frozenset(older)


def _age(record: Mapping[str, Any]) -> tuple[datetime, bool]:
    updated = to_time(record.get("updatedAt"))
    return (in_utc(updated) if updated else _LONG_AGO, record.get("endTime") is not None)
