"""What must hold of the Salesforce connector beyond its samples."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.connectors.salesforce.ids import complete
from assets.lib.settings import Settings
from tests.assets.builders import ask, land, take_in
from tests.assets.connectors.tables import read_text

LEADS = (
    "Id,IsDeleted,MasterRecordId,Company,IsConverted,ConvertedDate,"
    "ConvertedOpportunityId,CreatedDate"
)
OPPORTUNITIES = (
    "Id,StageName,Amount,CloseDate,IsClosed,IsWon,LeadSource,CreatedDate,CurrencyIsoCode"
)
LEAD, OTHER = "00Q5g00000Ab001EAB", "00Q5g00000Ab002EAB"
DEAL = "0065g00000Cd001AAB"


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("001D000000IqhSL", "001D000000IqhSLIAZ"),
        ("00Q000000000000", "00Q000000000000EAA"),
        ("001D000000IqhSLIAZ", "001D000000IqhSLIAZ"),
        ("001D000000Iqh", "001D000000Iqh"),
    ],
)
def test_a_short_id_is_completed_by_which_of_its_letters_are_capitals(
    short: str, long: str
) -> None:
    """Anything else stays what it is."""
    assert complete(short) == long


def test_a_report_and_a_file_tell_of_one_record(tmp_path: Path) -> None:
    """The short id in one is the long one of the other."""
    report = f"Lead ID,Create Date,Lead Status\n{LEAD[:15]},2026-03-02,Open\n"
    [lead] = read_text(tmp_path, "salesforce", report)["rows"]["leads"]
    assert lead["lead_id"] == LEAD


def test_a_converted_lead_is_known_by_its_opportunity(tmp_path: Path) -> None:
    """And its own id is merged into it."""
    text = f"{LEADS}\n{LEAD},false,,Firm,true,2026-03-05,{DEAL},2026-03-02T08:00:00.000Z\n"
    lead, merged = read_text(tmp_path, "salesforce", text)["rows"]["leads"]
    assert lead["lead_id"] == DEAL
    assert lead["entered_pipeline_at"] == lead["opportunity_at"] == "2026-03-05 00:00:00+00:00"
    assert (merged["lead_id"], merged["merged_into"]) == (LEAD, f"salesforce:default:{DEAL}")


def test_leads_of_one_opportunity_are_one_lead(tmp_path: Path) -> None:
    """The first of the file; the others are merged into it as well."""
    row = "{},false,,{},true,2026-03-05,{},2026-03-02T08:00:00.000Z\n"
    text = f"{LEADS}\n{row.format(LEAD, 'One', DEAL)}{row.format(OTHER, 'Two', DEAL)}"
    result = read_text(tmp_path, "salesforce", text)
    [lead, *merged] = result["rows"]["leads"]
    assert (lead["lead_id"], lead["company"]) == (DEAL, "One")
    assert [row["lead_id"] for row in merged] == [LEAD, OTHER]
    assert (result["records"], result["skipped"]) == (2, {})


def test_a_lead_that_was_converted_without_an_opportunity_is_none(tmp_path: Path) -> None:
    """It enters the pipeline all the same."""
    text = f"{LEADS}\n{LEAD},false,,Firm,true,2026-03-05,,2026-03-02T08:00:00.000Z\n"
    [lead] = read_text(tmp_path, "salesforce", text)["rows"]["leads"]
    assert lead["entered_pipeline_at"] == "2026-03-05 00:00:00+00:00"
    assert "opportunity_at" not in lead


def test_a_merged_lead_names_its_master_and_a_deleted_one_is_skipped(tmp_path: Path) -> None:
    """Both are marked as deleted."""
    row = "{},true,{},Firm,false,,,2026-03-02T08:00:00.000Z\n"
    text = f"{LEADS}\n{row.format(LEAD, OTHER)}{row.format(OTHER, '')}"
    result = read_text(tmp_path, "salesforce", text)
    [lead] = result["rows"]["leads"]
    assert lead["merged_into"] == f"salesforce:default:{OTHER}"
    assert result["skipped"] == {"deleted in Salesforce": 1}


def test_lead_and_opportunity_are_one_lead_whichever_comes_later(settings: Settings) -> None:
    """The lead says when it began and from where, the opportunity how it ended."""
    lead = f"{LEADS}\n{LEAD},false,,Firm,true,2026-03-05,{DEAL},2026-03-02T08:00:00.000Z\n"
    deal = (
        f"{OPPORTUNITIES}\n"
        f"{DEAL},Closed Won,10.5,2026-03-20,true,true,Web,2026-03-05T10:00:00.000Z,EUR\n"
    )
    land(settings, "salesforce/opportunities.2026-03-21.csv", deal)
    land(settings, "salesforce/leads.2026-03-20.csv", lead)
    take_in(settings)
    rows = ask(
        settings,
        "select lead_id, created_at::date::text, won_at::date::text, _columns "
        "from raw.leads where merged_into is null order by won_at",
    )
    assert [row[:3] for row in rows] == [
        (DEAL, "2026-03-05", "2026-03-20"),
        (DEAL, "2026-03-02", None),
    ]
    of_deal, of_lead = (row[3].split(",") for row in rows)
    assert "created_at" in of_lead
    assert "created_at" not in of_deal
    assert "won_at" in of_deal
    assert "won_at" not in of_lead


@pytest.mark.parametrize(
    ("stage", "closed", "won", "end"),
    [
        ("Closed Won", "true", "true", "won_at"),
        ("Signed", "true", "true", "won_at"),
        ("Dropped", "true", "false", "lost_at"),
        ("Proposal", "false", "false", None),
    ],
)
def test_an_opportunity_has_ended_where_salesforce_says_so(
    tmp_path: Path, stage: str, closed: str, won: str, end: str | None
) -> None:
    """Whatever the organisation calls the stage; the close date of an open one is a plan."""
    row = f"{DEAL},{stage},10.5,2026-03-20,{closed},{won},Web,2026-03-05T10:00:00.000Z,EUR"
    result = read_text(tmp_path, "salesforce", f"{OPPORTUNITIES}\n{row}\n")
    [lead] = result["rows"]["leads"]
    assert {name for name in ("won_at", "lost_at") if name in lead} == ({end} if end else set())


def test_the_footers_of_a_report_are_no_leads(tmp_path: Path) -> None:
    """They are counted as skipped."""
    text = (
        f"Lead ID,Create Date,Lead Status\n{LEAD[:15]},2026-03-02,Open\n\n"
        '"Grand Totals (1 records)"\n"My leads"\n'
        '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n'
    )
    result = read_text(tmp_path, "salesforce", text)
    assert len(result["rows"]["leads"]) == 1
    assert result["skipped"] == {"footer": 2, "total": 1}
