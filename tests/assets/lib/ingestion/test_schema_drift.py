"""What a tool changes in the columns of a report is seen, and nothing else is."""

from __future__ import annotations

from typing import Any

import pytest

from assets.lib.ingestion.drift import describe_changes, newest_table
from assets.lib.ingestion.trial import Tried, try_export
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse
from checks.claims import read_checks
from tests.assets.builders import NOTHING_DECLARED, ask, land, stage, take_in

[CHECK] = [c for c in read_checks() if c.name == "columns_that_are_read_stay_as_they_were"]
HEADER = 'Day,"Campaign name",Impressions,"Amount spent (EUR)",Reach\n'


def days(*rows: str, header: str = HEADER) -> str:
    return header + "".join(f"{row}\n" for row in rows)


MARCH = days("2026-03-02,Spring,1200,45.10,900", "2026-03-03,Spring,1100,44.90,800")


def drift(settings: Settings) -> list[tuple[Any, ...]]:
    """Return column, change, kinds, whether it is read and whether it is open, of what changed."""
    stage(settings, "marts.schema_drift")
    return ask(
        settings,
        "select column_name, change, kind_before, kind_after, is_read, is_open "
        "from marts.schema_drift order by seen_at, column_name",
    )


def test_a_renamed_and_a_rewritten_column_are_seen(settings: Settings) -> None:
    """The old header is gone and the new one is added; nothing is guessed between them."""
    land(settings, "meta_ads/march.csv", MARCH)
    by_ad = HEADER.replace("Reach", "Ad name")
    land(settings, "meta_ads/ads.csv", days("2026-03-05,Spring,9,1,Video", header=by_ad))
    header = HEADER.replace("Impressions", "Views")
    text = days("2026-03-09,Spring,1300,free,some", "2026-03-10,Spring,9,trial,n/a", header=header)
    land(settings, "meta_ads/april.csv", text)
    take_in(settings)
    assert drift(settings) == [
        ("amount spent (eur)", "changed kind", "number", "text", True, True),
        ("impressions", "gone", "number", None, True, True),
        ("reach", "changed kind", "number", "text", False, False),
        ("views", "added", None, "number", False, False),
    ]
    with open_warehouse(settings) as warehouse:
        outcome = CHECK.run(warehouse)
    assert not outcome.passed
    assert not outcome.blocks
    assert outcome.failing_rows == 2
    assert "column_name=impressions" in outcome.detail


def test_the_first_file_of_a_report_has_nothing_before_it(settings: Settings) -> None:
    """Neither have a report by ad beside one by campaign, another report, another account."""
    land(settings, "meta_ads/march.csv", MARCH)
    by_ad = HEADER.replace("Reach", "Ad name")
    land(settings, "meta_ads/ads.csv", days("2026-03-02,Spring,9,1,Video", header=by_ad))
    land(settings, "meta_ads/other/march.csv", days("2026-03-02,A,9", header=HEADER[:31] + "\n"))
    history = "event_time,event_type,actor_name,object_id\n2026-03-04T08:00:00+0000,x,Kim,1\n"
    land(settings, "meta_ads/history.csv", history)
    take_in(settings)
    assert ask(settings, "select count(distinct file_sequence) from ops.file_column")[0][0] >= 3
    assert drift(settings) == []


def test_an_empty_column_changes_no_kind(settings: Settings) -> None:
    """The next one with a value is held against the last one with a value."""
    land(settings, "meta_ads/1.csv", MARCH)
    land(settings, "meta_ads/2.csv", days("2026-03-09,Spring,1200,5,"))
    take_in(settings)
    assert drift(settings) == []
    land(settings, "meta_ads/3.csv", days("2026-03-16,Spring,1200,5,many"))
    take_in(settings)
    assert drift(settings) == [("reach", "changed kind", "number", "text", False, False)]


def test_a_warning_ends_when_a_newer_file_has_the_column_again(settings: Settings) -> None:
    """What was seen stays in the table; a file without rows lacks no column."""
    land(settings, "meta_ads/1.csv", MARCH)
    header = HEADER.replace("Impressions,", "")
    land(settings, "meta_ads/2.csv", days("2026-03-09,Spring,5,9", header=header))
    take_in(settings)
    assert drift(settings) == [("impressions", "gone", "number", None, True, True)]
    land(settings, "meta_ads/3.csv", days("2026-03-16,Spring,1200,5,9"))
    land(settings, "meta_ads/4.csv", HEADER)
    take_in(settings)
    assert drift(settings) == [
        ("impressions", "gone", "number", None, True, False),
        ("impressions", "added", "number", "number", True, False),
    ]


def test_a_warning_ends_after_the_time_that_the_seed_gives(settings: Settings) -> None:
    """Later exports without the column are as they were; the change is history then."""
    header = HEADER.replace("Impressions,", "")
    land(settings, "meta_ads/1.csv", MARCH)
    land(settings, "meta_ads/2.csv", days("2026-03-09,Spring,5,9", header=header))
    land(settings, "meta_ads/3.csv", days("2026-04-06,Spring,5,9", header=header))
    take_in(settings)
    assert [row[-1] for row in drift(settings)] == [True]
    land(settings, "meta_ads/4.csv", days("2026-04-07,Spring,5,9", header=header))
    take_in(settings)
    assert [row[-1] for row in drift(settings)] == [False]


def test_a_newer_version_of_a_file_is_held_against_the_older_one(settings: Settings) -> None:
    """Both lie, one after the other, at the same path."""
    land(settings, "meta_ads/days.csv", MARCH)
    take_in(settings)
    header = HEADER.replace("Impressions,", "")
    land(settings, "meta_ads/days.csv", days("2026-03-09,Spring,5,9", header=header))
    take_in(settings)
    assert drift(settings) == [("impressions", "gone", "number", None, True, True)]


def test_a_file_that_lands_late_takes_its_place(settings: Settings) -> None:
    """A file is held against the one before it by the time of its export, not of its landing."""
    land(settings, "meta_ads/3.csv", days("2026-03-16,Spring,many,5,9"))
    take_in(settings)
    land(settings, "meta_ads/1.csv", MARCH)
    take_in(settings)
    assert drift(settings) == [("impressions", "changed kind", "number", "text", True, True)]


def test_a_file_that_is_read_again_is_seen_once(settings: Settings) -> None:
    """Its columns replace those that it had."""
    land(settings, "meta_ads/1.csv", MARCH)
    take_in(settings)
    ask(settings, "update ops.ingested_file set parser_fingerprint = 'another' returning 1")
    take_in(settings)
    assert ask(settings, "select count(*) from ops.file_column") == [(5,)]


@pytest.mark.parametrize("people", ["show", "hide"])
def test_a_trial_says_what_is_another(settings: Settings, people: str) -> None:
    """Held against the newest loaded file; a header that may be anybody's is not shown of it."""
    header = HEADER.replace("Reach", "Janet Sample")
    land(settings, "meta_ads/1.csv", MARCH.replace(HEADER, header))
    take_in(settings)
    if people == "hide":
        hidden = "create or replace table org.reporting as select true as hides_people"
        ask(settings, hidden)
    file = settings.home / "new.csv"
    file.write_text(days("2026-03-09,Spring,many,9", header=HEADER.replace(",Reach", "")))
    trial = try_export(settings, NOTHING_DECLARED, Tried(file), 1)
    assert trial.seen is not None
    with open_warehouse(settings) as warehouse:
        before = newest_table(warehouse, "meta_ads", "default", trial.seen.report)
        assert before is not None
        assert newest_table(warehouse, "meta_ads", "other", trial.seen.report) is None
    shown = "'janet sample'" if people == "show" else "(withheld)"
    assert list(describe_changes(before, trial.seen)) == [
        "'impressions' was number and is text",
        f"{shown} is gone",
    ]
    assert before.path.startswith("meta_ads/")
