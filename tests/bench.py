"""Prints how long the commands and the pages take here, as seconds and as ratios.

`python -m tests.bench --against REVISION` times another commit of this repository in the same
session; ratios hold where the machine's speed drifts, seconds don't. `--rows` is the size of the
large home, whose floor is the same files loaded and counted by DuckDB alone; `--connector-rows` is
the size of the exports that three connectors take in, in this version alone. `--only` names the one
part that is run.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from assets.lib.settings import PROJECT_ROOT, Settings
from pipelines.template import write_template
from tests.bench_connectors import time_connectors
from tests.bench_rows import load_with_duckdb, write_rows
from tests.dashboard.browser import CHROMIUM, change_page, open_page, serve, wait_until_drawn

PAGES = (
    ("Full score", "Last complete week"),
    ("Throughput", "Factors"),
    ("Iteration velocity", "Who optimizes"),
    ("Decision density", "Where the hours go"),
    ("Signal-to-noise", "Were the agents right?"),
)
PARTS = ("demo", "rows", "connectors")


@dataclass(frozen=True)
class Version:
    """A checkout that is timed."""

    name: str
    root: Path

    def seconds(self, home: Path, *arguments: str) -> float:
        """Run a command of its command line, and return how long that took."""
        started = time.perf_counter()
        result = subprocess.run(
            [sys.executable, "-m", "pipelines.cli", *arguments],
            cwd=self.root,
            env=os.environ | {"FULLSCORE_HOME": str(home), "PYTHONPATH": str(self.root)},
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode != 0:
            sys.exit(f"{self.name}: {' '.join(arguments)}: {result.stderr}")
        return time.perf_counter() - started


def main() -> None:
    """Time each step once for each version, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", metavar="REVISION", help="another commit to compare with")
    parser.add_argument("--rows", type=float, default=1e6, help="rows of the large home")
    parser.add_argument("--connector-rows", type=float, default=1e6, help="rows of each export")
    parser.add_argument("--only", choices=PARTS, help="one part of the benchmark")
    options = parser.parse_args()
    parts = [options.only] if options.only else PARTS
    with tempfile.TemporaryDirectory(prefix="fullscore-bench-") as name:
        folder = Path(name)
        versions = [Version("this", PROJECT_ROOT)]
        if options.against:
            versions.append(_check_out(options.against, folder))
        try:
            if "demo" in parts:
                _time_demo(folder, versions)
            if "rows" in parts:
                _time_rows(folder, versions, int(options.rows))
            if "connectors" in parts:
                time_connectors(folder, int(options.connector_rows), _print)
        finally:
            if options.against:
                _git("worktree", "remove", "--force", str(versions[-1].root))


def _check_out(revision: str, folder: Path) -> Version:
    root = folder / "other"
    _git("worktree", "add", "--detach", str(root), revision)
    return Version(revision, root)


def _git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=PROJECT_ROOT, check=True, capture_output=True)


def _time_demo(folder: Path, versions: list[Version]) -> None:
    homes = {version.name: folder / f"demo-{version.name}" for version in versions}
    for title, prepare, arguments in (
        ("demo, first run in a new home", _nothing, ("run", "--demo-if-empty")),
        ("demo, forced run", _nothing, ("run", "--force")),
        ("demo, a week of new exports", _withdraw_the_last_week, ("run",)),
        ("demo, nothing new", _nothing, ("run",)),
        ("kpis", _nothing, ("kpis",)),
    ):
        for version in versions:
            prepare(version, homes[version.name])
        _report(title, [(v.name, v.seconds(homes[v.name], *arguments)) for v in versions])
    if CHROMIUM:
        _time_pages(homes["this"])


def _nothing(version: Version, home: Path) -> None:
    del version, home


def _withdraw_the_last_week(version: Version, home: Path) -> None:
    """Leave a home that was run without its newest exports, and then get them back."""
    landing = home / "landing"
    newest = sorted(path for path in landing.rglob("*2026-08-03*") if path.is_file())
    with tempfile.TemporaryDirectory() as aside:
        for number, path in enumerate(newest):
            shutil.move(path, Path(aside) / str(number))
        shutil.rmtree(home / "warehouse")
        shutil.rmtree(home / "published")
        version.seconds(home, "run")
        for number, path in enumerate(newest):
            shutil.move(Path(aside) / str(number), path)


def _time_rows(folder: Path, versions: list[Version], rows: int) -> None:
    home = folder / "large"
    write_rows(home / "landing", rows)
    write_template(Settings(home))
    started = time.perf_counter()
    load_with_duckdb(home / "landing", folder / "floor.duckdb")
    measured = [("floor", time.perf_counter() - started)]
    for version in versions:
        own = folder / f"large-{version.name}"
        shutil.copytree(home, own)
        measured.insert(len(measured) - 1, (version.name, version.seconds(own, "run")))
        shutil.rmtree(own)
    _report(f"{rows:,} canonical rows, first run in a new home", measured)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024**2
    _print(f"{peak:8.2f} GB peak of any of these processes")


def _report(title: str, measured: list[tuple[str, float]]) -> None:
    """Print the first measurement, and its ratio to each of the others."""
    [(_, own), *others] = measured
    ratios = "".join(f", {own / other:.2f} x {name} ({other:.2f} s)" for name, other in others)
    _print(f"{own:8.2f} s  {title}{ratios}")


def _time_pages(home: Path) -> None:
    """Print each page's change, on the first visit and on the next."""
    with serve(home) as address, open_page() as page:
        page.goto(address)
        wait_until_drawn(page, 4)
        for visit in ("first visit", "next visit"):
            for name, text in (*PAGES[1:], PAGES[0]):
                seconds = change_page(page, name, text, 4)
                _print(f"{seconds:8.2f} s  page {name}, {visit}")


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
