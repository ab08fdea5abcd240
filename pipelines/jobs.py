"""The jobs: what runs together, and what is recorded when a step of it fails."""

from __future__ import annotations

from collections.abc import Sequence

import dagster as dg

from assets.lib.outcome import record_end
from assets.snapshot.reader import read_last_run

REASON_TAG = "fullscore/reason"
_TAG_LENGTH = 255


@dg.failure_hook(required_resource_keys={"home"})
def record_failure(context: dg.HookContext) -> None:
    """Record why the run failed, for readers of the snapshot and at the head of the run's page."""
    settings = context.resources.home.settings
    error = context.op_exception
    reason = (error.description if isinstance(error, dg.Failure) else None) or str(error)
    record_end(settings, context.run_id, "failed", [f"{context.op.name}: {reason}"])
    last = read_last_run(settings.published)
    reasons = "; ".join(last.reasons) if last else reason
    context.instance.add_run_tags(context.run_id, {REASON_TAG: reasons[:_TAG_LENGTH]})


def build_jobs(checks: Sequence[dg.AssetChecksDefinition]) -> list[dg.UnresolvedAssetJobDefinition]:
    """Return the weekly job, and the one that publishes what the warehouse holds already."""
    return [
        dg.define_asset_job(
            "weekly",
            selection=dg.AssetSelection.all(),
            description="Ingest what landed, compute the KPIs, check them, publish them.",
            executor_def=dg.in_process_executor,
            hooks={record_failure},
        ),
        dg.define_asset_job(
            "publish",
            selection=dg.AssetSelection.groups("published") | dg.AssetSelection.checks(*checks),
            description="Check what the warehouse holds, and publish it.",
            executor_def=dg.in_process_executor,
            hooks={record_failure},
        ),
    ]
