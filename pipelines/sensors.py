"""When the jobs run because something arrived."""

from __future__ import annotations

import dagster as dg

from assets.lib.organisation import OrganisationError, read_organisation
from assets.lib.settings import read_settings
from pipelines.inputs import fingerprint_inputs
from pipelines.jobs import weekly_job
from pipelines.run import is_published


@dg.sensor(
    job=weekly_job,
    minimum_interval_seconds=60,
    description="Starts a run when exports or declarations have changed.",
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def landing_sensor(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Ask for one run per state of landing and declarations."""
    settings = read_settings()
    try:
        organisation = read_organisation(settings.organisation_folder, settings.sign_offs_file)
    except OrganisationError as error:
        return dg.SkipReason(str(error))
    inputs = fingerprint_inputs(settings, organisation, None)
    if inputs == context.cursor or is_published(settings, inputs):
        return dg.SkipReason("nothing new in landing or data/org")
    context.update_cursor(inputs)
    return dg.RunRequest(
        run_key=inputs, run_config={"ops": {"publication": {"config": {"inputs": inputs}}}}
    )
