"""Finds the values of closed weeks that differ between two publications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assets.lib.ledger.file import LedgerPublication, LedgerValue, ValueKey

_FILES_SHOWN = 3


@dataclass(frozen=True)
class Movement:
    """A value of a closed week that one publication shows otherwise than an earlier one."""

    kpi_id: str
    week_start: date
    segment_type: str
    segment: str
    before: float | None
    after: float | None

    @property
    def share(self) -> float:
        """How far it moved, as a share of what it was; infinite where it was or is nothing."""
        if self.before is None or self.after is None:
            return float("inf")
        if not self.before:
            return float("inf") if self.after else 0.0
        return abs(self.after / self.before - 1)


def find_movements(
    before: Mapping[ValueKey, LedgerValue], after: Mapping[ValueKey, LedgerValue]
) -> list[Movement]:
    """Return every value that differs in a week that was closed before, by KPI."""
    closed = {(old.kpi_id, old.week_start) for old in before.values() if old.is_closed}
    found = []
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        was, now = old.value if old else None, new.value if new else None
        if key[:2] in closed and was != now:
            found.append(Movement(*key, was, now))
    return sorted(found, key=lambda m: (m.kpi_id, m.week_start, m.segment_type, m.segment))


def describe_causes(
    before: LedgerPublication, after: LedgerPublication, files: Sequence[str]
) -> str:
    """Say what two publications were made from that differs; `files` were ingested in between."""
    one, other = before.inputs or {}, after.inputs or {}
    causes = []
    if files:
        shown = ", ".join(files[:_FILES_SHOWN])
        more = f" and {len(files) - _FILES_SHOWN} more" if files[_FILES_SHOWN:] else ""
        causes.append(f"files ({shown}{more})")
    for name, cause in (
        ("organisation", "declarations"),
        ("code", "a new version of the program"),
        ("as_of", "another as-of"),
    ):
        if one.get(name) != other.get(name):
            causes.append(cause)
    return ", ".join(causes) or "nothing that is known"
