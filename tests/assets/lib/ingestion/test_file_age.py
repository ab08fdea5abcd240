"""Which of two files is newer: by what they state, then their events, then the file system."""

from __future__ import annotations

import itertools
import os
from datetime import UTC, datetime, timedelta

import pytest

from assets.lib.settings import Settings
from tests.assets.builders import ask, land, stage, take_in

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
REPORT = "Campaign,Campaign ID,Day,Currency code,Cost\n"


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def land_at(settings: Settings, path: str, content: str, modified: datetime = NOON) -> None:
    """Put a file into landing with a time of the file system's."""
    os.utime(land(settings, path, content), (modified.timestamp(), modified.timestamp()))


def lead(stage_: str, created_at: str = "2026-03-02T08:00:00Z", others: str = "") -> str:
    return f"lead_id,created_at,stage\n1,{created_at},{stage_}\n{others}"


def stages(settings: Settings) -> list[str]:
    stage(settings)
    return [
        row[0] for row in ask(settings, "select stage from staging.stg_leads where lead_id = '1'")
    ]


def test_the_later_stated_time_wins_over_every_other_sign(settings: Settings) -> None:
    """Over a newer event and a later file time."""
    land_at(settings, "canonical/leads.2026-03-10.csv", lead("newer"), NOON)
    older = lead("older", others="2,2026-03-09T08:00:00Z,x\n")
    land_at(settings, "canonical/leads.2026-03-09.csv", older, NOON + timedelta(days=1))
    take_in(settings)
    assert stages(settings) == ["newer"]


def test_where_none_states_a_time_the_newest_event_does(settings: Settings) -> None:
    """Copies have the times at which they were copied."""
    land_at(
        settings, "canonical/leads.a.csv", lead("newer", others="2,2026-03-20T08:00:00Z,x\n"), NOON
    )
    land_at(settings, "canonical/leads.b.csv", lead("older"), NOON + timedelta(days=1))
    take_in(settings)
    assert stages(settings) == ["newer"]


def test_an_event_that_has_not_happened_makes_no_file_newer(settings: Settings) -> None:
    """A date of the year 2099 is no sign of age."""
    wrong = lead("older", others="2,2099-03-20T08:00:00Z,x\n")
    land_at(settings, "canonical/leads.a.csv", wrong, NOON)
    newer = lead("newer", others="2,2026-03-20T08:00:00Z,x\n")
    land_at(settings, "canonical/leads.b.csv", newer, NOON - timedelta(hours=1))
    take_in(settings)
    assert stages(settings) == ["newer"]


def test_equal_events_leave_it_to_the_time_of_the_file(settings: Settings) -> None:
    """Whichever of them was ingested first."""
    land_at(settings, "canonical/leads.z.csv", lead("older"), NOON)
    take_in(settings)
    land_at(settings, "canonical/leads.a.csv", lead("newer"), NOON + timedelta(hours=1))
    take_in(settings)
    assert stages(settings) == ["newer"]
    land_at(settings, "canonical/leads.z.csv", lead("older"), NOON + timedelta(hours=2))
    take_in(settings)
    assert stages(settings) == ["older"], "a file that is written again is as old as it says"


@pytest.mark.parametrize("order", list(itertools.permutations(range(3)))[:4])
def test_numbers_of_downloads_count_upward_in_whatever_order_they_are_copied(
    settings: Settings, order: tuple[int, ...]
) -> None:
    """The report of one range was downloaded again and again while its figures were restated."""
    for moment, number in enumerate(order):
        name = f"google_ads/daily ({number}).csv" if number else "google_ads/daily.csv"
        text = f"{REPORT}Alpha,111,2026-03-05,EUR,{100 + number}.00\n"
        land_at(settings, name, text, NOON + timedelta(seconds=moment))
    take_in(settings)
    stage(settings)
    assert ask(settings, "select cast(cost as integer) from staging.stg_campaign_performance") == [
        (102,)
    ]


def test_a_range_in_the_name_is_no_time_of_export(settings: Settings) -> None:
    """The month's report of the 10th is older than the one of the 24th, whatever it is called."""
    for end, day, cost in ((31, 10, 100), (24, 24, 120)):
        land_at(
            settings,
            f"google_ads/daily_2026-03-01_2026-03-{end}.csv",
            f"{REPORT}Alpha,111,2026-03-05,EUR,{cost}.00\n",
            at(day, 9),
        )
    take_in(settings)
    stage(settings)
    assert ask(settings, "select cast(cost as integer) from staging.stg_campaign_performance") == [
        (120,)
    ]


@pytest.mark.parametrize(
    ("name", "range_", "modified", "expected"),
    [
        (
            "daily.csv",
            "1 March 2026 - 24 March 2026",
            at(26),
            "2026-03-25 00:00:00",
        ),
        (
            "daily.csv",
            "March 1, 2026 - March 31, 2026",
            at(24, 9),
            "2026-03-24 09:00:00",
        ),
        (
            "daily 2026-03-23.csv",
            "1 March 2026 - 31 March 2026",
            at(24),
            "2026-03-23 00:00:00",
        ),
        ("daily.csv", "All time", at(24), "2026-03-05 00:00:00"),
        (
            "daily 2026-03-23.csv",
            "All time",
            at(24),
            "2026-03-23 00:00:00",
        ),
    ],
)
def test_a_report_covers_its_range_and_no_longer_than_to_its_export(
    settings: Settings, name: str, range_: str, modified: datetime, expected: str
) -> None:
    """Without a range it covers until its newest event or the time that it states."""
    text = f'Daily report\n"{range_}"\n{REPORT}Alpha,111,2026-03-05,EUR,1.00\n'
    land_at(settings, f"google_ads/emea/{name}", text, modified)
    take_in(settings)
    assert ask(
        settings, "select source, account, covered_until::varchar from ops.file_account"
    ) == [("google_ads", "emea", expected)]


def test_an_empty_export_covers_until_the_time_that_it_states(settings: Settings) -> None:
    """A quiet account was looked at; each account of a file is covered by its own."""
    land_at(settings, "canonical/eu/leads.2026-03-09.csv", "lead_id,created_at\n")
    text = "lead_id,created_at,account\n1,2026-03-02T08:00:00Z,a\n2,2026-03-03T08:00:00Z,b\n"
    land_at(settings, "canonical/leads.csv", text)
    take_in(settings)
    assert ask(
        settings, "select account, covered_until::varchar from ops.file_account order by account"
    ) == [
        ("a", "2026-03-02 08:00:00"),
        ("b", "2026-03-03 08:00:00"),
        ("eu", "2026-03-09 00:00:00"),
    ]
