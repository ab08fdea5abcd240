"""The Dagster code location: composes what the rooms hold, and holds no logic of its own."""

from __future__ import annotations

from datetime import timedelta

import dagster as dg


@dg.definitions
def defs() -> dg.Definitions:
    """Return everything that Dagster knows of this project."""
    from assets.alerts import alerts
    from assets.analysis import analyses
    from assets.landing import exports
    from assets.lib.dbt.project import read_project
    from assets.lib.progress import NoProgress
    from assets.lib.resources import Home
    from assets.models import build_models_asset
    from assets.org import declarations
    from assets.published import SNAPSHOT, build_publication
    from assets.raw import ingestion
    from checks.expectations.gate import build_expectations_step
    from checks.steps import build_check_steps
    from pipelines.automation import build_schedule, landing_sensor
    from pipelines.fetching import build_fetch_schedule
    from pipelines.jobs import build_jobs

    models = build_models_asset(read_project())
    published_keys = [key for key in models.keys if key.path[0] in ("marts", "seeds")]
    publication = build_publication([*published_keys, *analyses.keys])
    checks = [*build_check_steps(), build_expectations_step()]
    schedule = build_schedule()
    monday_noon = dg.FreshnessPolicy.cron(
        deadline_cron="0 12 * * 1",
        lower_bound_delta=timedelta(hours=12),
        timezone=schedule.execution_timezone or "UTC",
    )
    return dg.Definitions(
        assets=[
            *exports,
            declarations,
            ingestion,
            models,
            analyses,
            publication.map_asset_specs(
                lambda spec: (
                    spec.replace_attributes(freshness_policy=monday_noon)
                    if spec.key == SNAPSHOT
                    else spec
                )
            ),
            alerts,
        ],
        asset_checks=checks,
        jobs=build_jobs(checks),
        schedules=[schedule, build_fetch_schedule(schedule.execution_timezone)],
        sensors=[landing_sensor],
        resources={"home": Home(), "progress": NoProgress()},
    )
