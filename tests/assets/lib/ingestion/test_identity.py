"""The same number in two accounts is two records, in every stream."""

from __future__ import annotations

import pytest

from assets.lib.settings import Settings
from assets.streams import STREAM_NAMES
from tests.assets.builders import ask, land, stage, statuses, take_in

RECORDS = {
    "agent_runs": "run_id,agent,started_at,status,parent_run_id\n"
    "7,a,2026-03-02T08:00:00Z,ok,6\n8,a,2026-03-02T09:00:00Z,ok,\n",
    "campaign_changes": "change_id,campaign_id,changed_at,category\n"
    "7,1,2026-03-02T08:00:00Z,bid\n8,1,2026-03-02T09:00:00Z,bid\n",
    "campaign_performance": "campaign_id,date,cost\n7,2026-03-02,1\n8,2026-03-02,1\n",
    "campaigns": "campaign_id,name\n7,Seven\n8,Eight\n",
    "content_pieces": "piece_id,title\n7,Seven\n8,Eight\n",
    "content_publications": "publication_id,piece_id,channel,published_at\n"
    "7,1,web,2026-03-02T08:00:00Z\n8,1,web,2026-03-02T08:00:00Z\n",
    "page_engagement": "engagement_id,page,period_end\n7,/a,2026-03-02\n8,/b,2026-03-02\n",
    "leads": "lead_id,created_at,campaign_id\n7,2026-03-02T08:00:00Z,1\n8,2026-03-02T08:00:00Z,1\n",
    "reviews": "review_id,subject_type,subject_id,reviewed_at\n"
    "7,agent_run,1,2026-03-02T08:00:00Z\n8,agent_run,1,2026-03-02T08:00:00Z\n",
    "work_items": "work_item_id,title,agent_run_id\n7,Seven,1\n8,Eight,\n",
}
KEYS = {
    "agent_runs": "run_key",
    "campaign_changes": "change_key",
    "campaign_performance": "stated_campaign_key",
    "campaigns": "campaign_key",
    "content_pieces": "piece_key",
    "content_publications": "publication_key",
    "leads": "lead_key",
    "page_engagement": "engagement_key",
    "reviews": "review_key",
    "work_items": "work_item_key",
}
BOTH = [f"canonical:{account}:{n}" for account in ("eu", "us") for n in (7, 8)]


def keys(settings: Settings, stream: str) -> list[str]:
    stage(settings)
    return [row[0] for row in ask(settings, f"select {KEYS[stream]} from staging.stg_{stream}")]


@pytest.mark.parametrize("stream", STREAM_NAMES)
def test_two_accounts_share_no_record(settings: Settings, stream: str) -> None:
    """Even of the very same bytes, in folders of their own, whichever is newer."""
    for account in ("eu", "us"):
        land(settings, f"canonical/{account}/{stream}.2026-03-09.csv", RECORDS[stream])
    assert set(statuses(take_in(settings)).values()) == {"loaded"}
    assert sorted(keys(settings, stream)) == BOTH
    assert set(statuses(take_in(settings)).values()) == {"unchanged"}


@pytest.mark.parametrize("stream", STREAM_NAMES)
def test_one_file_may_hold_two_accounts(settings: Settings, stream: str) -> None:
    """A column names the account of each row."""
    header, *rows = RECORDS[stream].splitlines()
    lines = [f"{row},{account}" for account in ("eu", "us") for row in rows]
    land(settings, f"canonical/{stream}.csv", "\n".join([f"{header},account", *lines, ""]))
    assert set(statuses(take_in(settings)).values()) == {"loaded"}
    assert sorted(keys(settings, stream)) == BOTH
    [(notes,)] = ask(settings, "select notes from ops.ingested_file")
    assert notes is None


@pytest.mark.parametrize(
    ("stream", "column", "expected"),
    [
        ("agent_runs", "parent_run_key", {"canonical:eu:6", "canonical:us:6"}),
        ("campaign_changes", "stated_campaign_key", {"canonical:eu:1", "canonical:us:1"}),
        ("content_publications", "piece_key", {"canonical:eu:1", "canonical:us:1"}),
        ("leads", "campaign_key", {"canonical:eu:1", "canonical:us:1"}),
        ("reviews", "subject_key", {"canonical:eu:1", "canonical:us:1"}),
        ("work_items", "agent_run_key", {"canonical:eu:1", "canonical:us:1"}),
    ],
)
def test_a_reference_is_to_a_record_of_the_same_account(
    settings: Settings, stream: str, column: str, expected: set[str]
) -> None:
    """It leads to no record of the other account."""
    for account in ("eu", "us"):
        land(settings, f"canonical/{account}/{stream}.csv", RECORDS[stream])
    take_in(settings)
    stage(settings)
    found = ask(settings, f"select {column} from staging.stg_{stream} where {column} is not null")
    assert {row[0] for row in found} == expected


def test_two_sites_of_one_tool_number_their_issues_alike(settings: Settings) -> None:
    """Jira begins at 10000 on every site, HubSpot at 1 in every portal."""
    for site, title in (("agency", "Theirs"), ("inhouse", "Ours")):
        issues = f"Summary,Issue key,Issue id,Created\n{title},MKT-1,10000,02/Mar/26 9:00 AM\n"
        land(settings, f"jira/{site}/Jira.2026-03-09.csv", issues)
        contacts = f"Record ID,Create Date,Lead Status\n1,2026-03-02 09:30,{title}\n"
        land(settings, f"hubspot/{site}/contacts.2026-03-09.csv", contacts)
    take_in(settings)
    stage(settings)
    assert ask(settings, "select work_item_key, title from staging.stg_work_items order by 1") == [
        ("jira:agency:10000", "Theirs"),
        ("jira:inhouse:10000", "Ours"),
    ]
    assert len(ask(settings, "from staging.stg_leads")) == 2


def test_a_campaign_known_by_name_is_one_per_account(settings: Settings) -> None:
    """The name stands for the id, and leads to no campaign of the other account."""
    for account in ("a", "b"):
        report = "Campaign,Day,Currency code,Cost\nBrand,2026-03-02,EUR,1.00\n"
        land(settings, f"google_ads/{account}/daily.csv", report)
    take_in(settings)
    stage(settings)
    found = ask(settings, "select stated_campaign_key from staging.stg_campaign_performance")
    assert sorted(found) == [("google_ads:a:Brand",), ("google_ads:b:Brand",)]


def test_a_folder_with_a_colon_names_no_account(settings: Settings) -> None:
    """Two keys would be one: account a:b with id c, and account a with id b:c."""
    land(settings, "canonical/a:b/leads.csv", RECORDS["leads"])
    [result] = take_in(settings)
    assert result.status == "failed"
    assert result.reason == "the name of its account's folder has a colon; rename the folder"
