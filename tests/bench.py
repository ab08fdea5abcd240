"""Prints how long the commands take here, on the demo organisation in a home of its own."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.pipelines.homes import fullscore

STEPS = (
    ("first run, models parsed", ("run", "--demo-if-empty")),
    ("run of everything again", ("run", "--force")),
    ("run with nothing new", ("run",)),
    ("kpis", ("kpis",)),
)


def main() -> None:
    """Time each step once; the machine's load is part of the figure."""
    with tempfile.TemporaryDirectory(prefix="fullscore-bench-") as folder:
        for name, arguments in STEPS:
            started = time.perf_counter()
            result = fullscore(Path(folder), *arguments)
            seconds = time.perf_counter() - started
            sys.stdout.write(f"{seconds:7.2f} s  {name}  (exit {result.returncode})\n")


if __name__ == "__main__":
    main()
