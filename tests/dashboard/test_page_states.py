"""The pages without a snapshot, with an old or a lost one, and after a run that failed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assets.snapshot.reader import LAST_RUN, LastRun, write_state
from dashboard.lib.presentation import PRESENTATIONS, Presentation
from dashboard.views import (
    kpi,
)
from tests.dashboard.conftest import (
    read_text,
    run_app,
    run_kpi_page,
    run_page,
    set_clock,
)
from tests.dashboard.snapshots import AS_OF, FILE, change, publish

ENDED = datetime(2026, 8, 4, 4, 30, tzinfo=UTC)


@pytest.mark.parametrize("presentation", PRESENTATIONS, ids=lambda p: p.kpi_id)
def test_no_complete_week(home: Path, presentation: Presentation) -> None:
    """A snapshot of an organisation without data says so on every page."""
    publish(home, with_weeks=False)
    for page in (run_app(), run_page(kpi.make_page(presentation).show)):
        assert not page.exception
        assert "No week is complete yet." in read_text(page)


def test_nothing_published(home: Path) -> None:
    """Without a snapshot the page says which command makes one, and what the last one came to."""
    page = run_app()
    assert not page.exception
    assert "fullscore run" in read_text(page)
    assert "failed" not in read_text(page)
    write_state(home / "published", LAST_RUN, LastRun("run-1", "failed", ENDED, ("no <disk>",)))
    assert "no &lt;disk&gt;" in read_text(run_app())


@pytest.mark.parametrize(
    ("state", "title"),
    [
        ("blocked", "The checks blocked the run of Tue 4 Aug 2026, 06:30."),
        ("failed", "The run of Tue 4 Aug 2026, 06:30 failed."),
    ],
)
def test_a_run_that_published_nothing(published: Path, state: str, title: str) -> None:
    """The banner says since when, why, and which snapshot is shown; the numbers stay up."""
    reasons = tuple(f"reason {i}" for i in range(7))
    write_state(published, LAST_RUN, LastRun("run-2", state, ENDED, reasons))  # type: ignore[arg-type]
    text = read_text(run_app())
    assert title in text
    assert "This page shows what was published on Mon 3 Aug 2026, 06:40." in text
    assert "reason 4" in text
    assert "and 2 more" in text
    assert ">130<" in text


@pytest.mark.parametrize(("days", "is_said"), [(8, False), (9, True)])
@pytest.mark.usefixtures("published")
def test_old_data(monkeypatch: pytest.MonkeyPatch, days: int, *, is_said: bool) -> None:
    """Data is old when it is more than eight days old, and that is said."""
    set_clock(monkeypatch, AS_OF + timedelta(days=days))
    assert ("Nothing newer has been ingested for 9 days." in read_text(run_app())) is is_said


def test_an_older_snapshot(published: Path) -> None:
    """What an older snapshot lacks is said in its place; the rest of the page is there."""
    change(published, "drop table kpi_counter_metric_weekly; drop table human_work_item")
    page = run_kpi_page("strategic_decision_density")
    text = read_text(page)
    assert not page.exception
    assert text.count("Not in this snapshot.") == 2
    assert "75.0%" in text
    assert "Segments" in text


def test_a_snapshot_without_the_head_of_a_page(published: Path) -> None:
    """Where the very headline is missing, the page says so instead of breaking."""
    change(published, "drop table kpi_headline")
    page = run_app()
    assert not page.exception
    assert "Not in this snapshot." in read_text(page)


def test_a_lost_snapshot(published: Path) -> None:
    """A published file that can't be opened is a sentence, not a traceback."""
    (published / FILE).unlink()
    page = run_app()
    assert not page.exception
    assert "The published snapshot can&#x27;t be opened." in read_text(page)
