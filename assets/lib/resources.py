"""What a run is given beside its settings: a listener for progress, and the lock."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Protocol

from assets.lib.settings import Settings

POOL = "warehouse"
"""The one pool that everything which writes belongs to."""


class Progress(Protocol):
    """Hears of each step and of each file while a run goes on."""

    def step(self, name: str) -> None: ...
    def file(self, path: str, status: str, detail: str) -> None: ...
    def wait(self, reason: str) -> None: ...


class Silence:
    """Progress that nobody listens to: Dagster's own log tells it."""

    def step(self, name: str) -> None:
        """Ignore it."""

    def file(self, path: str, status: str, detail: str) -> None:
        """Ignore it."""

    def wait(self, reason: str) -> None:
        """Ignore it."""


@contextmanager
def exclusive_run(settings: Settings, progress: Progress) -> Iterator[None]:
    """Hold the warehouse for one run: a second one, of whichever process, waits for its turn."""
    settings.warehouse_folder.mkdir(parents=True, exist_ok=True)
    with (settings.warehouse_folder / "run.lock").open("w") as lock:
        if not _try_lock(lock):
            progress.wait("another run is writing to the warehouse")
            while not _try_lock(lock):
                time.sleep(0.2)
        yield


def _try_lock(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
