"""Which records are one and which are two, and what a later export replaces.

Held elsewhere: two accounts in every stream and connector (`test_identity`, `test_standard_suite`);
days of two tools in one folder (`test_covered_days`); views with few columns, for every stream and
tool (`test_columns`); names with ranges, and numbered downloads (`test_file_age`,
`test_export_time`); withdrawal and what waits in quarantine (`test_withdraw`).
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from itertools import permutations

import pytest

from assets.lib.settings import Settings
from tests.assets.builders import ask, land, stage, statuses, take_in

CONTACTS = "Record ID,Email,Create Date,Lifecycle Stage\n"


def staged(settings: Settings, query: str) -> list[tuple[object, ...]]:
    take_in(settings)
    stage(settings)
    return ask(settings, query)


def test_deals_and_companies_beside_contacts_overwrite_none(settings: Settings) -> None:
    """All of HubSpot was exported on one day: contact 7 stays, and the others say what they are."""
    base = "hubspot/hubspot-crm-exports-all"
    land(settings, f"{base}-contacts-2026-03-09.csv", f"{CONTACTS}7,a@c.example,2026-03-02,Lead\n")
    deals = "Record ID,Deal Name,Deal Stage,Create Date\n7,Big,Won,2026-03-05\n"
    companies = "Record ID,Company name,Company owner,Create Date\n7,Acme,Ann,2026-03-05\n"
    land(settings, f"{base}-deals-2026-03-10.csv", deals)
    land(settings, f"{base}-companies-2026-03-10.csv", companies)
    reasons = sorted(result.reason or "" for result in take_in(settings))
    assert reasons[0] == ""
    assert reasons[1].startswith("this is a HubSpot companies export")
    assert reasons[2].startswith("this is a HubSpot deals (without Associated Contact IDs) export")
    stage(settings)
    assert ask(settings, "select lead_key, stage from staging.stg_leads") == [
        ("hubspot:default:7", "Lead")
    ]


@pytest.mark.parametrize("order", [("09", "16"), ("16", "09")])
def test_a_contact_that_was_merged_away_counts_no_more(
    settings: Settings, order: tuple[str, str]
) -> None:
    """The one that stands for both is left, whichever export is ingested first."""
    texts = {
        "09": f"{CONTACTS}101,a@c.example,2026-03-02,Lead\n202,b@c.example,2026-03-04,Lead\n",
        "16": (
            "Record ID,Email,Create Date,Lifecycle Stage,Merged Contact IDs\n"
            "202,a@c.example,2026-03-02,Customer,101\n"
        ),
    }
    for day in order:
        land(settings, f"hubspot/contacts-2026-03-{day}.csv", texts[day])
        take_in(settings)
    found = staged(settings, "select lead_id, stage from staging.stg_leads")
    assert found == [("202", "Customer")]


def test_days_of_two_platforms_both_count(settings: Settings) -> None:
    """LinkedIn and Meta come as canonical files, each in its folder; one restates its days."""
    days = "campaign_id,date,cost\n"
    land(
        settings,
        "canonical/linkedin/campaign_performance.2026-03-09.csv",
        days + "1,2026-03-02,30\n",
    )
    land(settings, "canonical/meta/campaign_performance.2026-03-10.csv", days + "1,2026-03-02,70\n")
    land(settings, "canonical/meta/campaign_performance.2026-03-11.csv", days + "1,2026-03-02,71\n")
    query = (
        "select stated_campaign_key, cast(cost as integer) "
        "from staging.stg_campaign_performance order by 1"
    )
    assert staged(settings, query) == [("canonical:linkedin:1", 30), ("canonical:meta:1", 71)]


@pytest.mark.parametrize("tool", ["google_ads", "canonical/social"])
@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_reports_that_are_named_for_the_range_that_they_cover(
    settings: Settings, tool: str, order: tuple[int, ...]
) -> None:
    """The month's report of the 24th restates the one of the 10th, which names a later day."""
    stem = "daily" if tool == "google_ads" else "campaign_performance"
    header = "Campaign,Campaign ID,Day,Cost" if stem == "daily" else "name,campaign_id,date,cost"
    files = [
        (f"{tool}/{stem}.2026-03-01_2026-03-31.csv", 10, 100),
        (f"{tool}/{stem}.2026-03-01_2026-03-24.csv", 24, 120),
    ]
    for position in order:
        path, day, cost = files[position]
        file = land(settings, path, f"{header}\nAlpha,111,2026-03-05,{cost}\n")
        written = datetime(2026, 3, day, 9, tzinfo=UTC).timestamp()
        os.utime(file, (written, written))
        take_in(settings)
    query = "select cast(cost as integer) from staging.stg_campaign_performance"
    assert staged(settings, query) == [(120,)]


@pytest.mark.parametrize(
    ("tool", "bad", "good", "stream"),
    [
        (
            "hubspot/contacts",
            f"{CONTACTS}1,a@c.example,02.03.2026 09:30,Lead\n",
            f"{CONTACTS}1,a@c.example,2026-03-02 09:30,Lead\n",
            "leads",
        ),
        (
            "jira/Jira",
            "Summary,Issue id,Created\nPlan,1,02/03/26\n",
            "Summary,Issue id,Created\nPlan,1,02/Mar/26 9:30 AM\n",
            "work_items",
        ),
    ],
)
def test_a_corrected_export_leaves_nothing_waiting(
    settings: Settings, tool: str, bad: str, good: str, stream: str
) -> None:
    """Under a new name: the record is there, and quarantine says where it came from."""
    land(settings, f"{tool} 2026-03-09.csv", bad)
    take_in(settings)
    assert ask(settings, "select row_number, resolution from ops.quarantine") == [(2, None)]
    land(settings, f"{tool} 2026-03-10.csv", good)
    assert statuses(take_in(settings))[f"{tool} 2026-03-10.csv"] == "loaded"
    assert ask(settings, f"select count(*) from raw.{stream}") == [(1,)]
    assert ask(settings, "select resolution from ops.quarantine") == [
        (f"the record came in from {tool} 2026-03-10.csv",)
    ]
