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
    """Return every value of a week that was closed before and has another value now, by KPI."""
    found = []
    for key, old in before.items():
        new = after.get(key)
        if old.is_closed and (new is None or new.value != old.value):
            found.append(Movement(*key, old.value, new.value if new else None))
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
