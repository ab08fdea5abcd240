"""Salesforce's REST API: leads and opportunities, with what was deleted and merged."""

from __future__ import annotations

from datetime import timedelta

from assets.lib.apis.declaration import Api, Cursor, File, Option, at

_LEAD = (
    *("Id", "IsDeleted", "MasterRecordId", "Company", "Email", "Phone", "LeadSource", "Status"),
    *("Rating", "IsConverted", "ConvertedDate", "ConvertedOpportunityId", "CreatedDate"),
)
_OPPORTUNITY = (
    *("Id", "IsDeleted", "StageName", "CreatedDate", "CloseDate", "IsClosed", "IsWon"),
    *("LeadSource", "CampaignId", "Amount"),
)


def _query(fields: tuple[str, ...], of: str, more: str) -> dict[str, object]:
    return {
        "path": "services/data/v65.0/queryAll",
        "params": {
            "q": f"SELECT {','.join(fields)},SystemModstamp$and_{more} FROM {of} "
            "WHERE SystemModstamp >= $since ORDER BY SystemModstamp"
        },
        "data_selector": "records",
        "paginator": {"type": "next_link", "next_url_path": "nextRecordsUrl"},
    }


_CURSOR = Cursor("instant", at("SystemModstamp"), timedelta(hours=1))
"""Salesforce writes SystemModstamp when a transaction begins: one that ends later is older."""

API = Api(
    connector="salesforce",
    title="Salesforce",
    base_url="",
    auth={
        "type": "oauth2_client_credentials",
        "access_token_url": "${base_url}services/oauth2/token",
        "client_id": "$client_id",
        "client_secret": "$client_secret",
    },
    secrets={
        "client_id": "the consumer key of an external client app",
        "client_secret": "its consumer secret",
    },
    options={
        "base_url": Option("your My Domain, such as https://example.my.salesforce.com"),
        "lead_fields": Option("further fields of leads, such as Lead_Intent__c", ""),
        "opportunity_fields": Option("further fields of opportunities: CurrencyIsoCode", ""),
    },
    files=(
        File(
            "leads",
            _query(_LEAD, "Lead", "lead_fields"),
            cursor=_CURSOR,
            columns={field: at(field) for field in _LEAD},
            more_columns="lead_fields",
        ),
        File(
            "opportunities",
            _query((*_OPPORTUNITY, "Account.Name"), "Opportunity", "opportunity_fields"),
            cursor=_CURSOR,
            columns={field: at(field) for field in _OPPORTUNITY}
            | {"Account Name": at("Account.Name")},
            more_columns="opportunity_fields",
        ),
    ),
)
