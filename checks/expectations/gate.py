"""The suites as asset checks of the marts, one a mart."""

from __future__ import annotations

import tempfile
from pathlib import Path

import dagster as dg

from assets.lib.outcome import CheckOutcome
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse
from checks.check import checks_step
from checks.expectations.discover import discover_suites
from checks.expectations.worker import Unmet, Worker

_CHECK = "expectations_hold"
_started: list[Worker] = []


def start_worker() -> None:
    """Start importing Great Expectations now, for the check that comes later in this process."""
    if not _started:
        _started.append(Worker())


def stop_worker() -> None:
    """End the worker where it was not asked."""
    while _started:
        _started.pop().stop()


def validate_marts(settings: Settings) -> list[CheckOutcome]:
    """Return an outcome per suite, on the marts as they are in the warehouse."""
    start_worker()
    worker = _started.pop()
    with tempfile.TemporaryDirectory(prefix="fullscore-") as folder:
        with open_warehouse(settings) as connection:
            for mart in discover_suites():
                target = str(Path(folder) / f"{mart}.parquet").replace("'", "''")
                connection.execute(f"copy marts.{mart} to '{target}' (format parquet)")
        unmet = worker.validate(Path(folder))
    return [_outcome(mart, [u for u in unmet if u.mart == mart]) for mart in discover_suites()]


def _outcome(mart: str, unmet: list[Unmet]) -> CheckOutcome:
    errors = [u for u in unmet if u.severity == "error"]
    return CheckOutcome(
        name=_CHECK,
        asset=mart,
        passed=not unmet,
        severity="error" if errors or not unmet else "warn",
        description=f"{len(discover_suites()[mart].expectations)} expectations of the mart hold.",
        detail="; ".join(f"{u.expectation}: {u.rows} rows, such as {u.sample}" for u in unmet),
        failing_rows=sum(u.rows for u in unmet),
    )


expectation_checks = checks_step(
    "expectations",
    [
        dg.AssetCheckSpec(
            _CHECK,
            asset=dg.AssetKey(["marts", mart]),
            description=f"{len(suite.expectations)} expectations of the mart hold.",
            blocking=True,
        )
        for mart, suite in discover_suites().items()
    ],
    validate_marts,
)
