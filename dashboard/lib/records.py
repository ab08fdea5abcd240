"""Answers to queries as typed records."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import TypeVar

import polars as pl

from dashboard.lib.snapshot import Snapshot

Record = TypeVar("Record")


@dataclass(frozen=True)
class Info:
    """Whose numbers they are, and which weeks they cover. `as_of` is UTC without zone."""

    organisation_name: str
    timezone: str
    as_of: datetime | None
    published_at: datetime
    last_complete_week: date | None
    baseline_first_week: date | None
    baseline_weeks: int | None
    transition_start: date | None

    @property
    def baseline_span(self) -> tuple[date, date] | None:
        """The first day of the baseline and the first after it."""
        if self.baseline_first_week is None or not self.baseline_weeks:
            return None
        return (
            self.baseline_first_week,
            self.baseline_first_week + timedelta(weeks=self.baseline_weeks),
        )


@dataclass(frozen=True)
class Definition:
    """What a KPI means, in words."""

    kpi_id: str
    name: str
    display_order: int
    version: int
    effective_from: date
    formula: str
    numerator: str
    denominator: str | None
    min_denominator: float
    counter_metric: str
    replaces_name: str
    owner: str


@dataclass(frozen=True)
class Headline:
    """Where a KPI stands in the last complete week."""

    kpi_id: str
    week_start: date
    value: float | None
    numerator: float | None
    denominator: float | None
    is_maturing: bool
    is_small_n: bool
    complete_without: str | None
    previous_value: float | None
    change: float | None
    change_share: float | None
    baseline_value: float | None
    baseline_weeks: int | None
    recent_weeks: int | None
    multiple: float | None
    target_value: float | None
    final_target_value: float | None
    target_until: date | None
    target_gap: float | None
    replaced_value: float | None
    replaced_change: float | None


def read_info(snapshot: Snapshot) -> Info:
    """Return whose numbers the snapshot holds."""
    return _records(snapshot.ask("health/snapshot_info"), Info)[0]


def read_definitions(snapshot: Snapshot) -> dict[str, Definition]:
    """Return the newest definition of each KPI, in their display order."""
    return {d.kpi_id: d for d in _records(snapshot.ask("kpi/definitions"), Definition)}


def read_headlines(snapshot: Snapshot) -> dict[str, Headline]:
    """Return the headline of each KPI that has a complete week."""
    return {h.kpi_id: h for h in _records(snapshot.ask("kpi/headlines"), Headline)}


def read_segment_types(snapshot: Snapshot, kpi_id: str) -> list[str]:
    """Return the segment types of a KPI, in the order of the picker."""
    types = snapshot.ask("kpi/segment_types").filter(kpi_id=kpi_id)
    return types["segment_type"].to_list()


def _records(frame: pl.DataFrame, record: type[Record]) -> list[Record]:
    names = [field.name for field in fields(record)]  # type: ignore[arg-type]  # each is a dataclass
    return [record(**row) for row in frame.select(names).to_dicts()]
