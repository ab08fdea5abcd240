"""The warnings on versions: a campaign that vanishes, and files of which none is the newer."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assets.lib.outcome import CheckOutcome
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse
from checks.claims import read_checks
from tests.assets.builders import land, stage, take_in


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


DAYS = "campaign_id,date,cost,account\n"


def outcome(settings: Settings, name: str, asset: str) -> CheckOutcome:
    [check] = [c for c in read_checks() if (c.name, c.asset) == (name, asset)]
    with open_warehouse(settings) as connection:
        return check.run(connection)


def land_at(settings: Settings, path: str, content: str, second: float = 0) -> None:
    moment = datetime(2026, 4, 1, tzinfo=UTC).timestamp() + second
    os.utime(land(settings, path, content), (moment, moment))


def vanished(settings: Settings) -> CheckOutcome:
    take_in(settings)
    stage(settings, "vanished_campaign_day")
    return outcome(
        settings,
        "covered_days_keep_their_campaigns",
        "marts.vanished_campaign_day",
    )


def test_a_campaign_that_vanishes_from_a_covered_day_is_named(settings: Settings) -> None:
    """With the newer file and the day: a view of some campaigns is no report of all."""
    first = f"{DAYS}search,2026-03-02,30,a\npmax,2026-03-02,70,a\npmax,2026-03-03,1,b\n"
    land_at(settings, "canonical/campaign_performance.2026-03-09.csv", first)
    view = f"{DAYS}pmax,2026-03-02,71,a\n"
    land_at(settings, "canonical/campaign_performance.2026-03-10.csv", view)
    found = vanished(settings)
    assert not found.passed
    assert not found.blocks
    assert found.failing_rows == 1
    assert "newer_file=canonical/campaign_performance.2026-03-10.csv" in found.detail
    assert "day=2026-03-02, campaign_key=canonical:a:search" in found.detail


@pytest.mark.parametrize("cost", ["0", ""])
def test_a_campaign_that_delivered_nothing_may_be_left_out(settings: Settings, cost: str) -> None:
    """Tools leave out what did not run, and a whole report restates every campaign."""
    first = f"{DAYS}search,2026-03-02,{cost},a\npmax,2026-03-02,70,a\n"
    land_at(settings, "canonical/campaign_performance.2026-03-09.csv", first)
    second = f"{DAYS}pmax,2026-03-02,71,a\n"
    land_at(settings, "canonical/campaign_performance.2026-03-10.csv", second)
    assert vanished(settings).passed


LEAD = "lead_id,created_at,stage\n1,2026-03-02,{}\n"
ITEM = "work_item_id,title,created_at\n1,{},2026-03-02\n"


@pytest.mark.parametrize(("stream", "text"), [("leads", LEAD), ("work_items", ITEM)])
def test_two_files_of_which_none_is_known_to_be_newer_are_told(
    settings: Settings, stream: str, text: str
) -> None:
    """They tell of one record differently, and were copied in one go."""
    land_at(settings, f"canonical/{stream}.a.csv", text.format("one"))
    land_at(settings, f"canonical/{stream}.b.csv", text.format("other"), second=0.5)
    take_in(settings)
    found = outcome(settings, "the_newer_file_is_known", f"raw.{stream}")
    assert not found.blocks
    assert (
        f"path=canonical/{stream}.a.csv, other_path=canonical/{stream}.b.csv, records=1"
        in found.detail
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((".a", "one", 0), (".b", "other", 60)),
        ((".2026-03-09", "one", 0), (".2026-03-10", "other", 0)),
        (("", "one", 0), (" (1)", "other", 0)),
    ],
)
def test_files_whose_age_is_known_are_not(
    settings: Settings, first: tuple[str, str, float], second: tuple[str, str, float]
) -> None:
    """By time, by name, by the number of a download; or it makes no difference."""
    for name, stage_, moment in (first, second):
        land_at(settings, f"canonical/leads{name}.csv", LEAD.format(stage_), moment)
    take_in(settings)
    assert outcome(settings, "the_newer_file_is_known", "raw.leads").passed
