"""Dagster fetches every morning from the APIs that are switched on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from pipelines.fetching import build_fetch_schedule, fetch
from tests.assets.api_server import Answer, serving


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "org").mkdir()
    monkeypatch.setenv("FULLSCORE_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def with_api(home: Path) -> Iterator[Path]:
    """Give a home with a project of Langfuse in which nothing has happened."""
    with serving(lambda _: Answer({"data": [], "meta": {}})) as server:
        (home / "org" / "sources.yml").write_text(
            f"sources:\n  langfuse:\n    api: {{base_url: '{server.url}'}}\n", encoding="utf-8"
        )
        yield home


def asked_in_the_morning() -> object:
    schedule = build_fetch_schedule("Europe/Berlin")
    with dg.DagsterInstance.ephemeral() as instance:
        context = dg.build_schedule_context(instance=instance)
        return schedule.evaluate_tick(context)


@pytest.mark.usefixtures("home")
def test_nothing_is_fetched_where_no_api_is_switched_on() -> None:
    """The schedule says so, and starts nothing."""
    tick = asked_in_the_morning()
    assert tick.skip_message == "no API is switched on"
    assert not tick.run_requests


@pytest.mark.usefixtures("with_api")
def test_a_run_is_started_where_one_is() -> None:
    """One for all accounts."""
    assert len(asked_in_the_morning().run_requests) == 1


def test_what_was_fetched_is_an_export_that_landed(
    with_api: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dagster shows it at the connector's exports."""
    monkeypatch.setenv("SOURCES__LANGFUSE__PUBLIC_KEY", "pk-demo")
    monkeypatch.setenv("SOURCES__LANGFUSE__SECRET_KEY", "sk-demo")
    with dg.DagsterInstance.ephemeral() as instance:
        result = fetch.execute_in_process(instance=instance)
    assert result.success
    seen = [event.asset_key for event in result.all_events if event.is_step_materialization]
    assert seen == [dg.AssetKey(["landing", "langfuse"])] * 2
    assert len(list((with_api / "landing" / "langfuse").iterdir())) == 2


@pytest.mark.usefixtures("with_api")
def test_an_account_that_fails_is_named_on_the_run_s_page() -> None:
    """With what to do, as on the command line."""
    with dg.DagsterInstance.ephemeral() as instance:
        result = fetch.execute_in_process(instance=instance, raise_on_error=False)
    [failed] = [event for event in result.all_events if event.is_step_failure]
    assert "the secret public_key" in str(failed.step_failure_data.user_failure_data.description)


def test_the_definitions_import_no_dlt() -> None:
    """A run that fetches nothing does not pay for it."""
    script = (
        "import sys; from pipelines.definitions import defs; defs(); print('dlt' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split()[-1] == "False"
