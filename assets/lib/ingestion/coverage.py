"""Says until when the accounts of a file are known: by its events, or by what it states itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import polars as pl

from assets.lib.ingestion.export_time import first_instant
from assets.lib.stream import Column, ColumnType
from assets.streams import get_stream

if TYPE_CHECKING:
    from assets.lib.ingestion.ingested_files import IngestedFile
    from assets.lib.ingestion.validate import ValidatedRows

_TOLERANCE = timedelta(days=1)
"""An event that a file dates more than this after itself has not happened."""


@dataclass(frozen=True)
class AccountCoverage:
    """The newest event of an account in a file, and until when it is covered: UTC, without zone."""

    account: str
    newest_event_at: datetime | None
    covered_until: datetime | None


class CoverageReader:
    """Collects the newest event of every account while the rows of a file pass."""

    def __init__(self, file: IngestedFile) -> None:
        self.file = file
        self._newest: dict[str, datetime | None] = {}

    def add(self, rows: ValidatedRows) -> None:
        """Take in the rows of a batch."""
        columns = [c for c in get_stream(rows.stream).columns if c.event]
        limit = self.file.written_before + _TOLERANCE
        times = [_instant(column, self.file.timezone) for column in columns]
        happened = pl.max_horizontal(pl.when(time <= limit).then(time) for time in times)
        for account, newest in (
            rows.good.group_by("_account").agg(happened.max().alias("newest")).rows()
        ):
            self._newest[account] = _later(
                self._newest.get(account), newest.replace(tzinfo=None) if newest else None
            )

    def result(self) -> tuple[AccountCoverage, ...]:
        """Return the coverage of every account with rows; of a file without any, the folder's."""
        newest = self._newest or {self.file.account: None}
        stated = self._stated()
        return tuple(
            AccountCoverage(account, event, _later(event, stated))
            for account, event in sorted(newest.items())
        )

    def _stated(self) -> datetime | None:
        """Return until when the file says that it covers; no report covers what came after it."""
        stated = self.file.exported_at
        if self.file.last_day:
            end = first_instant(self.file.last_day + timedelta(days=1), self.file.timezone)
            end = min(end, self.file.written_before)
            stated = max(stated, end) if stated else end
        return stated.astimezone(UTC).replace(tzinfo=None) if stated else None


def _instant(column: Column, timezone: str) -> pl.Expr:
    value = pl.col(column.name)
    if column.type is not ColumnType.DAY:
        return value
    local = value.cast(pl.Datetime("us")).dt.replace_time_zone(
        timezone, ambiguous="earliest", non_existent="null"
    )
    return local.dt.convert_time_zone("UTC")


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((moment for moment in (one, other) if moment), default=None)
