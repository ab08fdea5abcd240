"""Ingests a home and stops on the way to be killed there: run as a program by test_crash."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import Any

from assets.lib.ingestion.ingest import ingest
from assets.lib.organisation import Organisation
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse

SECRET = "a key for tests"  # noqa: S105  # it opens nothing


class Stopping:
    """A connection that says when its call number `last` is made, and makes none behind it.

    With `first_make_it` the last call is made too, so that its process may die within it.
    """

    def __init__(self, connection: Any, last: int, *, first_make_it: bool) -> None:
        self.connection = connection
        self.last = last
        self.first_make_it = first_make_it
        self.calls = 0

    def __getattr__(self, name: str) -> Any:
        if self.calls == self.last:
            sys.stdout.write("reached\n")
            sys.stdout.flush()
        if self.calls == self.last + self.first_make_it and self.last >= 0:
            signal.pause()
        self.calls += 1
        return getattr(self.connection, name)


def ingest_stopping(home: Path, last: int = -1, *, first_make_it: bool = False) -> int:
    """Ingest what the home's landing holds, up to a call; return how many calls it took."""
    settings = Settings(home, person_key_secret=SECRET)
    with open_warehouse(settings) as connection:
        stopping = Stopping(connection, last, first_make_it=first_make_it)
        ingest(stopping, settings, Organisation())  # type: ignore[arg-type]
    return stopping.calls


if __name__ == "__main__":
    ingest_stopping(Path(sys.argv[1]), int(sys.argv[2]), first_make_it=sys.argv[3] == "within")
