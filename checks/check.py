"""How a group of checks runs: look, record for the gate, tell Dagster."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import dagster as dg
import duckdb

from assets.lib.outcome import CheckOutcome, Severity, record_checks
from assets.lib.progress import Progress
from assets.lib.resources import POOL, Home
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse

SAMPLE_ROWS = 5
"""Failing rows that a check shows."""


@dataclass(frozen=True)
class QueryCheck:
    """A claim about the warehouse: the rows that `query` returns contradict it."""

    name: str
    asset: tuple[str, str]
    claim: str
    query: str
    severity: Severity = "error"

    def run(self, connection: duckdb.DuckDBPyConnection) -> CheckOutcome:
        """Return what the query found, with a sample of the failing rows."""
        relation = connection.sql(self.query)
        rows = relation.fetchall()
        names = relation.columns
        sample = "; ".join(
            ", ".join(f"{name}={value}" for name, value in zip(names, row, strict=True))
            for row in rows[:SAMPLE_ROWS]
        )
        return CheckOutcome(
            name=self.name,
            asset=self.asset[1],
            passed=not rows,
            severity=self.severity,
            description=self.claim,
            detail=f"{len(rows)} rows, such as {sample}" if rows else "",
            failing_rows=len(rows),
        )


def query_checks(name: str, checks: Sequence[QueryCheck]) -> dg.AssetChecksDefinition:
    """Return the checks as one Dagster step; a failed error check keeps back what follows."""

    def look(settings: Settings) -> list[CheckOutcome]:
        with open_warehouse(settings) as connection:
            return [check.run(connection) for check in checks]

    specs = [
        dg.AssetCheckSpec(
            check.name,
            asset=dg.AssetKey(list(check.asset)),
            description=check.claim,
            blocking=check.severity == "error",
        )
        for check in checks
    ]
    return checks_step(name, specs, look)


def checks_step(
    name: str,
    specs: Sequence[dg.AssetCheckSpec],
    look: Callable[[Settings], list[CheckOutcome]],
) -> dg.AssetChecksDefinition:
    """Return a Dagster step whose outcomes are recorded for the gate before they are yielded."""

    @dg.multi_asset_check(
        specs=list(specs),
        name=name,
        pool=POOL,
    )
    def step(
        context: dg.AssetCheckExecutionContext, home: Home, progress: dg.ResourceParam[Progress]
    ) -> Iterator[dg.AssetCheckResult]:
        progress.step(f"checks: {name}")
        outcomes = look(home.settings)
        record_checks(home.settings, context.run.run_id, outcomes)
        keys = {(spec.name, spec.asset_key.path[-1]): spec.asset_key for spec in specs}
        for outcome in outcomes:
            yield dg.AssetCheckResult(
                asset_key=keys[outcome.name, outcome.asset],
                check_name=outcome.name,
                passed=outcome.passed,
                severity=dg.AssetCheckSeverity[outcome.severity.upper()],
                description=outcome.detail or outcome.description,
                metadata={"failing_rows": outcome.failing_rows},
            )

    return step
