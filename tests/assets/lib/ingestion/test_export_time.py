"""A name states when its file was exported only where it says nothing else by that date."""

import os
from datetime import UTC, datetime

import pytest

from assets.lib.ingestion.export_time import Download, read_download_number, stated_in_name
from assets.lib.ingestion.inputs import list_inputs
from assets.lib.settings import Settings
from tests.assets.builders import NOTHING_DECLARED, land

MODIFIED = datetime(2026, 4, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("leads.2026-03-09.csv", "2026-03-08T23:00:00"),
        ("leads.20260309.csv", "2026-03-08T23:00:00"),
        ("leads_2026_03_09.csv", "2026-03-08T23:00:00"),
        ("leads_2026-03-09 (1).csv", "2026-03-08T23:00:00"),
        ("leads.2026-03-09-2.csv", "2026-03-08T23:00:00"),
        ("leads 2026-03-09T10-15-30.csv", "2026-03-09T09:15:30"),
        ("leads_20260309101530.csv", "2026-03-09T09:15:30"),
        ("leads-2026-03-09 10h15.csv", "2026-03-09T09:15:00"),
        ("Jira 2026-03-09T10_15_30+0000.csv", "2026-03-09T10:15:30"),
        ("2026-03-09T22_33_18.020Z Team.csv", "2026-03-09T22:33:18"),
        ("studio.WordPress.2026-03-16.xml", "2026-03-15T23:00:00"),
        ("2024-02-29.csv", "2024-02-28T23:00:00"),
        ("leads.2026-04-03.csv", "2026-04-02T22:00:00"),
    ],
)
def test_a_date_states_the_day_in_the_zone_of_the_account(name: str, expected: str) -> None:
    """A day is its first instant; a time that names its zone is of that zone."""
    found = stated_in_name(name, "Europe/Berlin", MODIFIED)
    assert found is not None
    assert found.isoformat() == f"{expected}+00:00"


@pytest.mark.parametrize(
    "name",
    [
        "report_2026-03-01_2026-03-31.csv",
        "report-2026-03-01-2026-03-31.csv",
        "report 2026-03-01 to 2026-03-24.csv",
        "report_20260301_20260331.csv",
        "report_2026-03-01-24.csv",
        "report_2026-03-01_to_24.csv",
        "report until 2026-03-24.csv",
        "week_2026-03-02.csv",
        "bis 2026-03-24.csv",
    ],
)
def test_a_range_is_no_time_of_export(name: str) -> None:
    """Nor is one end of it: a report of a month is downloaded before the month ends."""
    assert stated_in_name(name, "UTC", MODIFIED) is None


@pytest.mark.parametrize(
    "name",
    [
        "leads.2026-04-04.csv",
        "leads.2027-03-09.csv",
        "2026-02-29.csv",
        "2026-13-01.csv",
        "leads.2026-03-09T29-00.csv",
    ],
)
def test_what_has_not_come_when_the_file_was_written_is_no_time_of_export(name: str) -> None:
    """The file system's time is no statement, but nothing was exported after it."""
    assert stated_in_name(name, "UTC", MODIFIED) is None


@pytest.mark.parametrize(
    "name",
    [
        "120260309.csv",
        "a3f20260309.csv",
        "20260309c4.csv",
        "account-123-20260309.csv",
        "export-20260309-482913.csv",
        "3f0c2026-0309-11.csv",
        "report-8.csv",
        "19990309.csv",
    ],
)
def test_digits_of_an_id_are_no_date(name: str) -> None:
    """Digits without marks are a date only where they stand alone."""
    assert stated_in_name(name, "UTC", MODIFIED) is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a/leads.csv", Download("a/leads.csv", 0)),
        ("a/leads (2).csv", Download("a/leads.csv", 2)),
        ("a/leads(11).csv", Download("a/leads.csv", 11)),
        ("a/leads (2026).csv", Download("a/leads (2026).csv", 0)),
        ("a (1)/leads.csv", Download("a (1)/leads.csv", 0)),
    ],
)
def test_browsers_number_downloads_of_one_name(path: str, expected: Download) -> None:
    """Chrome with a blank, Firefox without; a year is no number of a download."""
    assert read_download_number(path) == expected


def test_older_exports_are_ingested_first(settings: Settings) -> None:
    """By the time that the name states, else by the file's own; equal ones by number and path."""
    for name in ("b.2026-03-02", "a.2026-03-02 (1)", "a.2026-03-10", "z.2026-03-09"):
        land(settings, f"canonical/{name}.csv", "x")
    undated = land(settings, "canonical/undated.csv", "x")
    moment = datetime(2026, 3, 5, tzinfo=UTC).timestamp()
    os.utime(undated, (moment, moment))
    assert [item.landed.path for item in list_inputs(settings, NOTHING_DECLARED)] == [
        "canonical/b.2026-03-02.csv",
        "canonical/a.2026-03-02 (1).csv",
        "canonical/undated.csv",
        "canonical/z.2026-03-09.csv",
        "canonical/a.2026-03-10.csv",
    ]
