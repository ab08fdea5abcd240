"""When the weekly job runs without anybody asking: on Mondays, and when something landed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

import dagster as dg

from assets.declarations.organisation.model import OrganisationFile
from assets.lib.inputs import fingerprint_inputs
from assets.lib.organisation import OrganisationError, read_organisation
from assets.lib.settings import read_settings
from assets.snapshot.reader import (
    LastRun,
    Published,
    RunInputs,
    if_intact,
    read_last_run,
    read_published,
)

JOB = "weekly"
FIRST_RETRY = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=6)
_UNFINISHED = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
]


@dataclass(frozen=True)
class Attempts:
    """How often runs were requested for the same exports and declarations without success."""

    landing: str = ""
    organisation: str = ""
    number: int = 0

    def are_for(self, inputs: RunInputs) -> bool:
        """Tell whether they were made for these inputs."""
        return (self.landing, self.organisation) == (inputs.landing, inputs.organisation)


@dataclass(frozen=True)
class Decision:
    """Whether to start a run, and why or why not."""

    action: Literal["run", "skip"]
    reason: str


def decide(
    inputs: RunInputs,
    published: Published | None,
    last: LastRun | None,
    attempts: Attempts,
    now: datetime,
) -> Decision:
    """Decide from what last succeeded: run where it was made from other data, or not at all.

    After a run that was blocked or failed on the same data the next one waits: 5 minutes, then
    twice as long each time, at most 6 hours.
    """
    is_up_to_date = bool(
        published and published.inputs and published.inputs.has_the_data_of(inputs)
    )
    if is_up_to_date and last and last.state == "published":
        return Decision("skip", "nothing new in landing or data/org")
    has_failed = last is not None and last.state != "published" and attempts.are_for(inputs)
    if has_failed and last is not None and attempts.number:
        wait = min(FIRST_RETRY * 2 ** (attempts.number - 1), LONGEST_WAIT)
        if now < last.ended_at + wait:
            due = f"{last.ended_at + wait:%Y-%m-%d %H:%M} UTC"
            return Decision("skip", f"the last run was {last.state}; tried again at {due}")
    return Decision("run", "exports or declarations are not what the published run read")


@dg.sensor(
    job_name=JOB,
    minimum_interval_seconds=60,
    description="Starts a run when exports or declarations have changed since the last success.",
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def landing_sensor(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Request a run where `decide` says so and none is on its way."""
    settings = read_settings()
    unfinished = context.instance.get_runs(
        dg.RunsFilter(job_name=JOB, statuses=_UNFINISHED), limit=1
    )
    if unfinished:
        return dg.SkipReason(f"run {unfinished[0].run_id[:8]} has not ended yet")
    try:
        organisation = read_organisation(settings)
    except OrganisationError as error:
        return dg.SkipReason(str(error))
    inputs = fingerprint_inputs(settings, organisation)
    attempts = _read_attempts(context.cursor)
    decision = decide(
        inputs,
        if_intact(read_published, settings.published),
        if_intact(read_last_run, settings.published),
        attempts,
        datetime.now(tz=UTC),
    )
    if decision.action == "skip":
        return dg.SkipReason(decision.reason)
    number = attempts.number + 1 if attempts.are_for(inputs) else 1
    context.update_cursor(json.dumps(asdict(Attempts(inputs.landing, inputs.organisation, number))))
    return dg.RunRequest(tags={"fullscore/started_by": f"landing sensor, attempt {number}"})


def _read_attempts(cursor: str | None) -> Attempts:
    try:
        return Attempts(**json.loads(cursor or "{}"))
    except (ValueError, TypeError):  # written by an older version
        return Attempts()


def build_schedule() -> dg.ScheduleDefinition:
    """Return the weekly schedule, in the reporting time zone."""
    return dg.ScheduleDefinition(
        name="every_monday",
        job_name=JOB,
        cron_schedule="0 6 * * 1",
        execution_timezone=_reporting_timezone(),
        description="Monday 06:00 in reporting time, when the week before is complete.",
        default_status=dg.DefaultScheduleStatus.RUNNING,
    )


def _reporting_timezone() -> str:
    settings = read_settings()
    try:
        declared = read_organisation(settings)
    except OrganisationError:  # the run itself reports it
        return "UTC"
    return declared[OrganisationFile].timezone
