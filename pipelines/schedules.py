"""When the jobs run by the clock."""

from __future__ import annotations

import dagster as dg

from assets.lib.organisation import OrganisationError, read_organisation
from assets.lib.settings import read_settings
from pipelines.jobs import weekly_job


def _reporting_timezone() -> str:
    try:
        settings = read_settings()
        declared = read_organisation(settings.organisation_folder, settings.sign_offs_file)
    except OrganisationError:
        return "UTC"
    return declared.organisation.timezone


weekly_schedule = dg.ScheduleDefinition(
    name="every_monday",
    job=weekly_job,
    cron_schedule="0 6 * * 1",
    execution_timezone=_reporting_timezone(),
    description="Monday 06:00 in reporting time, when the week before is complete.",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
