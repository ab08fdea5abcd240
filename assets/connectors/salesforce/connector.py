"""Reads leads and opportunities as Salesforce exports them."""

from __future__ import annotations

from assets.connectors.salesforce.leads import LEADS
from assets.connectors.salesforce.opportunities import OPPORTUNITIES
from assets.lib.ingestion.objects import ExportedObject, OtherObjects
from assets.lib.ingestion.tables.connector import TableConnector

OTHERS = OtherObjects(
    "Salesforce",
    "leads and opportunities: from Data Loader, or as a report exported as Details Only",
    (
        ExportedObject("lead history", ("LeadId", "Field")),
        ExportedObject("opportunity history", ("OpportunityId", "StageName")),
        ExportedObject("opportunity history", ("OpportunityId", "Field")),
        ExportedObject("campaign members", ("CampaignId",), ("LeadId", "ContactId")),
        ExportedObject("contacts", ("Id", "AccountId", "LastName")),
        ExportedObject("contacts", (), ("Contact ID", "Contact Owner")),
        ExportedObject("tasks", ("Id", "WhoId")),
        ExportedObject("campaigns", (), ("Campaign ID", "NumberOfLeads", "Campaign Owner")),
        ExportedObject("users", ("Id", "Username")),
        ExportedObject("cases", (), ("CaseNumber", "Case Number")),
        ExportedObject("accounts", (), ("Account ID", "AccountSource", "Account Owner")),
    ),
    own=("StageName", "Opportunity ID", "Lead ID", "IsConverted"),
)


class Salesforce(TableConnector):
    """Leads and opportunities: files of Data Loader, and reports with their labels and footers."""

    name = "salesforce"
    version = 1
    title = "Salesforce"
    streams = ("leads",)
    tables = (LEADS, OPPORTUNITIES)
    others = OTHERS


CONNECTOR = Salesforce()
