"""The jobs: what runs together."""

from __future__ import annotations

import dagster as dg

from checks.analysis import analysis_checks
from checks.expectations.gate import expectation_checks
from checks.intake import intake_checks
from checks.reconciliation import reconciliation_checks

weekly_job = dg.define_asset_job(
    "weekly",
    selection=dg.AssetSelection.all(),
    description="Take in what was delivered, compute the KPIs, check them, publish them.",
    executor_def=dg.in_process_executor,
)

publish_job = dg.define_asset_job(
    "publish",
    selection=dg.AssetSelection.groups("published")
    | dg.AssetSelection.checks(
        intake_checks, reconciliation_checks, expectation_checks, analysis_checks
    ),
    description="Check what the warehouse holds, and publish it.",
    executor_def=dg.in_process_executor,
)
