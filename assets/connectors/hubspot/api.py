"""HubSpot's API: contacts, deals and marketing e-mails, under the labels of their export."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

from assets.lib.apis.declaration import Api, Cursor, File, Option, Read, Record, at

_MOST_FOUND = 10_000
"""A search gives no more than these, over all of its pages."""

_CONTACT = {
    "email": "Email",
    "phone": "Phone Number",
    "createdate": "Create Date",
    "lifecyclestage": "Lifecycle Stage",
    "hs_analytics_source": "Original Source",
    "hubspotscore": "HubSpot Score",
    "company": "Company Name",
    "hs_lifecyclestage_marketingqualifiedlead_date": "Became a Marketing Qualified Lead Date",
    "hs_lifecyclestage_salesqualifiedlead_date": "Became a Sales Qualified Lead Date",
    "hs_lifecyclestage_opportunity_date": "Became an Opportunity Date",
    "hs_lifecyclestage_customer_date": "Became a Customer Date",
    "total_revenue": "Total Revenue",
    "recent_deal_amount": "Recent Deal Amount",
    "hs_merged_object_ids": "Merged Contact IDs",
}
_DEAL = {
    "dealname": "Deal Name",
    "dealstage": "Deal Stage",
    "pipeline": "Pipeline",
    "amount": "Amount",
    "deal_currency_code": "Currency",
    "closedate": "Close Date",
    "createdate": "Create Date",
    "hs_is_closed_won": "Is Closed Won",
}
_BY_AFTER = {"type": "cursor", "cursor_path": "paging.next.after", "cursor_param": "after"}


def _properties(labels: Mapping[str, str]) -> dict[str, Read]:
    return {label: at(f"properties.{name}") for name, label in labels.items()}


def _in_milliseconds(instant: str) -> str:
    return str(int(datetime.fromisoformat(instant).timestamp() * 1000))


def _search_from(search: Any, last: str) -> Any:
    """Return the search for contacts that were changed when the last one was, or later."""
    later = {key: value for key, value in deepcopy(search).items() if key != "after"}
    later["filterGroups"][0]["filters"][0]["value"] = _in_milliseconds(last)
    return later


def _contacts_of(deal: Record) -> list[str]:
    """An association stands there once for every label that it has."""
    found = at("associations.contacts.results")(deal) or []
    return list(dict.fromkeys(one["id"] for one in found))


def _is_lost(deal: Record) -> bool:
    properties: Mapping[str, Any] = deal["properties"]
    is_won = properties.get("hs_is_closed_won") == "true"
    return properties.get("hs_is_closed") == "true" and not is_won


def _sent(email: Record) -> str | None:
    return email.get("publishDate") if email.get("isPublished") else None


CONTACTS = File(
    "contacts",
    {
        "path": "crm/v3/objects/contacts/search",
        "method": "POST",
        "json": {
            "filterGroups": [
                {
                    "filters": [
                        {"propertyName": "lastmodifieddate", "operator": "GTE", "value": "$since"}
                    ]
                }
            ],
            "sorts": [{"propertyName": "lastmodifieddate", "direction": "ASCENDING"}],
            "properties": [*_CONTACT, "lastmodifieddate", "$contact_properties"],
            "limit": 200,
        },
        "data_selector": "results",
        "paginator": {
            "type": "from_last",
            "limit": _MOST_FOUND,
            "last_path": "properties.lastmodifieddate",
            "after_path": "paging.next.after",
            "replace": _search_from,
        },
    },
    cursor=Cursor(
        "instant",
        at("properties.lastmodifieddate"),
        timedelta(hours=1),
        ask=_in_milliseconds,
    ),
    columns={"Record ID": at("id"), **_properties(_CONTACT)},
    more_columns="contact_properties",
    more_at="properties.{}",
)
DEALS = File(
    "deals",
    {
        "path": "crm/v3/objects/deals",
        "params": {
            "limit": "100",
            "associations": "contacts",
            "properties": ",".join((*_DEAL, "hs_is_closed", "hs_lastmodifieddate"))
            + "$and_deal_properties",
        },
        "data_selector": "results",
        "paginator": _BY_AFTER,
    },
    cursor=Cursor("instant", at("properties.hs_lastmodifieddate"), timedelta(hours=1)),
    columns={
        "Record ID": at("id"),
        **_properties(_DEAL),
        "Is Closed Lost": _is_lost,
        "Associated Contact IDs": _contacts_of,
    },
    more_columns="deal_properties",
    more_at="properties.{}",
)
EMAILS = File(
    "marketing-emails",
    {
        "path": "marketing/v3/emails",
        "params": {"limit": "100", "includeStats": "true"},
        "data_selector": "results",
        "paginator": _BY_AFTER,
    },
    cursor=Cursor("day", _sent, timedelta(days=30)),
    columns={
        "Email name": at("name"),
        "Email ID": at("id"),
        "Subject": at("subject"),
        "Email type": at("type"),
        "Status": at("state"),
        "Send date": _sent,
        "Sent": at("stats.counters.sent"),
        "Delivered": at("stats.counters.delivered"),
        "Clicked": at("stats.counters.click"),
    },
)

API = Api(
    connector="hubspot",
    title="HubSpot",
    base_url="https://api.hubapi.com",
    auth={"type": "bearer", "token": "$access_token"},
    secrets={"access_token": "the access token of a private app"},
    options={
        "contact_properties": Option("further properties, such as lead_intent=Lead intent", ""),
        "deal_properties": Option("further properties of deals, the same way", ""),
    },
    files=(CONTACTS, DEALS, EMAILS),
)
