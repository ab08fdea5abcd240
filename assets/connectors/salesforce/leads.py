"""The table of leads: a lead that was converted goes on under the id of its opportunity."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from assets.connectors.salesforce.ids import full_id
from assets.lib.ingestion.tables.table import Advised, Rows, Skip, Table
from assets.lib.ingestion.tables.values import (
    actor_type,
    cell,
    choice,
    filled_up,
    instant,
    is_true,
    name,
    person,
    when,
)

_ID = ("Id", "Lead ID", "Lead-ID", "ID de la piste")
_CREATED = ("CreatedDate", "Create Date", "Created Date", "Erstelldatum", "Date de création")
_CONVERTED = ("ConvertedDate", "Converted Date", "Umwandlungsdatum", "Date de conversion")
_OPPORTUNITY = ("ConvertedOpportunityId", "Converted Opportunity ID", "Opportunity ID")
_SOURCE = ("LeadSource", "Lead Source", "Lead-Quelle", "Origine de la piste")
_STATUS = ("Status", "Lead Status", "Lead-Status", "Statut de la piste")
_QUALIFIER = ("Lead_Qualifier__c", "Lead qualifier")
_RATINGS = {"hot": "high", "warm": "medium", "cold": "low"} | {
    level: level for level in ("high", "medium", "low")
}


# A file without opportunities does not say that a lead was merged into none.
_MERGED_INTO = replace(full_id("MasterRecordId"), parts=(cell(*_OPPORTUNITY),))

_INTENT = ("Lead_Intent__c", "Lead intent")
# A file with the ratings alone does not say that no intent was found.
_INTENT_OR_RATING = replace(
    choice(_RATINGS, *_INTENT, "Rating"), parts=(cell(*_INTENT), cell("Rating"))
)


def _is_there(text: pl.Expr) -> pl.Expr:
    return text.is_not_null()


LEADS = Table(
    title="leads",
    known_by=(
        _ID,
        _CREATED,
        ("IsConverted", "ConvertedDate", *_STATUS[1:], *_SOURCE[1:], "Lead Owner", "Converted"),
    ),
    unless=("StageName", "Stage", "Phase", "Close Date", "CloseDate", "NumberOfLeads"),
    rows=(
        Rows(
            "leads",
            {
                "lead_id": filled_up(full_id(*_OPPORTUNITY), full_id(*_ID)),
                "merged_into": _MERGED_INTO,
                "created_at": instant(*_CREATED),
                "person_key": person(
                    cell("Email", "E-Mail"), cell("Phone", "Telefon"), cell("MobilePhone")
                ),
                "company": cell("Company", "Company / Account", "Firma / Account", "Firma"),
                "source": cell(*_SOURCE),
                "channel": name(*_SOURCE),
                "campaign_id": full_id("Campaign ID"),
                "stage": cell(*_STATUS),
                "entered_pipeline_at": instant(*_CONVERTED),
                "score": cell("Lead_Score__c", "Lead Score"),
                "intent": _INTENT_OR_RATING,
                "qualified_by": actor_type(cell(*_QUALIFIER), knows_rules=True),
                "qualifier": person(cell(*_QUALIFIER)),
                "qualified_at": instant("Lead_Qualified_At__c", "Lead qualified at"),
                "opportunity_at": when(_is_there, _OPPORTUNITY, instant(*_CONVERTED)),
            },
            id_pattern="[0-9A-Za-z]{18}",
            first_by=(pl.col("_row"),),
        ),
        Rows(
            "leads",
            {
                "lead_id": full_id(*_ID),
                "merged_into": full_id(*_OPPORTUNITY),
                "created_at": instant(*_CREATED),
            },
            only=("merged_into",),
            id_pattern="[0-9A-Za-z]{18}",
        ),
    ),
    skips=(
        Skip("deleted in Salesforce", ("IsDeleted",), is_true, and_empty=(("MasterRecordId",),)),
    ),
    also=(
        *("IsDeleted", "LastName", "FirstName", "Salutation", "Name", "Title", "Street", "City"),
        *("State", "PostalCode", "Country", "Industry", "AnnualRevenue", "NumberOfEmployees"),
        *("OwnerId", "IsConverted", "ConvertedAccountId", "ConvertedContactId"),
        *("IsUnreadByOwner", "CreatedById", "LastModifiedDate", "LastModifiedById"),
        *("SystemModstamp", "LastActivityDate", "First Name", "Last Name", "Lead Owner"),
        *("Converted", "Unread By Owner", "Owner Role", "State/Province"),
    ),
    advised=(
        Advised(
            "entered_pipeline_at",
            _CONVERTED,
            "no ConvertedDate: no lead of the file enters the pipeline",
        ),
        Advised(
            "lead_id",
            _OPPORTUNITY,
            "no ConvertedOpportunityId: leads and their opportunities count as two; export it",
        ),
    ),
)
