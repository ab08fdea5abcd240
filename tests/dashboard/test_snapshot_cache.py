"""The queries as pages ask them, with their cache."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from assets.snapshot.query import NotInSnapshot, Parameter, query_names, read_query
from assets.snapshot.reader import CURRENT, Published, hash_snapshot, write_state
from dashboard.lib import snapshot as cache
from dashboard.lib.snapshot import Snapshot, SnapshotLost, SnapshotReplaced
from tests.dashboard.snapshots import AS_OF, FILE, PUBLISHED_AT, change

PARAMETERS: dict[str, Parameter] = {
    "kpi_id": "campaign_iteration_velocity",
    "weeks": 4,
    "week": date(2026, 7, 27),
    "timezone": "Europe/Berlin",
    "most_rows": 3,
    "table_name": "kpi_weekly",
    "milestone": "mapped",
    "after": datetime.fromisoformat("2026-08-03"),
    "until": datetime.fromisoformat("2026-08-04"),
}
MAY_FIND_NOTHING = {
    "health/ad_remainder_days",
    "health/ad_remainder_weeks",
    "health/schema_drift",
    "health/unconverted_amounts",
    "kpi/waiting_weeks",
    "kpi/without_a_number",
}
"""Queries for what is wanting: nothing is, in the small snapshot."""


def ask(snapshot: Snapshot, query: str, **more: Parameter) -> Any:
    names = read_query(query).parameters
    return snapshot.ask(query, **({n: PARAMETERS[n] for n in names} | more))


@pytest.mark.parametrize("query", query_names())
def test_every_query_has_an_answer(snapshot: Snapshot, query: str) -> None:
    """Each query runs on the columns that the contracts promise, and finds the rows there are."""
    assert query in MAY_FIND_NOTHING or not ask(snapshot, query).is_empty()


def test_the_running_week_comes_on_top_of_the_weeks_asked_for(snapshot: Snapshot) -> None:
    """Four weeks are four complete ones, and the running one."""
    weeks = ask(snapshot, "kpi/weeks").filter(kpi_id="content_system_throughput")
    assert weeks["is_complete"].to_list() == [True] * 4 + [False]
    assert weeks["week_start"][-2] == date(2026, 7, 27)


def test_times_are_in_the_reporting_zone(snapshot: Snapshot) -> None:
    """What went live at 22:30 UTC is shown on the next day in Berlin."""
    placements = ask(snapshot, "kpi/placements_of_week")
    assert str(placements["published_local_at"][0]) == "2026-08-01 00:30:00"


@pytest.mark.parametrize(
    "statement", ["drop table kpi_weekly", "alter table kpi_weekly drop column is_small_n"]
)
def test_an_older_snapshot_is_recognized(
    snapshot: Snapshot, published: Path, statement: str
) -> None:
    """A missing table or column has an error of its own."""
    change(published, statement)
    with pytest.raises(NotInSnapshot):
        ask(snapshot, "kpi/weeks")


def test_answers_are_never_kept_under_another_snapshots_name(
    snapshot: Snapshot, published: Path
) -> None:
    """Where a newer snapshot took the place, the answer is refused rather than mixed."""
    (published / FILE).rename(published / "newer.duckdb")
    sha256 = hash_snapshot(published / "newer.duckdb")
    newer = Published("newer.duckdb", "run-2", PUBLISHED_AT, AS_OF, None, sha256)
    write_state(published, CURRENT, newer)
    with pytest.raises(SnapshotReplaced):
        ask(snapshot, "kpi/weeks")


def test_a_lost_file_is_told(snapshot: Snapshot, published: Path) -> None:
    """A snapshot that was deleted under the dashboard has its own error."""
    (published / FILE).unlink()
    with pytest.raises(SnapshotLost):
        ask(snapshot, "kpi/weeks")


def test_an_answer_is_fetched_once_a_snapshot(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time, the file is not opened."""
    first = ask(snapshot, "kpi/weeks")
    monkeypatch.setattr(cache, "open_snapshot", None)
    assert ask(snapshot, "kpi/weeks").equals(first)
    with pytest.raises(TypeError):
        ask(snapshot, "kpi/weeks", weeks=5)
