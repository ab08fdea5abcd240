"""Counts where the records of a file went, and finds those that went nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from assets.lib.ingestion.connector import Batch
from assets.lib.ingestion.coverage import AccountCoverage
from assets.lib.ingestion.validate import ValidatedRows


class RecordsLost(Exception):
    """A connector returned fewer or more records than it read: a bug in the connector."""


@dataclass
class Tally:
    """Where every record of a file went: read = loaded + quarantined + skipped.

    A record of which any row was quarantined counts as quarantined; its rows of other streams load.
    """

    read: int = 0
    rows_loaded: int = 0
    loaded: int = 0
    quarantined: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    notes: dict[str, None] = field(default_factory=dict)
    coverage: tuple[AccountCoverage, ...] = ()

    @property
    def all_notes(self) -> list[str]:
        """What the connector noted, and that the file holds no data where it holds none."""
        return [*self.notes, *([] if self.loaded or self.quarantined else ["no rows"])]

    def add(self, batch: Batch, validated: Sequence[ValidatedRows]) -> None:
        """Count a batch; raises RecordsLost where its records don't add up."""
        failed = _numbers(
            *(v.errors.get_column("_row") for v in validated),
            pl.Series([error.row for error in batch.errors], dtype=pl.Int64),
        )
        kept = _numbers(*(v.good.get_column("_row") for v in validated), failed)
        skipped = pl.Series([skip.row for skip in batch.skipped], dtype=pl.Int64)
        loaded = len(kept) - len(failed)
        self.read += batch.records
        self.loaded += loaded
        self.quarantined += len(failed)
        self.skipped.update(skip.reason for skip in batch.skipped)
        self.rows_loaded += sum(v.good.height for v in validated)
        self.notes.update(dict.fromkeys(batch.notes))
        placed = len(kept) + len(skipped)
        if placed != batch.records or len(_numbers(kept, skipped)) != placed:
            raise RecordsLost(
                f"{batch.records} records were read, but {loaded} loaded, {len(failed)} "
                f"quarantined and {len(batch.skipped)} skipped; this is a bug in the connector"
            )


def _numbers(*columns: pl.Series) -> pl.Series:
    """Return every record number that is in any of the columns, once."""
    return pl.concat(
        [pl.Series("_row", [], dtype=pl.Int64), *(c.alias("_row") for c in columns)]
    ).unique()
