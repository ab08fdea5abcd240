"""The mappings beside the template read what loaders write, and account for every row of it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import assets.declarations.mappings
from assets.declarations.mappings.model import DECLARATION
from assets.lib.ingestion.connector import Account, Connector, Export
from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.parse import ParsedBatch, parse_export
from assets.lib.ingestion.recognition import look_at, recognise
from assets.lib.ingestion.tables.mapping import MappedConnector
from assets.lib.ingestion.tally import Tally
from tests.assets.connectors.samples import PRIVACY

EXAMPLES = Path(assets.declarations.mappings.__path__[0]) / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yml"))
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


@pytest.mark.parametrize("name", NAMES)
def test_an_example_reads_its_sample_and_is_known_by_it(name: str) -> None:
    """Copied into data/org/mappings it works as it stands, in landing itself too."""
    sample = EXAMPLES / f"{name}.csv"
    chosen = recognise(look_at(sample), connectors()).chosen
    assert chosen is not None
    assert chosen.connector == name
    tally, batches = read(sample, example(name))
    assert tally.loaded >= 1
    assert tally.quarantined == 0
    columns = {c for parsed in batches for rows in parsed.validated for c in rows.columns}
    declared = DECLARATION.read_entry(EXAMPLES / f"{name}.yml", name).entry.mapping
    wanted = {(name, v.read) for rows in declared.rows for name, v in rows.columns.items()}
    assert columns >= {name for name, how in wanted if how != "currency"}  # the account's own


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
    """And every example reads one that is."""
    assert REASONS.keys() <= {table_of(path) for path in loaded_tables()}
    verdicts = [recognise(look_at(path), connectors()) for path in loaded_tables()]
    assert {found.connector for one in verdicts for found in one.candidates} >= set(NAMES)
