"""The lock that keeps two runs of one home apart, whichever processes they are in."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from assets.lib.home import prepare_home
from assets.lib.settings import Settings

_POLL_SECONDS = 0.2


@contextmanager
def exclusive_run(
    settings: Settings, on_wait: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Lock the home for one run; another run waits, and `on_wait` is called with the reason."""
    prepare_home(settings)
    with (settings.warehouse_folder / "run.lock").open("w") as lock:
        if not _try_lock(lock):
            if on_wait:
                on_wait("another run is writing to the warehouse")
            while not _try_lock(lock):
                time.sleep(_POLL_SECONDS)
        yield


def _try_lock(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
