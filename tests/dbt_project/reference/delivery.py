"""Campaign performance: which of the overlapping exports speaks for a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.dbt_project.organisation import Row
from tests.dbt_project.reference.common import delivery_order


@dataclass
class Export:
    """What one file says about one account."""

    order: Any
    rows: list[Row] = field(default_factory=list)

    def covers(self, day: date) -> bool:
        """Tell whether the day is between the first and the last day of the export."""
        days = [row["date"] for row in self.rows]
        return bool(min(days) <= day <= max(days))


def delivered_days(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows that no newer export of the same account has replaced."""
    accounts: dict[tuple[str, str], dict[str, Export]] = defaultdict(dict)
    for row in rows:
        exports = accounts[row["_source"], row["_account"]]
        order = delivery_order(row)[0]
        exports.setdefault(row["_file_id"], Export(order)).rows.append(row)
    for exports in accounts.values():
        for export in exports.values():
            newer = [other for other in exports.values() if other.order > export.order]
            last = {
                (row["campaign_id"], row["date"]): row
                for row in sorted(export.rows, key=lambda row: row["_row"])
            }
            yield from (
                row
                for row in last.values()
                if not any(other.covers(row["date"]) for other in newer)
            )
