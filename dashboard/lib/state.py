"""The state of the installation: what is published, how the last run ended, how old data is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assets.lib.settings import read_settings
from assets.snapshot.reader import (
    LastRun,
    Published,
    StateDamaged,
    read_last_run,
    read_published,
)

STALE_AFTER = timedelta(days=8)
"""A weekly number is due a day after its week: pages alert to data older than this."""


@dataclass(frozen=True)
class State:
    """What is published in `folder` and how the last run ended; `now` is the wall clock.

    `damage` says what of that can't be read.
    """

    folder: Path
    published: Published | None
    last_run: LastRun | None
    now: datetime
    damage: str | None = None

    @property
    def unpublished_run(self) -> LastRun | None:
        """The last run, if it published nothing."""
        run = self.last_run
        return run if run and run.state != "published" else None

    @property
    def is_stale(self) -> bool:
        """Whether the newest event of the data is older than STALE_AFTER."""
        as_of = self.published.as_of if self.published else None
        return as_of is not None and self.now - as_of.astimezone(UTC) > STALE_AFTER

    @property
    def fingerprint(self) -> tuple[str | None, str | None]:
        """Changes as soon as there is something new to show."""
        return (
            self.published.file if self.published else None,
            self.last_run.run_id if self.last_run else None,
        )


def read_state(folder: Path | None = None, now: datetime | None = None) -> State:
    """Return the state, by default of this installation and at this moment."""
    folder = folder or read_settings().published
    now = now or datetime.now(UTC)
    try:
        return State(folder, read_published(folder), read_last_run(folder), now)
    except StateDamaged as error:
        return State(folder, None, None, now, str(error))
