"""The suites as asset checks, one a table; a table that has not changed is not validated again."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dagster as dg

from assets.lib.disclosure import hides_people
from assets.lib.outcome import CheckOutcome
from assets.lib.result_cache import compute_once
from assets.lib.settings import Settings
from assets.lib.stream import WITHHELD
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
    suites = {suite.table: suite for suite in discover_suites().values()}
    with (
        tempfile.TemporaryDirectory(prefix="fullscore-") as folder,
        open_warehouse(settings) as connection,
    ):
        files = {table: Path(folder) / f"{table}.parquet" for table in suites}
        exported = {
            table: [version("great_expectations"), repr(suite), digest]
            for table, suite in suites.items()
            if (digest := _export(connection, suite, files[table]))
        }

        def validate(changed: list[str]) -> dict[str, dict[str, Any]]:
            for table in exported.keys() - set(changed):
                files[table].unlink()
            start_worker()
            unmet = _started.pop().validate(Path(folder))
            return {t: {"unmet": [asdict(u) for u in unmet if u.table == t]} for t in changed}

        code = [Path(__file__).parent / "worker.py"]
        hides = hides_people(connection)
        found = compute_once(connection, "expectations", code, exported, validate)
    unmet = {table: [Unmet(**u) for u in result["unmet"]] for table, result in found.items()}
    return [
        _outcome(suite, unmet.get(table, []), withholds=hides and suite.schema == "raw")
        for table, suite in suites.items()
    ]


def _export(connection: duckdb.DuckDBPyConnection, suite: Suite, file: Path) -> str | None:
    """Write the table for the worker, and return the hash of the bytes; None where it is empty."""
    if not connection.execute(f"select 1 from {suite.table} limit 1").fetchall():
        return None
    sampled = f"using sample reservoir({SAMPLED_ROWS} rows) repeatable (1)"
    rows = f"from {suite.table} {sampled if suite.schema == 'raw' else 'order by all'}"
    target = str(file).replace("'", "''")
    connection.execute(f"copy ({rows}) to '{target}' (format parquet)")
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _outcome(suite: Suite, unmet: list[Unmet], *, withholds: bool) -> CheckOutcome:
    errors = [u for u in unmet if u.severity == "error"]
    return CheckOutcome(
        name=CHECK,
        asset=suite.name,
        passed=not unmet,
        severity="error" if errors or not unmet else "warn",
        description=_claim(suite),
        detail="; ".join(
            f"{u.expectation}: {u.rows} rows, such as {WITHHELD if withholds else u.sample}"
            for u in unmet
        ),
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
