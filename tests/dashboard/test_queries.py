"""The questions that are asked of a snapshot."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assets.snapshot.reader import CURRENT, Published, write_state
from dashboard import queries
from dashboard.queries import (
    QUERIES,
    NotInSnapshot,
    Parameter,
    Snapshot,
    SnapshotLost,
    SnapshotReplaced,
)
from tests.dashboard.snapshots import AS_OF, FILE, PUBLISHED_AT, change

PARAMETERS: dict[str, Parameter] = {
    "kpi_id": "campaign_iteration_velocity",
    "weeks": 4,
    "week": date(2026, 7, 27),
    "timezone": "Europe/Berlin",
    "rows": 3,
    "milestone": "mapped",
}
QUESTIONS = sorted(path.stem for path in QUERIES.glob("*.sql"))


def ask(snapshot: Snapshot, question: str, **more: Parameter) -> Any:
    text = (QUERIES / f"{question}.sql").read_text(encoding="utf-8")
    names = re.findall(r"getvariable\('(\w+)'\)", text)
    return snapshot.ask(question, **({n: PARAMETERS[n] for n in names} | more))


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_has_an_answer(snapshot: Snapshot, question: str) -> None:
    """Each query runs on the columns that the contracts promise, and finds the rows there are."""
    assert not ask(snapshot, question).is_empty()


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_said_in_its_first_line(question: str) -> None:
    """A query begins with what it answers."""
    first = (QUERIES / f"{question}.sql").read_text(encoding="utf-8").splitlines()[0]
    assert re.fullmatch(r"-- [A-Z].*\?", first)


def test_the_running_week_comes_on_top_of_the_weeks_asked_for(snapshot: Snapshot) -> None:
    """Four weeks are four complete ones, and the running one."""
    weeks = ask(snapshot, "kpi_weeks").filter(kpi_id="content_system_throughput")
    assert weeks["is_complete"].to_list() == [True] * 4 + [False]
    assert weeks["week_start"][-2] == date(2026, 7, 27)


def test_times_are_in_the_reporting_zone(snapshot: Snapshot) -> None:
    """What went live at 22:30 UTC is shown on the next day in Berlin."""
    placements = ask(snapshot, "placements_of_week")
    assert str(placements["published_local_at"][0]) == "2026-08-01 00:30:00"


def test_a_forgotten_parameter_is_refused(snapshot: Snapshot) -> None:
    """A variable that is not set would be null to DuckDB, and the answer empty."""
    with pytest.raises(ValueError, match="other parameters"):
        snapshot.ask("kpi_weeks")


@pytest.mark.parametrize(
    "statement", ["drop table kpi_weekly", "alter table kpi_weekly drop column is_small_n"]
)
def test_an_older_snapshot_is_recognised(
    snapshot: Snapshot, published: Path, statement: str
) -> None:
    """A missing table or column is told from every other error."""
    change(published, statement)
    with pytest.raises(NotInSnapshot):
        ask(snapshot, "kpi_weeks")


def test_answers_are_never_kept_under_another_snapshots_name(
    snapshot: Snapshot, published: Path
) -> None:
    """Where a newer snapshot took the place, the answer is refused rather than mixed."""
    (published / FILE).rename(published / "newer.duckdb")
    newer = Published("newer.duckdb", "run-2", PUBLISHED_AT, AS_OF, None)
    write_state(published, CURRENT, newer)
    with pytest.raises(SnapshotReplaced):
        ask(snapshot, "kpi_weeks")


def test_a_lost_file_is_told(snapshot: Snapshot, published: Path) -> None:
    """A snapshot that was deleted under the dashboard has its own error."""
    (published / FILE).unlink()
    with pytest.raises(SnapshotLost):
        ask(snapshot, "kpi_weeks")


def test_an_answer_is_fetched_once_a_snapshot(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time a question is asked, the file is not opened."""
    first = ask(snapshot, "kpi_weeks")
    monkeypatch.setattr(queries, "open_snapshot", None)
    assert ask(snapshot, "kpi_weeks").equals(first)
    with pytest.raises(TypeError):
        ask(snapshot, "kpi_weeks", weeks=5)
