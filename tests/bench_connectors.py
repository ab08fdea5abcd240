"""Prints how fast three connectors take in a large export, and how much memory that takes.

Each measurement is a process of its own that states its own peak. Of what a process did before it
became that one Linux counts the memory too, so the process that starts them has to be small: the
exports are written elsewhere as well.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from assets.lib.settings import PROJECT_ROOT, Settings
from tests.bench_exports import RECORDS_OF_A_TRACE, SUFFIXES, TITLE_LINES

MOST_TIMES_READ_CSV = 4
"""The mark: a table is taken in within so many times what DuckDB takes to read it."""


@dataclass(frozen=True)
class Measurement:
    """How long it took, without Python's start; the process's peak in GB; records and rows."""

    seconds: float
    peak: float
    records: int
    rows: int


def time_connectors(folder: Path, rows: int, print_line: Callable[[str], None]) -> None:
    """Write, take in and print one export of each tool, with about so many records."""
    for tool, suffix in SUFFIXES.items():
        home = folder / f"connector-{tool}"
        landing = home / "landing" / tool
        landing.mkdir(parents=True)
        file = landing / f"export.2026-08-03{suffix}"
        _run("tests.bench_exports", tool, str(file), str(rows))
        taken = _measure("ingest", str(home))
        size = file.stat().st_size / 1e6
        line = (
            f"{taken.seconds:8.2f} s  {tool}, {_named(tool, taken)}, {size:,.0f} MB: "
            f"{taken.records / taken.seconds:,.0f} records/s, {taken.peak:.2f} GB peak"
        )
        if tool in TITLE_LINES:
            read = _measure("read_csv", str(file), str(TITLE_LINES[tool]))
            ratio = taken.seconds / read.seconds
            line += (
                f", {ratio:.2f} x read_csv ({read.seconds:.2f} s, {read.peak:.2f} GB), "
                f"{'within' if ratio <= MOST_TIMES_READ_CSV else 'beyond'} the mark of "
                f"{MOST_TIMES_READ_CSV}"
            )
        print_line(line)
        file.unlink()


def _named(tool: str, taken: Measurement) -> str:
    if tool == "langfuse":
        traces = taken.records // RECORDS_OF_A_TRACE
        return f"{taken.records:,} records ({traces:,} traces of {RECORDS_OF_A_TRACE} records)"
    return f"{taken.records:,} records"


def _measure(*arguments: str) -> Measurement:
    return Measurement(**json.loads(_run("tests.bench_connectors", *arguments)))


def _run(module: str, *arguments: str) -> str:
    result = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        sys.exit(f"{module} {' '.join(arguments)}: {result.stderr}")
    return result.stdout


def _ingest(home: Path) -> Measurement:
    """Take in what has landed; everything has to be loaded, and nothing quarantined."""
    from assets.lib.ingestion.ingest import ingest
    from assets.lib.organisation import read_organisation
    from assets.lib.warehouse import open_warehouse

    settings = Settings(home)
    organisation = read_organisation(settings)
    with open_warehouse(settings) as connection:
        started = time.perf_counter()
        [result] = ingest(connection, settings, organisation)
        seconds = time.perf_counter() - started
    if result.status != "loaded" or result.records_quarantined:
        sys.exit(f"{result}")
    return Measurement(seconds, _peak(), result.records_read, result.rows_loaded)


def _read_csv(file: Path, skipped_lines: int) -> Measurement:
    """Read the same table with DuckDB alone, into a table of a database on the disk."""
    import duckdb

    with duckdb.connect(str(file.with_suffix(".floor.duckdb"))) as connection:
        started = time.perf_counter()
        connection.execute(f"create table floor as from read_csv('{file}', skip = {skipped_lines})")
        seconds = time.perf_counter() - started
        [(rows,)] = connection.execute("select count(*) from floor").fetchall()
    return Measurement(seconds, _peak(), rows, rows)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


if __name__ == "__main__":
    measured = (
        _ingest(Path(sys.argv[2]))
        if sys.argv[1] == "ingest"
        else _read_csv(Path(sys.argv[2]), int(sys.argv[3]))
    )
    sys.stdout.write(json.dumps(asdict(measured)))
