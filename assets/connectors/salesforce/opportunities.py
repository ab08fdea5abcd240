"""The table of opportunities: each is a lead that entered the pipeline."""

from __future__ import annotations

from assets.connectors.salesforce.ids import full_id
from assets.lib.ingestion.tables.table import Rows, Skip, Table
from assets.lib.ingestion.tables.values import (
    at_stage,
    cell,
    currency,
    filled_up,
    instant,
    is_false,
    is_true,
    name,
    number,
    when,
)

_ID = ("Id", "Opportunity ID", "Opportunity-ID", "ID d'opportunité")
_STAGE = ("StageName", "Stage", "Phase", "Étape")
_CREATED = ("CreatedDate", "Created Date", "Erstelldatum", "Date de création")
_CLOSED = instant("CloseDate", "Close Date", "Schlusstermin", "Date de clôture")
_WON = ("IsWon", "Won", "Gewonnen")
_OVER = ("IsClosed", "Closed", "Geschlossen")
_SOURCE = ("LeadSource", "Lead Source", "Lead-Quelle")
_CURRENCY = currency("CurrencyIsoCode", "Amount Currency", "Opportunity Currency")
_STAGES = {"Closed Won": "won", "Closed Lost": "lost"}

OPPORTUNITIES = Table(
    title="opportunities",
    known_by=(_ID, _STAGE, _CLOSED.headers, _CREATED),
    unless=("LeadId", "OpportunityId"),
    rows=(
        Rows(
            "leads",
            {
                "lead_id": full_id(*_ID),
                "created_at": instant(*_CREATED),
                "company": cell("Account Name", "Accountname", "Nom du compte"),
                "source": cell(*_SOURCE),
                "channel": name(*_SOURCE),
                "campaign_id": full_id("CampaignId", "Primary Campaign Source ID"),
                "stage": cell(*_STAGE),
                "entered_pipeline_at": instant(*_CREATED),
                "opportunity_at": instant(*_CREATED),
                "won_at": filled_up(
                    when(is_true, _WON, _CLOSED), at_stage("won", _STAGES, _STAGE, _CLOSED)
                ),
                "lost_at": filled_up(
                    when(is_false, _WON, when(is_true, _OVER, _CLOSED)),
                    at_stage("lost", _STAGES, _STAGE, _CLOSED),
                ),
                "amount": number("Amount", "Betrag", "Montant"),
                "currency": _CURRENCY,
            },
            id_pattern="[0-9A-Za-z]{18}",
            assumed=(
                *("created_at", "company", "source", "channel", "campaign_id"),
                "opportunity_at",
            ),
        ),
    ),
    skips=(Skip("deleted in Salesforce", ("IsDeleted",), is_true),),
    also=(
        *("IsDeleted", "AccountId", "IsPrivate", "Name", "Description", "Probability"),
        *("ExpectedRevenue", "TotalOpportunityQuantity", "Type", "NextStep", "IsClosed"),
        *("IsWon", "ForecastCategory", "ForecastCategoryName", "HasOpportunityLineItem"),
        *("Pricebook2Id", "OwnerId", "CreatedById", "LastModifiedDate", "LastModifiedById"),
        *("SystemModstamp", "LastActivityDate", "FiscalQuarter", "FiscalYear", "Fiscal"),
        *("Opportunity Name", "Opportunity Owner", "Probability (%)", "Age", "Fiscal Period"),
        *("Next Step", "Owner Role"),
    ),
)
