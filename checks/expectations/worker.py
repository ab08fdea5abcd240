"""A process of its own for Great Expectations: it imports while the run does other things.

It reads one line from standard input, the folder with a Parquet file per table, and answers with
one line of JSON: per suite, the expectations that did not hold.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assets.lib.outcome import Severity
from assets.lib.settings import PROJECT_ROOT

_PLACE = "place"


@dataclass(frozen=True)
class Unmet:
    """An expectation that did not hold."""

    table: str
    expectation: str
    severity: Severity
    rows: int
    sample: str


class Worker:
    """The process, started at once and asked later."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "checks.expectations.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=PROJECT_ROOT,
            text=True,
        )

    def validate(self, folder: Path) -> list[Unmet]:
        """Return what did not hold in the Parquet files of the folder; raises RuntimeError."""
        answer, _ = self._process.communicate(f"{folder}\n")
        if self._process.returncode or not answer:
            raise RuntimeError("the Great Expectations process ended without an answer")
        return [Unmet(**unmet) for unmet in json.loads(answer.splitlines()[-1])]

    def stop(self) -> None:
        """End the process where it was never asked."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()


def main() -> None:
    """Import, wait for the folder, validate, answer."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    answer = sys.stdout
    sys.stdout = sys.stderr
    gc.disable()  # looking for garbage is a fifth of the time that the import takes
    import great_expectations as gx

    gc.enable()
    context = gx.get_context(mode="ephemeral")
    folder = sys.stdin.readline().strip()
    if folder:
        unmet = [asdict(found) for found in _validate(context, Path(folder))]
        answer.write(json.dumps(unmet) + "\n")
        answer.flush()


def _validate(context: Any, folder: Path) -> list[Unmet]:
    """Evaluate every suite for a yes or no first: only where it is no are rows looked for."""
    import great_expectations as gx
    import pandas as pd

    from checks.expectations.discover import discover_suites

    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("warehouse").add_dataframe_asset("table")
    batch_definition = asset.add_batch_definition_whole_dataframe("whole")
    found = []
    for suite in discover_suites().values():
        file = folder / f"{suite.table}.parquet"
        if not file.exists():
            continue
        frame = pd.read_parquet(file)
        batch = batch_definition.get_batch({"dataframe": frame})
        expected = gx.ExpectationSuite(name=suite.table)
        for place, expectation in enumerate(suite.expectations):
            if (
                expectation.is_distributional
                and frame[expectation.arguments["column"]].isna().all()
            ):
                continue  # without a value there is no distribution
            kind = getattr(gx.expectations, expectation.kind)
            expected.add_expectation(kind(**expectation.arguments, meta={_PLACE: place}))
        if batch.validate(expected, result_format="BOOLEAN_ONLY").success:
            continue
        for result in batch.validate(expected, result_format="BASIC").results:
            if not result.success:
                place = result.expectation_config.meta[_PLACE]  # results come in another order
                found.append(_unmet(suite.table, suite.expectations[place], result))
    return found


def _unmet(table: str, expectation: Any, result: Any) -> Unmet:
    arguments = ", ".join(f"{k}={v}" for k, v in expectation.arguments.items())
    outcome = result.result or {}
    error = next(iter((result.exception_info or {}).values()), None)
    sample = outcome.get("partial_unexpected_list") or outcome.get("observed_value") or error
    return Unmet(
        table=table,
        expectation=f"{expectation.kind}({arguments})",
        severity=expectation.severity,
        rows=int(outcome.get("unexpected_count") or 0),
        sample=str(sample)[:300],
    )


if __name__ == "__main__":
    main()
