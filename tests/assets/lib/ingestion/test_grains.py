"""A campaign's own totals count, its ads are held against them, and what is left over is named."""

from __future__ import annotations

from typing import Any

import pytest

from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse
from checks.claims import read_checks
from tests.assets.builders import ask, land, stage, take_in

[CHECK] = [c for c in read_checks() if c.name == "ads_add_up_to_their_campaigns"]
UNDECIDED = {c.asset: c for c in read_checks() if c.name == "the_newer_file_is_known"}
MARTS = ("marts.ad_remainder", "marts.ad_remainder_weekly")
CAMPAIGNS = 'Day,"Campaign name","Campaign ID",Impressions,"Clicks (all)","Amount spent (EUR)"\n'
ADS = 'Day,"Campaign name","Ad name",Impressions,"Clicks (all)","Amount spent (EUR)"\n'


def campaigns(*rows: str) -> str:
    return CAMPAIGNS + "".join(f"{row}\n" for row in rows)


def ads(*rows: str, header: str = ADS) -> str:
    return header + "".join(f"{row}\n" for row in rows)


WEEK = campaigns("2026-03-02,Spring,1,1000,50,100.00", "2026-03-03,Spring,1,1000,50,100.00")


def costs(settings: Settings) -> list[tuple[Any, ...]]:
    """Return campaign, day and cost as the KPIs count them."""
    stage(settings)
    return ask(
        settings,
        "select split_part(stated_campaign_key, ':', 3), strftime(day, '%d'), "
        "cast(cost as double) from staging.stg_campaign_performance order by all",
    )


def remainders(settings: Settings, measure: str = "cost") -> list[tuple[Any, ...]]:
    """Return total, sum of ads and remainder by day."""
    stage(settings, *MARTS)
    return ask(
        settings,
        "select strftime(day, '%d'), campaign_total, ad_total, remainder from marts.ad_remainder "
        f"where measure = '{measure}' order by all",
    )


def weeks(settings: Settings) -> dict[str, tuple[Any, ...]]:
    """Return unit, total, sum of ads, what is left over on each side and both flags."""
    stage(settings, *MARTS)
    rows = ask(
        settings,
        "select measure, unit, campaign_total, ad_total, unattributed, excess, "
        "is_above_tolerance, is_open from marts.ad_remainder_weekly",
    )
    return {measure: tuple(values) for measure, *values in rows}


@pytest.mark.parametrize("first", ["campaigns", "ads"])
def test_the_campaigns_own_totals_count(settings: Settings, first: str) -> None:
    """Whichever report lands or is exported first; ads count on days without the other."""
    files = {
        "campaigns": WEEK,
        "ads": ads("2026-03-03,Spring,A,300,10,30.00", "2026-03-04,Spring,A,300,10,30.00"),
    }
    for name in sorted(files, key=lambda name: name != first):
        land(settings, f"meta_ads/{name}.csv", files[name])
        take_in(settings)
    assert costs(settings) == [("1", "02", 100.0), ("1", "03", 100.0), ("Spring", "04", 30.0)]


def test_what_no_ad_has_is_named(settings: Settings) -> None:
    """By day, and by week and measure; a name in one report is the id in the other."""
    land(settings, "meta_ads/campaigns.csv", WEEK)
    rows = (
        "2026-03-02,Spring,A,600,30,60.00",
        "2026-03-02,Spring,B,400,20,20.00",
        "2026-03-03,Spring,A,1000,50,100.00",
    )
    land(settings, "meta_ads/ads.csv", ads(*rows))
    take_in(settings)
    assert remainders(settings) == [("02", 100.0, 80.0, 20.0)]
    assert weeks(settings) == {
        "cost": ("EUR", 200.0, 180.0, 20.0, 0.0, True, True),
        "impressions": ("impressions", 2000.0, 2000.0, 0.0, 0.0, False, False),
        "clicks": ("clicks", 100.0, 100.0, 0.0, 0.0, False, False),
    }
    with open_warehouse(settings) as warehouse:
        outcome = CHECK.run(warehouse)
    assert not outcome.passed
    assert not outcome.blocks
    assert "source=meta_ads" in outcome.detail
    assert "unattributed=20.0" in outcome.detail


@pytest.mark.parametrize(
    ("total", "of_ads", "is_told"),
    [
        ("1000.00", "990.00", False),  # the share that the seed allows
        ("1000.00", "989.99", True),
        ("40.00", "39.00", False),  # the amount
        ("40.00", "38.99", True),
        ("40.00", "41.01", True),
    ],
)
def test_little_is_left_over_without_a_warning(
    settings: Settings, total: str, of_ads: str, *, is_told: bool
) -> None:
    """A share or an amount that the seed allows is kept, and warned of by nobody."""
    land(settings, "meta_ads/campaigns.csv", campaigns(f"2026-03-02,Spring,1,9,5,{total}"))
    land(settings, "meta_ads/ads.csv", ads(f"2026-03-02,Spring,A,9,5,{of_ads}"))
    take_in(settings)
    assert len(remainders(settings)) == 1
    assert weeks(settings)["cost"][-2:] == (is_told, is_told)
    with open_warehouse(settings) as warehouse:
        assert CHECK.run(warehouse).passed != is_told


def test_one_campaign_does_not_make_up_for_another(settings: Settings) -> None:
    """What is in no ad and what is in ads alone are told apart, though their sum is nothing."""
    rows = ("2026-03-02,Spring,1,1000,50,100.00", "2026-03-02,Autumn,2,1000,50,100.00")
    land(settings, "meta_ads/campaigns.csv", campaigns(*rows))
    rows = ("2026-03-02,Spring,A,1000,50,70.00", "2026-03-02,Autumn,B,1000,50,130.00")
    land(settings, "meta_ads/ads.csv", ads(*rows))
    take_in(settings)
    assert weeks(settings)["cost"] == ("EUR", 200.0, 200.0, 30.0, 30.0, True, True)


def test_a_campaign_without_ads_and_ads_without_a_campaign_are_left_over(
    settings: Settings,
) -> None:
    """On days that both reports cover; on others nothing is compared."""
    rows = ("2026-03-02,Spring,1,10,5,40.00", "2026-03-03,Autumn,2,10,5,60.00")
    land(settings, "meta_ads/campaigns.csv", campaigns(*rows))
    rows = (
        "2026-03-01,Spring,A,10,5,1.00",
        "2026-03-03,Winter,A,10,5,70.00",
    )
    land(settings, "meta_ads/ads.csv", ads(*rows))
    take_in(settings)
    assert remainders(settings) == [
        ("02", 40.0, 0.0, 40.0),
        ("03", 0.0, 70.0, -70.0),
        ("03", 60.0, 0.0, 60.0),
    ]


def test_what_one_report_does_not_have_is_not_compared(settings: Settings) -> None:
    """A column that is not there is unknown, and an amount in another currency is none of it."""
    land(settings, "meta_ads/campaigns.csv", WEEK)
    header = ADS.replace('"Clicks (all)",', "").replace("EUR", "USD")
    text = ads("2026-03-02,Spring,A,1000,100.00", header=header)
    land(settings, "meta_ads/ads.csv", text)
    take_in(settings)
    assert remainders(settings, "clicks") == []
    assert remainders(settings) == [("02", 100.0, 0.0, 100.0)]
    assert set(weeks(settings)) == {"cost", "impressions"}


def test_a_warning_ends_after_the_time_that_the_seed_gives(settings: Settings) -> None:
    """What is left over stays in the table."""
    land(settings, "meta_ads/campaigns.csv", WEEK)
    land(settings, "meta_ads/ads.csv", ads("2026-03-02,Spring,A,1000,50,10.00"))
    land(settings, "meta_ads/later.csv", campaigns("2026-04-05,Spring,1,1,1,1"))
    take_in(settings)
    assert weeks(settings)["cost"][-2:] == (True, True)
    land(settings, "meta_ads/latest.csv", campaigns("2026-04-06,Spring,1,1,1,1"))
    take_in(settings)
    assert weeks(settings)["cost"][-2:] == (True, False)


@pytest.mark.parametrize("last_day", [3, 9])
def test_ads_that_are_newer_are_told(settings: Settings, last_day: int) -> None:
    """The tool may have restated the days in between; the older totals count all the same.

    Of two files that end alike neither is newer, whichever was copied first.
    """
    land(settings, "meta_ads/campaigns.csv", WEEK)
    rows = ("2026-03-02,Spring,A,1,1,100.00", "2026-03-03,Spring,A,1000,50,110.00")
    later = () if last_day == 3 else (f"2026-03-0{last_day},Spring,A,1,1,1.00",)
    land(settings, "meta_ads/ads.csv", ads(*rows, *later))
    take_in(settings)
    assert costs(settings)[1] == ("1", "03", 100.0)
    stage(settings, *MARTS)
    assert ask(
        settings,
        "select is_ad_file_newer, remainder from marts.ad_remainder where measure = 'cost'",
    ) == [(last_day == 9, -10.0)]


def test_two_reports_of_one_moment_leave_nothing_undecided(settings: Settings) -> None:
    """Neither is a newer version of the other, as two reports by campaign would be."""
    check = UNDECIDED["raw.campaign_performance"]
    land(settings, "meta_ads/campaigns.csv", WEEK)
    with_ids = ADS.replace("Day,", 'Day,"Campaign ID",')
    by_ad = ads("2026-03-02,1,Spring,A,1,1,1", "2026-03-03,1,Spring,A,1,1,1", header=with_ids)
    land(settings, "meta_ads/ads.csv", by_ad)
    take_in(settings)
    with open_warehouse(settings) as warehouse:
        assert check.run(warehouse).passed
    land(settings, "meta_ads/others.csv", WEEK.replace("100.00", "99.00"))
    take_in(settings)
    with open_warehouse(settings) as warehouse:
        assert not check.run(warehouse).passed


def test_a_campaign_that_vanishes_is_looked_for_among_reports_of_its_kind(
    settings: Settings,
) -> None:
    """What an older report by ad shows is told by the remainder, not as vanished."""
    land(settings, "meta_ads/campaigns.csv", WEEK)
    land(settings, "meta_ads/ads.csv", ads("2026-03-02,Winter,A,1000,50,10.00"))
    take_in(settings)
    stage(settings, "marts.vanished_campaign_day", *MARTS)
    assert ask(settings, "select * from marts.vanished_campaign_day") == []
    newer = campaigns("2026-03-02,Summer,3,1,1,1", "2026-03-05,Summer,3,1,1,1")
    land(settings, "meta_ads/newer.csv", newer)
    take_in(settings)
    stage(settings, "marts.vanished_campaign_day")
    days = ask(settings, "select strftime(day, '%d') from marts.vanished_campaign_day order by all")
    assert days == [("02",), ("03",)]
