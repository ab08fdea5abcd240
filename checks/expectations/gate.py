"""The suites as asset checks, one a table."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import dagster as dg

from assets.lib.outcome import CheckOutcome
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse
from checks.expectations.discover import discover_suites
from checks.expectations.suite import Suite
from checks.expectations.worker import Unmet, Worker
from checks.steps import build_step

if TYPE_CHECKING:
    import duckdb

CHECK = "expectations_hold"
SAMPLED_ROWS = 20_000
"""Rows of a raw stream that are validated; marts are validated whole."""

_started: list[Worker] = []


def start_worker() -> None:
    """Start importing Great Expectations now, for the check that comes later in this process."""
    if not _started:
        _started.append(Worker())


def stop_worker() -> None:
    """End the worker where it was not asked."""
    while _started:
        _started.pop().stop()


def validate_tables(settings: Settings) -> list[CheckOutcome]:
    """Return an outcome per suite, on the tables as they are in the warehouse."""
    start_worker()
    worker = _started.pop()
    with tempfile.TemporaryDirectory(prefix="fullscore-") as folder:
        with open_warehouse(settings) as connection:
            for suite in discover_suites().values():
                _export(connection, suite, Path(folder) / f"{suite.table}.parquet")
        unmet = worker.validate(Path(folder))
    return [
        _outcome(suite, [u for u in unmet if u.table == suite.table])
        for suite in discover_suites().values()
    ]


def _export(connection: duckdb.DuckDBPyConnection, suite: Suite, file: Path) -> None:
    """Write the table for the worker; an empty one has nothing to validate."""
    if not connection.execute(f"select 1 from {suite.table} limit 1").fetchall():
        return
    sampled = f"using sample reservoir({SAMPLED_ROWS} rows) repeatable (1)"
    rows = f"from {suite.table} {sampled if suite.schema == 'raw' else ''}"
    target = str(file).replace("'", "''")
    connection.execute(f"copy ({rows}) to '{target}' (format parquet)")


def _outcome(suite: Suite, unmet: list[Unmet]) -> CheckOutcome:
    errors = [u for u in unmet if u.severity == "error"]
    return CheckOutcome(
        name=CHECK,
        asset=suite.name,
        passed=not unmet,
        severity="error" if errors or not unmet else "warn",
        description=_claim(suite),
        detail="; ".join(f"{u.expectation}: {u.rows} rows, such as {u.sample}" for u in unmet),
        failing_rows=sum(u.rows for u in unmet),
    )


def _claim(suite: Suite) -> str:
    return f"The {len(suite.expectations)} expectations of the table hold."


def build_expectations_step() -> dg.AssetChecksDefinition:
    """Return the step that validates every suite."""
    specs = [
        dg.AssetCheckSpec(
            CHECK,
            asset=dg.AssetKey(suite.table.split(".")),
            description=_claim(suite),
            blocking=any(e.severity == "error" for e in suite.expectations),
        )
        for suite in discover_suites().values()
    ]
    return build_step("expectations", specs, validate_tables)
