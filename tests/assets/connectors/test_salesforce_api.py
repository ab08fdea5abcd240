"""Salesforce's API: what its queries give lands as the files of Data Loader that are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from assets.lib.apis.failures import FetchFailed
from assets.lib.settings import Settings
from tests.assets.api_server import Answer, ApiServer, Asked, fetch_all, load, serving, switch_on
from tests.assets.builders import ask

SECRETS = {"client_id": "consumer", "client_secret": "hush"}
OPTIONS = {"lead_fields": "Lead_Intent__c"}
LEADS = """
    select distinct lead_id, company, stage, intent, merged_into is not null
    from raw.leads order by all
"""


def lead(number: int, **more: Any) -> dict[str, Any]:
    return {
        "attributes": {"type": "Lead", "url": f"/services/data/v65.0/sobjects/Lead/{number}"},
        "Id": f"00Q5g00000Ab00{number}EAB",
        "IsDeleted": False,
        "MasterRecordId": None,
        "Company": f"Firm {number}",
        "Email": f"lead{number}@demo.example",
        "Phone": None,
        "LeadSource": "Paid Search",
        "Status": "Open",
        "Rating": None,
        "IsConverted": False,
        "ConvertedDate": None,
        "ConvertedOpportunityId": None,
        "CreatedDate": f"2026-03-0{number}T17:23:34.000+0000",
        "SystemModstamp": f"2026-03-0{number}T17:23:34.000+0000",
        "Lead_Intent__c": "High",
    } | more


OPPORTUNITY = {
    "attributes": {"type": "Opportunity"},
    "Id": "0065g00000Cd001AAB",
    "IsDeleted": False,
    "StageName": "Closed Won",
    "CreatedDate": "2026-03-05T10:00:00.000+0000",
    "CloseDate": "2026-04-01",
    "IsClosed": True,
    "IsWon": True,
    "LeadSource": None,
    "CampaignId": None,
    "Amount": 1200.5,
    "Account": {"attributes": {"type": "Account"}, "Name": "Firm 1"},
    "SystemModstamp": "2026-04-01T10:00:00.000+0000",
}


class Salesforce:
    """Leads in batches of two; tokens are given for the consumer's secret."""

    def __init__(self) -> None:
        self.leads = [lead(1), lead(2), lead(3)]
        self.tokens = ["00D!first"]

    def __call__(self, asked: Asked) -> Answer:
        if asked.path == "/services/oauth2/token":
            if asked.form != {"grant_type": "client_credentials", **SECRETS}:
                return Answer({"error": "invalid_client"}, 400)
            return Answer({"access_token": self.tokens[-1], "token_type": "Bearer"})
        if asked.headers.get("authorization") != f"Bearer {self.tokens[-1]}":
            return Answer([{"message": "Session expired", "errorCode": "INVALID_SESSION_ID"}], 401)
        if asked.path.startswith("/services/data/v65.0/query/"):
            return self.batch(self.leads, int(asked.path.rpartition("-")[2]))
        query = asked.params["q"]
        assert asked.path == "/services/data/v65.0/queryAll"
        if "FROM Opportunity" in query:
            return Answer({"totalSize": 1, "done": True, "records": [OPPORTUNITY]})
        since = re.search(r"SystemModstamp >= (\S+) ", query)
        assert since
        assert "Lead_Intent__c FROM Lead" in query
        new = [one for one in self.leads if one["SystemModstamp"] >= since[1].removesuffix("Z")]
        return self.batch(new, 0)

    def batch(self, leads: list[dict[str, Any]], first: int) -> Answer:
        body: dict[str, Any] = {"totalSize": len(leads), "records": leads[first : first + 2]}
        body["done"] = first + 2 >= len(leads)
        if not body["done"]:
            body["nextRecordsUrl"] = f"/services/data/v65.0/query/01gD0000002HU6KIAW-{first + 2}"
        return Answer(body)


@pytest.fixture
def salesforce(settings: Settings) -> Iterator[tuple[Salesforce, ApiServer]]:
    tool = Salesforce()
    with serving(tool) as server:
        switch_on(settings, "salesforce", server, OPTIONS, SECRETS)
        yield tool, server


@pytest.mark.usefixtures("salesforce")
def test_leads_and_opportunities_are_loaded(settings: Settings) -> None:
    """Over all batches, with a field of the organisation's own."""
    leads, opportunities = fetch_all(settings)
    assert (leads.records, opportunities.records) == (3, 1)
    assert load(settings) == [("loaded", 0), ("loaded", 0)]
    found = ask(settings, LEADS)
    assert ("00Q5g00000Ab001EAB", "Firm 1", "Open", "high", False) in found
    assert len(found) == 4
    [won] = ask(settings, "select won_at::varchar, amount from raw.leads where won_at is not null")
    assert won[0] == "2026-03-31 22:00:00"  # the first of April begins in Berlin


def test_a_lead_that_changed_or_was_merged_is_asked_for_again(
    settings: Settings, salesforce: tuple[Salesforce, ApiServer]
) -> None:
    """From an hour before the last change, and with what was deleted."""
    tool, server = salesforce
    fetch_all(settings)
    server.asked.clear()
    tool.leads[0] |= {
        "IsDeleted": True,
        "MasterRecordId": "00Q5g00000Ab003EAB",
        "SystemModstamp": "2026-03-09T08:00:00.000+0000",
    }
    leads, _ = fetch_all(settings)
    assert leads.records == 2
    query = next(one.params["q"] for one in server.asked if "FROM Lead" in one.params.get("q", ""))
    assert "SystemModstamp >= 2026-03-03T16:23:34Z ORDER BY SystemModstamp" in query
    assert load(settings) == [("loaded", 0)] * 4
    assert ("00Q5g00000Ab001EAB", "Firm 1", "Open", "high", True) in ask(settings, LEADS)


def test_a_session_that_expires_in_mid_run_lands_nothing_of_its_file(
    settings: Settings, salesforce: tuple[Salesforce, ApiServer]
) -> None:
    """The next fetch gets another token, and leaves no gap."""
    tool, server = salesforce

    def expire(asked: Asked) -> Answer | None:
        if "/query/" in asked.path and len(tool.tokens) == 1:
            tool.tokens.append("00D!second")
        return None

    server.instead = expire
    with pytest.raises(FetchFailed, match=r"leads: Salesforce refuses the secret \(HTTP 401, INV"):
        fetch_all(settings)
    assert not list(settings.landing.rglob("*.csv"))
    leads, _ = fetch_all(settings)
    assert leads.records == 3


def test_a_consumer_secret_that_was_taken_back_is_one_line(
    settings: Settings, salesforce: tuple[Salesforce, ApiServer]
) -> None:
    """Both halves are named, since the API does not say which one it is."""
    _, server = salesforce
    switch_on(settings, "salesforce", server, OPTIONS, SECRETS | {"client_secret": "0ld"})
    with pytest.raises(FetchFailed) as refused:
        fetch_all(settings)
    assert "(HTTP 400, invalid_client): it has expired or was taken back" in str(refused.value)
    assert "client_id or client_secret" in str(refused.value)
    assert "0ld" not in str(refused.value)
