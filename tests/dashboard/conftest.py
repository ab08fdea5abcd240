"""A published snapshot, and the pages as an AppTest runs them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.lib import page_shell
from dashboard.lib.presentation import find_presentation
from dashboard.lib.snapshot import Snapshot
from dashboard.lib.state import read_state
from dashboard.views import kpi
from tests.dashboard.snapshots import AS_OF, FILE, publish

APP = Path(dashboard.__file__).with_name("app.py")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation that has published nothing; the wall clock is a day after the data."""
    monkeypatch.setenv("FULLSCORE_HOME", str(tmp_path))
    set_clock(monkeypatch, AS_OF + timedelta(days=1))
    return tmp_path


@pytest.fixture
def published(home: Path) -> Path:
    """The folder of an installation that has published the small snapshot."""
    return publish(home)


@pytest.fixture
def snapshot(published: Path) -> Snapshot:
    """The small snapshot."""
    return Snapshot(str(published), FILE)


def set_clock(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Let the pages believe that it is `now`."""
    monkeypatch.setattr(page_shell, "read_state", partial(read_state, now=now))


def run_app() -> AppTest:
    """Run the app as it starts: on the overview."""
    return AppTest.from_file(str(APP), default_timeout=60).run()


def run_page(page: Callable[[], None]) -> AppTest:
    """Run one page within the page shell."""
    return AppTest.from_function(_show, args=(page,), default_timeout=60).run()


def run_kpi_page(kpi_id: str) -> AppTest:
    """Run the page of a KPI."""
    presentation = find_presentation(kpi_id)
    assert presentation is not None
    return run_page(kpi.make_page(presentation).show)


def read_text(page: AppTest) -> str:
    """Return all of our own markup on the page."""
    bodies = [element.proto.body for element in page.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style>"))


def count_charts(page: AppTest) -> int:
    """Return how many charts the page has."""
    return len(page.get("arrow_vega_lite_chart")) + len(page.get("vega_lite_chart"))


def _show(page) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  # runs without our imports
    from dashboard.lib import page_shell

    page_shell.show(page)
