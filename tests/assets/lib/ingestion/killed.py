"""Ingests a home and is killed on the way: run as a program by test_crash."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

import assets.lib.ingestion.validate  # noqa: F401  # so that nothing is left to import when it begins
from assets.lib.ingestion.ingest import ingest
from assets.lib.organisation import Organisation
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse

SECRET = "a key for tests"  # noqa: S105  # it opens nothing


class Counting:
    """A connection that kills its process instead of making its call number `last`."""

    def __init__(self, connection: Any, last: int) -> None:
        self.connection = connection
        self.last = last
        self.calls = 0

    def __getattr__(self, name: str) -> Any:
        if self.calls == self.last:
            os.kill(os.getpid(), signal.SIGKILL)
        self.calls += 1
        return getattr(self.connection, name)


def ingest_counting(home: Path, last: int = -1) -> int:
    """Ingest what the home's landing holds, up to a call; return how many calls it took."""
    settings = Settings(home, person_key_secret=SECRET)
    with open_warehouse(settings) as connection:
        counting = Counting(connection, last)
        if __name__ == "__main__":
            sys.stdout.write("ready\n")
            sys.stdout.flush()
        ingest(counting, settings, Organisation())  # type: ignore[arg-type]
    return counting.calls


if __name__ == "__main__":
    ingest_counting(Path(sys.argv[1]), int(sys.argv[2]))
