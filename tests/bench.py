"""Prints how long the commands and the pages take here, and what a million rows need."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from assets.lib.settings import Settings
from pipelines.template import write_template
from tests.bench_rows import write_million_rows
from tests.dashboard.browser import CHROMIUM, change_page, open_page, serve, wait_until_drawn
from tests.pipelines.homes import fullscore

STEPS = (
    ("first run of the demo, with parsing", ("run", "--demo-if-empty")),
    ("run of everything again", ("run", "--force")),
    ("run with nothing new", ("run",)),
    ("kpis", ("kpis",)),
)
PAGES = (
    ("Full score", "Last complete week"),
    ("Throughput", "Factors"),
    ("Iteration velocity", "Who optimizes"),
    ("Decision density", "Where the hours go"),
    ("Signal-to-noise", "Were the agents right?"),
)


def main() -> None:
    """Time each step once; the machine's load is part of the figure."""
    with tempfile.TemporaryDirectory(prefix="fullscore-bench-") as folder:
        home = Path(folder)
        for name, arguments in STEPS:
            _time(home, name, *arguments)
        if CHROMIUM:
            _time_pages(home)
    with tempfile.TemporaryDirectory(prefix="fullscore-bench-") as folder:
        home = Path(folder)
        write_template(Settings(home))
        write_million_rows(Settings(home).landing)
        _time(home, "run of a million canonical rows, with parsing", "run")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024**2
        _print(f"{peak:7.2f} GB peak of any of these processes")


def _time(home: Path, name: str, *arguments: str) -> None:
    started = time.perf_counter()
    result = fullscore(home, *arguments)
    seconds = time.perf_counter() - started
    _print(f"{seconds:7.2f} s  {name}  (exit {result.returncode})")


def _time_pages(home: Path) -> None:
    """Print each page's change, on the first visit and on the next."""
    with serve(home) as address, open_page() as page:
        page.goto(address)
        wait_until_drawn(page, 4)
        for visit in ("first visit", "next visit"):
            for name, text in (*PAGES[1:], PAGES[0]):
                seconds = change_page(page, name, text, 4)
                _print(f"{seconds:7.2f} s  page {name}, {visit}")


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
