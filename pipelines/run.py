"""One run from the command line: Dagster in this process, its events where the UI finds them."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from assets.lib.alerts import deliver_alerts
from assets.lib.governance.declarations import read_fully_checked
from assets.lib.healing import heal_warehouse
from assets.lib.inputs import fingerprint_inputs, is_published
from assets.lib.organisation import Organisation
from assets.lib.outcome import record_end
from assets.lib.progress import Progress
from assets.lib.run_lock import exclusive_run
from assets.lib.settings import Settings
from assets.snapshot.reader import read_last_run
from pipelines.run_summary import RunSummary, summarise_run

DAGSTER_YAML = """\
# Written by `fullscore`; the run history lies beside this file.
telemetry:
  enabled: false
nux:
  enabled: false
concurrency:
  pools:
    default_limit: 1
    granularity: run
freshness:
  enabled: true
event_log_storage:
  module: pipelines.event_log
  class: KeptSqliteEventLogStorage
  config:
    base_dir: {history}
"""


@dataclass(frozen=True)
class RunOutcome:
    """How a run ended. `unchanged`: nothing was new, and the published snapshot stays.

    `reasons` say why a run published nothing, or what failed after it had.
    """

    state: Literal["published", "blocked", "failed", "unchanged"]
    run_id: str | None = None
    reasons: tuple[str, ...] = ()
    summary: RunSummary = RunSummary()


@dataclass(frozen=True)
class RunRequest:
    """What is asked of a run: its as-of, and what it does although nothing is new.

    `full_refresh` builds the models by `dbt build`, with all of dbt's tests.
    """

    as_of: datetime | None = None
    force: bool = False
    full_refresh: bool = False


def execute_run(
    settings: Settings, organisation: Organisation, progress: Progress, request: RunRequest
) -> RunOutcome:
    """Ingest, compute, check, publish and send alerts; skip it where nothing has changed since.

    Alerts that could not be delivered before are tried again in any case. Raises OrganisationError
    where a declared trigger or evidence query can't be asked.
    """
    with exclusive_run(settings, progress.wait):
        healed = _heal(settings, progress)
        inputs = fingerprint_inputs(settings, organisation, request.as_of)
        unchanged = is_published(settings, inputs) and not healed
        if unchanged and not (request.force or request.full_refresh):
            deliver_alerts(settings)
            return RunOutcome("unchanged", summary=summarise_run(settings))
        read_fully_checked(settings)
        config = {
            "declarations": {"config": {"as_of": inputs.as_of}},
            "models": {"config": {"full_refresh": request.full_refresh}},
        }
        outcome = _execute(settings, progress, "weekly", config, validates=not unchanged)
        if outcome.state == "failed" and _heal(settings, progress):
            outcome = _execute(settings, progress, "weekly", config, validates=True)
        return outcome


def _heal(settings: Settings, progress: Progress) -> bool:
    """Move a damaged warehouse aside, say so, and tell whether there was one."""
    said = heal_warehouse(settings)
    if said:
        progress.note(said)
    return said is not None


def execute_publication(settings: Settings, progress: Progress) -> RunOutcome:
    """Check what the warehouse holds, and publish it."""
    with exclusive_run(settings, progress.wait):
        return _execute(settings, progress, "publish", {}, validates=False)


def prepare_dagster_home(settings: Settings) -> None:
    """Write dagster.yaml where it is missing, and point Dagster at its folder."""
    settings.dagster_home.mkdir(parents=True, exist_ok=True)
    instance = settings.dagster_home / "dagster.yaml"
    text = DAGSTER_YAML.format(history=json.dumps(str(settings.dagster_home / "history")))
    if not instance.exists() or instance.read_text(encoding="utf-8") != text:
        instance.write_text(text, encoding="utf-8")
    os.environ["DAGSTER_HOME"] = str(settings.dagster_home)
    os.environ["FULLSCORE_HOME"] = str(settings.home)


def _execute(
    settings: Settings, progress: Progress, job: str, ops: Mapping[str, Any], *, validates: bool
) -> RunOutcome:
    """Run the job; where it `validates` changed tables, what that takes is imported meanwhile."""
    from checks.expectations.gate import start_worker, stop_worker

    prepare_dagster_home(settings)
    if validates:
        start_worker()
    try:
        progress.step("prepare")
        result = _run_job(settings, progress, job, ops)
    finally:
        stop_worker()
    last = read_last_run(settings.published)
    if last and last.run_id == result.run_id and last.state == "published":
        after = () if result.success else (_first_failure(result),)
        return RunOutcome("published", result.run_id, after, summarise_run(settings, result.run_id))
    if not last or last.run_id != result.run_id:
        record_end(settings, result.run_id, "failed", [_first_failure(result)])
        last = read_last_run(settings.published)
    assert last is not None
    return RunOutcome(
        "blocked" if last.state == "blocked" else "failed",
        result.run_id,
        last.reasons,
        summarise_run(settings, result.run_id),
    )


def _run_job(settings: Settings, progress: Progress, job: str, ops: Mapping[str, Any]) -> Any:
    import dagster as dg

    from assets.lib.resources import Home
    from pipelines.definitions import defs

    _silence_dagster()
    with dg.DagsterInstance.get() as instance:
        return (
            defs()
            .resolve_job_def(job)
            .execute_in_process(
                instance=instance,
                run_config={
                    "ops": ops,
                    "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                },
                resources={
                    "home": Home(folder=str(settings.home), is_locked=True),
                    "progress": progress,
                },
                raise_on_error=False,
                tags={"fullscore/started_by": "command line"},
            )
        )


def _silence_dagster() -> None:
    """Keep what Dagster logs off the terminal; it is in the event log.

    A level would not do, since Dagster sets its own again and again, and one stray call of
    `logging.info` anywhere gives the root logger a handler.
    """
    logger = logging.getLogger("dagster")
    logger.propagate = False
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def _first_failure(result: Any) -> str:
    for event in result.all_events:
        if event.is_step_failure:
            error = event.step_failure_data.error
            cause = error.cause or error
            return f"{event.step_key}: {cause.message.strip()}"
    return "the run failed before its first step"
