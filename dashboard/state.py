"""What there is to show: a published snapshot, how the last run ended, and how old the data is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assets.lib.settings import read_settings
from assets.snapshot.reader import LastRun, Published, read_last_run, read_published

STALE_AFTER = timedelta(days=8)
"""A weekly number is due a day after its week: older data than this is said to be old."""


@dataclass(frozen=True)
class State:
    """What is published in `folder`, and what happened since; `now` is the wall clock's."""

    folder: Path
    published: Published | None
    last_run: LastRun | None
    now: datetime

    @property
    def held_back(self) -> LastRun | None:
        """The last run, where it published nothing."""
        run = self.last_run
        return run if run and run.state != "published" else None

    @property
    def is_stale(self) -> bool:
        """Whether the newest event of the data is too long ago."""
        as_of = self.published.as_of if self.published else None
        return as_of is not None and self.now - as_of.astimezone(UTC) > STALE_AFTER

    @property
    def mark(self) -> tuple[str | None, str | None]:
        """What changes when there is something new to show."""
        return (
            self.published.file if self.published else None,
            self.last_run.run_id if self.last_run else None,
        )


def read_state(folder: Path | None = None, now: datetime | None = None) -> State:
    """Return what there is to show, by default in this installation and at this moment."""
    folder = folder or read_settings().published
    return State(folder, read_published(folder), read_last_run(folder), now or datetime.now(UTC))
