"""Runs start when something changed since the last success, and are tried again with patience."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import dagster as dg
import pytest

from assets.lib.inputs import fingerprint_inputs
from assets.lib.organisation import read_organisation
from assets.lib.outcome import record_end, record_start
from assets.lib.settings import Settings
from assets.snapshot.reader import CURRENT, LastRun, Published, RunInputs, write_state
from pipelines.automation import (
    Attempts,
    build_schedule,
    decide,
    landing_sensor,
)
from tests.pipelines.homes import make_home

NOW = datetime(2026, 3, 9, 6, 0, tzinfo=UTC)
INPUTS = RunInputs("exports", "declarations", "code", None)
OTHER = RunInputs("more exports", "declarations", "code", None)


def published(inputs: RunInputs | None = INPUTS) -> Published:
    return Published("a.duckdb", "r1", NOW, NOW, inputs, "")


def ended(state: Literal["published", "blocked", "failed"], ago: timedelta) -> LastRun:
    return LastRun("r2", state, NOW - ago, (), OTHER)


def attempts(number: int, inputs: RunInputs = OTHER) -> Attempts:
    return Attempts(inputs.landing, inputs.organisation, number)


def test_the_first_run_of_a_home_is_started() -> None:
    """Nothing is published yet, so whatever has landed is new."""
    assert decide(INPUTS, None, None, Attempts(), NOW).action == "run"


def test_what_the_published_run_read_starts_nothing() -> None:
    """The same exports and declarations give the same numbers."""
    last = LastRun("r1", "published", NOW, (), INPUTS)
    assert decide(INPUTS, published(), last, attempts(3, INPUTS), NOW).action == "skip"


def test_an_edit_of_code_starts_nothing() -> None:
    """Whoever edits code decides when it runs."""
    edited = RunInputs("exports", "declarations", "other code", None)
    last = LastRun("r1", "published", NOW, (), INPUTS)
    assert decide(edited, published(), last, Attempts(), NOW).action == "skip"


def test_a_file_that_is_taken_away_and_comes_back_starts_a_run_each_time() -> None:
    """What was requested before does not matter, only what is published."""
    last = LastRun("r1", "published", NOW, (), INPUTS)
    assert decide(OTHER, published(INPUTS), last, attempts(1, OTHER), NOW).action == "run"
    assert decide(INPUTS, published(OTHER), last, attempts(1, INPUTS), NOW).action == "run"


@pytest.mark.parametrize(
    ("number", "wait"),
    [
        (1, timedelta(minutes=5)),
        (2, timedelta(minutes=10)),
        (4, timedelta(minutes=40)),
        (20, timedelta(hours=6)),
    ],
)
@pytest.mark.parametrize("state", ["failed", "blocked"])
def test_a_run_that_failed_is_tried_again_later_and_later(
    state: Literal["blocked", "failed"], number: int, wait: timedelta
) -> None:
    """The wait doubles up to six hours, and says until when."""
    early, late = ended(state, wait - timedelta(seconds=1)), ended(state, wait)
    waiting = decide(OTHER, published(), early, attempts(number), NOW)
    assert waiting.action == "skip"
    assert state in waiting.reason
    assert decide(OTHER, published(), late, attempts(number), NOW).action == "run"


def test_new_exports_after_a_failure_do_not_wait() -> None:
    """The cause may be gone with them."""
    just_failed = ended("failed", timedelta(0))
    assert decide(OTHER, published(), just_failed, attempts(5, INPUTS), NOW).action == "run"


def test_a_failed_run_is_made_good_when_its_file_is_taken_away() -> None:
    """What is published fits again, but readers still see the failure: a run clears it."""
    just_failed = ended("failed", timedelta(0))
    assert decide(INPUTS, published(), just_failed, attempts(1, OTHER), NOW).action == "run"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    make_home(tmp_path / "home")
    monkeypatch.setenv("FULLSCORE_HOME", str(tmp_path / "home"))
    return Settings(tmp_path / "home")


def tick(instance: dg.DagsterInstance, cursor: str | None = None) -> dg.SensorExecutionData:
    context = dg.build_sensor_context(instance=instance, cursor=cursor)
    return landing_sensor.evaluate_tick(context)


def test_the_sensor_requests_a_run_counts_attempts_and_stops_after_success(home: Settings) -> None:
    """Request, failure, patience, success, silence: on real files."""
    with dg.DagsterInstance.ephemeral() as instance:
        first = tick(instance)
        assert len(first.run_requests or []) == 1
        inputs = fingerprint_inputs(home, read_organisation(home))
        record_start(home, "r1", inputs)
        record_end(home, "r1", "failed", ["models: boom"])
        second = tick(instance, first.cursor)
        assert not second.run_requests
        assert "tried again at" in (second.skip_message or "")
        record_start(home, "r2", inputs)
        now = datetime.now(tz=UTC)
        write_state(home.published, CURRENT, Published("a.duckdb", "r2", now, now, inputs, ""))
        record_end(home, "r2", "published")
        third = tick(instance, first.cursor)
        assert "nothing new" in (third.skip_message or "")
        (home.landing / "canonical" / "leads.2026-03-23.csv").write_text(
            "lead_id,created_at\n99,2026-03-17T08:00:00Z\n"
        )
        assert len(tick(instance, first.cursor).run_requests or []) == 1


def test_no_second_run_is_requested_while_one_goes_on(home: Settings) -> None:
    """The run that goes on reads what has landed by then; the next tick looks again."""
    del home
    with dg.DagsterInstance.ephemeral() as instance:

        @dg.job(name="weekly")
        def weekly() -> None: ...

        run = instance.create_run_for_job(weekly, status=dg.DagsterRunStatus.STARTED)
        assert run.run_id[:8] in (tick(instance).skip_message or "")


def test_faulty_declarations_are_the_reason_to_skip(home: Settings) -> None:
    """A run could only fail with the same words."""
    (home.organisation_folder / "organisation.yml").write_text("nme: typo\n")
    with dg.DagsterInstance.ephemeral() as instance:
        assert "organisation.yml" in (tick(instance).skip_message or "")


def test_the_schedule_is_monday_morning_in_reporting_time(home: Settings) -> None:
    """The week before is complete in the zone that reports."""
    (home.organisation_folder / "organisation.yml").write_text(
        "name: Test\ntimezone: Europe/Berlin\n"
    )
    schedule = build_schedule()
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("0 6 * * 1", "Europe/Berlin")
    context = dg.build_schedule_context(scheduled_execution_time=NOW)
    [request] = schedule.evaluate_tick(context).run_requests or []
    assert request.run_config == {}
