"""The mappings beside the template read what loaders write, and account for every row of it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

import assets.declarations.mappings
from assets.declarations.mappings.model import DECLARATION
from assets.lib.ingestion.connector import Account, Connector, Export
from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.parse import ParsedBatch, parse_export
from assets.lib.ingestion.recognition import look_at, recognise
from assets.lib.ingestion.tables.mapping import MappedConnector
from assets.lib.ingestion.tally import Tally
from assets.lib.settings import Settings
from tests.assets.builders import ask, declare, land, take_in
from tests.assets.connectors.samples import PRIVACY

EXAMPLES = Path(assets.declarations.mappings.__path__[0]) / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yml"))
SAMPLES = sorted(EXAMPLES.glob("*.csv"))
FIXTURES = Path(__file__).resolve().parents[4] / "shared" / "fixtures"
LOADERS = ("fivetran_*/*.csv", "devlake_*/*.csv")

UNREAD = {
    "a history of single values, of which the table itself holds the last": """
        company_property_history contact_property_history deal_property_history
        ticket_property_history deal_stage issue_field_history issue_multiselect_history
        sf_contact_history sf_opportunity_history marketo_activity_change_data_value
        marketo_email_template_history""",
    "it ties records of other tables together": """
        project_task task_follower task_section task_tag deal_company deal_contact
        contact_list_member ticket_company ticket_contact ticket_deal ticket_engagement
        engagement_company engagement_contact engagement_deal owner_team team_user
        project_board user_group issue_link""",
    "it names what other tables only point to": """
        project section tag team user role users owner property property_option status
        status_category priority resolution issue_type field field_option component version
        sprint epic project_category deal_pipeline deal_pipeline_stage ticket_pipeline
        ticket_pipeline_stage company contact_list form sf_user sf_user_role
        marketo_lead_describe sf_opportunity_line_item""",
    "what was done with single messages; their campaign is counted by the connector's reports": """
        email_event email_event_bounce email_event_click email_event_deferred
        email_event_delivered email_event_dropped email_event_forward email_event_open
        email_event_print email_event_sent email_event_spam_report email_event_status_change
        marketo_activity_click_email marketo_activity_email_bounced
        marketo_activity_email_delivered marketo_activity_open_email
        marketo_activity_send_email marketo_activity_unsubscribe_email""",
    "talk with people, and no work that is planned and completed": """
        engagement engagement_call engagement_communication engagement_email
        engagement_meeting engagement_note engagement_task sf_event story
        contact_form_submission""",
    "a person is a lead by its own record; a second one would count twice": """
        deal merged_deal contact_merge_audit sf_contact marketo_activity_delete_lead
        marketo_activity_merge_leads""",
    "a step of a program, which is the campaign": "marketo_campaign",
    "finer or wider than a campaign, so that the rows are not its own": """
        facebook_ads_account_history facebook_ads_ad_history facebook_ads_ad_set_history
        facebook_ads_basic_ad facebook_ads_basic_ad_actions facebook_ads_basic_ad_action_values
        facebook_ads_demographics_country facebook_ads_demographics_country_actions
        facebook_ads_demographics_region facebook_ads_demographics_region_actions
        google_ads_account_history google_ads_account_stats google_ads_ad_group_criterion_history
        google_ads_ad_group_history google_ads_ad_group_stats google_ads_ad_history
        google_ads_ad_stats google_ads_keyword_stats google_ads_search_term_keyword_stats
        microsoft_ads_account_history microsoft_ads_account_performance_daily_report
        microsoft_ads_ad_group_history microsoft_ads_ad_group_performance_daily_report
        microsoft_ads_ad_history microsoft_ads_ad_performance_daily_report
        microsoft_ads_geographic_performance_daily_report microsoft_ads_keyword_history
        microsoft_ads_keyword_performance_daily_report
        microsoft_ads_search_performance_daily_report""",
    "a record is JSON within a cell, which a mapping does not open": (
        "_raw_github_api_pull_request_reviews"
    ),
}
"""The tables of loaders that give no rows of a stream, by the reason."""

REASONS = {table: reason for reason, tables in UNREAD.items() for table in tables.split()}


def example(name: str) -> MappedConnector:
    return MappedConnector(DECLARATION.read_entry(EXAMPLES / f"{name}.yml", name).entry)


def connectors() -> dict[str, Connector]:
    return {name: example(name) for name in NAMES} | discover_connectors()


def read(path: Path, connector: Connector) -> tuple[Tally, list[ParsedBatch]]:
    tally, batches = Tally(), []
    for parsed in parse_export(connector, Export(path, Account(currency="EUR")), PRIVACY):
        tally.add(parsed.batch, parsed.validated)
        batches.append(parsed)
    return tally, batches


def table_of(path: Path) -> str:
    return path.stem.removesuffix("_data")


def loaded_tables() -> list[Path]:
    return sorted(path for pattern in LOADERS for path in FIXTURES.glob(pattern))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_an_example_is_known_by_its_sample_and_gives_the_rows_beside_it(
    sample: Path, request: pytest.FixtureRequest
) -> None:
    """Copied into data/org/mappings it works as it stands, in landing itself too."""
    name, beside = sample.name.split(".")[0], sample.with_suffix(".expected.json")
    chosen = recognise(look_at(sample), connectors()).chosen
    assert chosen is not None
    assert chosen.connector == name
    tally, batches = read(sample, example(name))
    found = [rows.good for parsed in batches for rows in parsed.validated]
    rows = _plain([row for frame in found for row in frame.to_dicts()])
    given = {"skipped": tally.skipped, "quarantined": tally.quarantined, "rows": rows}
    if request.config.getoption("--update-expected"):
        beside.write_text(json.dumps(given, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert given == json.loads(beside.read_text(encoding="utf-8"))
    assert rows


def test_every_table_of_an_example_has_a_sample() -> None:
    """What is committed as an example is proven by one."""
    tables = {(name, t.title) for name in NAMES for t in example(name).tables}
    verdicts = [recognise(look_at(sample), connectors()).chosen for sample in SAMPLES]
    assert {(chosen.connector, chosen.title) for chosen in verdicts if chosen} == tables


def test_the_days_of_an_example_find_their_campaigns(settings: Settings) -> None:
    """Tables of one mapping are of one tool: what refers to a record of another table finds it."""
    text = (EXAMPLES / "fivetran_google_ads.yml").read_text(encoding="utf-8")
    (settings.organisation_folder / "mappings").mkdir(parents=True)
    organisation = declare(settings, "mappings/fivetran_google_ads.yml", text)
    for sample in EXAMPLES.glob("fivetran_google_ads.*.csv"):
        land(settings, sample.name, sample.read_bytes())
    assert {result.connector for result in take_in(settings, organisation)} == {
        "fivetran_google_ads"
    }
    query = """
        select distinct campaigns.name
        from raw.campaign_performance as days
        inner join raw.campaigns
            on ends_with(days.campaign_id, ':' || campaigns.campaign_id)
            and starts_with(days.campaign_id, campaigns._source || ':')
    """
    assert ask(settings, query) == [("Brand | Search | EN",)]


def _plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows without what is empty, and numbers and times as they are written."""
    return [{name: str(value) for name, value in row.items() if value is not None} for row in rows]


@pytest.mark.skipif(not FIXTURES.exists(), reason="the shared fixtures are not on this machine")
@pytest.mark.parametrize("path", loaded_tables(), ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_every_row_of_a_loaders_table_is_accounted_for(path: Path) -> None:
    """By an example that it is known as; or it is listed with the reason why it gives nothing."""
    known = [c for c in recognise(look_at(path), connectors()).candidates if c.connector in NAMES]
    assert (table_of(path) in REASONS) != bool(known)
    if known:
        assert len(known) == 1
        chosen = recognise(look_at(path), connectors()).chosen
        assert chosen is not None
        assert chosen.connector == known[0].connector
        tally, _ = read(path, example(chosen.connector))
        with path.open(encoding="utf-8-sig", newline="") as lines:
            assert tally.read == sum(1 for record in csv.reader(lines) if record) - 1
        assert tally.read == tally.loaded + tally.skipped.total()
        assert tally.quarantined == 0


@pytest.mark.skipif(not FIXTURES.exists(), reason="the shared fixtures are not on this machine")
def test_no_reason_is_given_for_a_table_that_is_not_there() -> None:
    """And every table of an example is one that a loader wrote."""
    assert REASONS.keys() <= {table_of(path) for path in loaded_tables()}
    verdicts = [recognise(look_at(path), connectors()).candidates for path in loaded_tables()]
    known = {(found.connector, found.title) for one in verdicts for found in one}
    assert known >= {(name, t.title) for name in NAMES for t in example(name).tables}
