"""The checks as Dagster steps: query, record for the gate, report to Dagster."""

from collections.abc import Callable, Iterator, Sequence

import dagster as dg

from assets.lib.outcome import CheckOutcome, record_checks
from assets.lib.progress import Progress
from assets.lib.resources import POOL, Home, failing_in_words
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse
from checks.check import ChecksFailed, QueryCheck
from checks.claims import read_checks

STAGES = {
    "ingestion_checks": {"raw"},
    "model_checks": {"marts"},
    "analysis_checks": {"analysis"},
}
"""Each step checks the tables of these schemas before anything is made of them."""


def build_check_steps() -> list[dg.AssetChecksDefinition]:
    """Return the steps; a failed check of severity error keeps back what depends on its table."""
    return [
        _query_step(name, [check for check in read_checks() if check.schema in schemas])
        for name, schemas in STAGES.items()
    ]


def _query_step(name: str, checks: Sequence[QueryCheck]) -> dg.AssetChecksDefinition:
    def evaluate(settings: Settings) -> list[CheckOutcome]:
        with open_warehouse(settings) as connection:
            return [check.run(connection) for check in checks]

    specs = [
        dg.AssetCheckSpec(
            check.name,
            asset=dg.AssetKey(check.asset.split(".")),
            description=check.claim,
            blocking=check.severity == "error",
        )
        for check in checks
    ]
    return build_step(name, specs, evaluate)


def build_step(
    name: str,
    specs: Sequence[dg.AssetCheckSpec],
    evaluate: Callable[[Settings], list[CheckOutcome]],
) -> dg.AssetChecksDefinition:
    """Return a step whose outcomes are recorded for the gate before Dagster sees them."""

    @dg.multi_asset_check(specs=list(specs), name=name, pool=POOL)
    @failing_in_words
    def step(
        context: dg.AssetCheckExecutionContext, home: Home, progress: dg.ResourceParam[Progress]
    ) -> Iterator[dg.AssetCheckResult]:
        progress.step(name.replace("_", " "))
        outcomes = evaluate(home.settings)
        reasons = record_checks(home.settings, context.run.run_id, outcomes)
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
        if reasons:
            raise ChecksFailed("\n".join(reasons))

    return step
