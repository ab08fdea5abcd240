"""The Dagster code location: composes what the rooms hold, and holds no logic of its own."""

from __future__ import annotations

import dagster as dg

from assets.alerts import alerts
from assets.analysis import analyses
from assets.lib.resources import Silence
from assets.lib.settings import read_settings
from assets.models import models
from assets.published import publication
from assets.raw import declarations, exports, intake
from checks.analysis import analysis_checks
from checks.expectations.gate import expectation_checks
from checks.intake import intake_checks
from checks.reconciliation import reconciliation_checks
from pipelines.jobs import publish_job, weekly_job
from pipelines.lock import lock_resource
from pipelines.schedules import weekly_schedule
from pipelines.sensors import landing_sensor

defs = dg.Definitions(
    assets=[*exports, declarations, intake, models, analyses, publication, alerts],
    asset_checks=[intake_checks, reconciliation_checks, expectation_checks, analysis_checks],
    jobs=[weekly_job, publish_job],
    schedules=[weekly_schedule],
    sensors=[landing_sensor],
    resources={
        "settings": dg.ResourceDefinition.hardcoded_resource(read_settings()),
        "progress": dg.ResourceDefinition.hardcoded_resource(Silence()),
        "lock": lock_resource,
    },
)
