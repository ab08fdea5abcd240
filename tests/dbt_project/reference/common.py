"""Weeks, versions and as-of, computed from the definitions in plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.dbt_project.organisation import RandomOrganisation, Row, stated_file

WEEK = timedelta(days=7)
QUALIFICATION_GRACE = timedelta(days=7)
HISTORY_WEEKS = 520

Account = tuple[str, str]
"""Source and account."""
Segment = tuple[str, str]
TOTAL: Segment = ("total", "all")


@dataclass(frozen=True)
class Clock:
    """The reporting time zone; instants go in and out as UTC without a zone."""

    timezone: str

    def day(self, instant: datetime) -> date:
        """Return the day on which the instant falls."""
        return instant.replace(tzinfo=UTC).astimezone(ZoneInfo(self.timezone)).date()

    def week(self, instant: datetime) -> date:
        """Return the Monday of the week in which the instant falls."""
        day = self.day(instant)
        return day - timedelta(days=day.weekday())

    def midnight(self, day: date) -> datetime:
        """Return the instant at which the day begins."""
        local = datetime.combine(day, time(), ZoneInfo(self.timezone))
        return local.astimezone(UTC).replace(tzinfo=None)


def newest_versions(rows: Iterable[Row], key: str) -> dict[str, Row]:
    """Return the version that counts of every record, by `<source>:<account>:<id>`."""
    found: dict[str, list[Row]] = {}
    for row in sorted(rows, key=delivery_order, reverse=True):
        found.setdefault(record_key(row, row[key]), []).append(row)
    return {record: _put_together(versions) for record, versions in found.items()}


def record_key(row: Row, native_id: str) -> str:
    """Return the identity of a record in the source and account of the row."""
    return f"{row['_source']}:{row.get('_account', 'default')}:{native_id}"


def _put_together(versions: list[Row]) -> Row:
    """Return the newest version, with what its file does not show as the newest that does."""
    newest = versions[0]
    if "_columns" not in newest:
        return newest
    return {
        name: next((v[name] for v in versions if f",{name}," in v["_columns"]), value)
        for name, value in newest.items()
    }


def started_runs(organisation: RandomOrganisation, as_of: datetime) -> dict[str, Row]:
    """Return the runs of agents that had started by then; a later one has no past either."""
    runs = newest_versions(organisation.rows("agent_runs"), "run_id")
    return {key: row for key, row in runs.items() if row["started_at"] <= as_of}


def delivery_order(row: Row) -> tuple[Any, int]:
    """Return what says which of two versions counts: the greater one."""
    return ((row.get("_file") or stated_file(row)).order, row["_row"])


def first_entries(rows: Iterable[Row]) -> dict[str, datetime]:
    """Return when each lead first entered the pipeline, by any of its versions."""
    entries: dict[str, datetime] = {}
    for row in rows:
        if row["entered_pipeline_at"] is not None:
            lead = record_key(row, row["lead_id"])
            entries[lead] = min(entries.get(lead, datetime.max), row["entered_pipeline_at"])
    return entries


def current_leads(organisation: RandomOrganisation) -> dict[str, Row]:
    """Return the leads that stand for themselves: merged ones are those they were merged into."""
    leads = newest_versions(organisation.rows("leads"), "lead_id")
    return {lead: row for lead, row in leads.items() if row["merged_into"] is None}


def is_published(row: Row) -> bool:
    """Tell whether a piece or publication is out; a publication without a status is."""
    status = row["status"]
    if status is None:
        return "publication_id" in row
    return bool(status.lower() == "published")


def divided(numerator: float, denominator: float) -> float | None:
    """Return the share; None where there is nothing to divide by."""
    return numerator / denominator if denominator else None


def segments_of(row: Row, columns: Iterable[tuple[str, str]]) -> Iterator[Segment]:
    """Yield the total and every slice that a row is in; columns are (segment type, column)."""
    yield TOTAL
    for segment_type, column in columns:
        yield (segment_type, "unknown" if row[column] is None else row[column])


def coverage(organisation: RandomOrganisation) -> dict[Account, datetime]:
    """Return until when each account of each source is covered, over all its files."""
    found: dict[Account, datetime] = {}
    for row in organisation.coverage():
        account = row["source"], row["account"]
        if row["covered_until"] is not None:
            found[account] = max(found.get(account, datetime.min), row["covered_until"])
    return found


def stand_at(organisation: RandomOrganisation) -> datetime | None:
    """Return as-of: the declared instant, or until when any source is covered."""
    if organisation.as_of is not None:
        return organisation.as_of
    return max(coverage(organisation).values(), default=None)


@dataclass(frozen=True)
class Weeks:
    """The weeks that are reported on, and the state of each."""

    clock: Clock
    as_of: datetime
    starts: tuple[date, ...]

    def is_complete(self, week: date) -> bool:
        return self.as_of >= self.end(week)

    def is_maturing(self, week: date) -> bool:
        return self.as_of < self.end(week) + QUALIFICATION_GRACE

    def end(self, week: date) -> datetime:
        """Return the instant at which the next week begins."""
        return self.clock.midnight(week + WEEK)


def weeks_until(clock: Clock, as_of: datetime, first: Iterable[date]) -> Weeks:
    """Return the weeks from the first in which anything happened to the one of as-of."""
    last = clock.week(as_of)
    week = max(min(first, default=last), last - (HISTORY_WEEKS - 1) * WEEK)
    starts = []
    while week <= last:
        starts.append(week)
        week += WEEK
    return Weeks(clock, as_of, tuple(starts))
