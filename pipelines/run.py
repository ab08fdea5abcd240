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
from assets.lib.organisation import Organisation
from assets.lib.outcome import record_end
from assets.lib.resources import Progress, exclusive_run
from assets.lib.settings import Settings
from assets.snapshot.reader import read_last_run, read_published
from pipelines.declarations import read_fully_checked
from pipelines.inputs import fingerprint_inputs

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


def execute_run(
    settings: Settings,
    organisation: Organisation,
    progress: Progress,
    as_of: datetime | None = None,
    *,
    force: bool = False,
) -> RunOutcome:
    """Take in, compute, check, publish and tell people; skip it where nothing has changed since.

    What could not be delivered to people before is tried again in any case.

    Raises OrganisationError where a declared trigger or evidence query can't be asked.
    """
    with exclusive_run(settings, progress):
        inputs = fingerprint_inputs(settings, organisation, as_of)
        if not force and is_published(settings, inputs):
            deliver_alerts(settings)
            return RunOutcome("unchanged")
        read_fully_checked(settings)
        config = {
            "declarations": {"config": {"as_of": as_of.isoformat() if as_of else None}},
            "publication": {"config": {"inputs": inputs}},
        }
        return _execute(settings, progress, "weekly", config)


def execute_publication(settings: Settings, progress: Progress) -> RunOutcome:
    """Check what the warehouse holds, and publish it."""
    with exclusive_run(settings, progress):
        return _execute(settings, progress, "publish", {})


def prepare_dagster_home(settings: Settings) -> None:
    """Write dagster.yaml where it is missing, and point Dagster at its folder."""
    settings.dagster_home.mkdir(parents=True, exist_ok=True)
    instance = settings.dagster_home / "dagster.yaml"
    text = DAGSTER_YAML.format(history=json.dumps(str(settings.dagster_home / "history")))
    if not instance.exists() or instance.read_text(encoding="utf-8") != text:
        instance.write_text(text, encoding="utf-8")
    os.environ["DAGSTER_HOME"] = str(settings.dagster_home)
    os.environ["FULLSCORE_HOME"] = str(settings.home)


def is_published(settings: Settings, inputs: str) -> bool:
    """Tell whether what is published was made from exactly these inputs, by a run that held."""
    published = read_published(settings.published)
    last = read_last_run(settings.published)
    return bool(
        published
        and published.inputs == inputs
        and (settings.published / published.file).exists()
        and last
        and last.state == "published"
    )


def _execute(
    settings: Settings, progress: Progress, job: str, ops: Mapping[str, Any]
) -> RunOutcome:
    from checks.expectations.gate import start_worker, stop_worker

    prepare_dagster_home(settings)
    start_worker()
    try:
        progress.step("prepare")
        result = _run_job(progress, job, ops)
    finally:
        stop_worker()
    last = read_last_run(settings.published)
    if last and last.run_id == result.run_id and last.state == "published":
        after = () if result.success else (_first_failure(result),)
        return RunOutcome("published", result.run_id, after)
    if not last or last.run_id != result.run_id:
        record_end(settings, result.run_id, "failed", [_first_failure(result)])
        last = read_last_run(settings.published)
    assert last is not None
    return RunOutcome(
        "blocked" if last.state == "blocked" else "failed", result.run_id, last.reasons
    )


def _run_job(progress: Progress, job: str, ops: Mapping[str, Any]) -> Any:
    import dagster as dg

    from pipelines.definitions import defs

    _silence_dagster()
    with dg.DagsterInstance.get() as instance:
        return defs.resolve_job_def(job).execute_in_process(
            instance=instance,
            run_config={"ops": ops, "loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
            resources={"progress": progress, "lock": None},
            raise_on_error=False,
            tags={"fullscore/started_by": "command line"},
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
