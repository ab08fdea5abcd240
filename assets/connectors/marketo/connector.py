"""Reads lists of people as Marketo exports them."""

from __future__ import annotations

from assets.lib.ingestion.objects import ExportedObject, OtherObjects
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.table import Advised, Rows, Table
from assets.lib.ingestion.tables.values import (
    actor_type,
    cell,
    choice,
    instant,
    name,
    person,
)

_ID = ("Id", "Marketo Id", "Lead ID", "Person ID")
_CREATED = ("Created At", "Created", "createdAt")
_SOURCE = ("Lead Source", "Person Source", "Original Source Type", "leadSource")
_QUALIFIER = ("Lead qualifier", "leadQualifier")
_LEVELS = {level: level for level in ("high", "medium", "low")}
_MQL = ("MQL Date", "Became MQL Date", "mqlDate")

PEOPLE = Table(
    title="list of people",
    known_by=(
        _ID,
        _CREATED,
        ("Email Address", "email"),
        (*_SOURCE[:2], "leadSource", "Lead Status", "Person Status", "Lead Score", "Person Score"),
    ),
    unless=("CreatedDate", "Record ID", "Create Date"),
    rows=(
        Rows(
            "leads",
            {
                "lead_id": cell(*_ID),
                "created_at": instant(*_CREATED),
                "person_key": person(cell("Email Address", "email"), cell("Phone Number", "phone")),
                "company": cell("Company Name", "Company", "company"),
                "source": cell(*_SOURCE),
                "channel": name(*_SOURCE),
                "stage": cell("Lead Status", "Person Status", "leadStatus", "Revenue Stage"),
                "entered_pipeline_at": instant(*_MQL),
                "score": cell("Lead Score", "Person Score", "leadScore"),
                "intent": choice(_LEVELS, "Lead intent", "leadIntent"),
                "qualified_by": actor_type(cell(*_QUALIFIER), knows_rules=True),
                "qualifier": person(cell(*_QUALIFIER)),
                "qualified_at": instant("Lead qualified at", "leadQualifiedAt"),
            },
            id_pattern="[0-9]+",
        ),
    ),
    nulls=("NULL", "null"),
    also=(
        *("First Name", "Last Name", "Job Title", "Updated At", "Unsubscribed", "City", "State"),
        *("Country", "Industry", "Original Referrer", "SFDC Id", "Lead Owner", "Phone Number"),
    ),
    advised=(
        Advised(
            "entered_pipeline_at",
            _MQL,
            "no MQL Date: no lead of the file enters the pipeline; declare the field of your "
            "organisation under marketo: columns, as in entered_pipeline_at: <header>",
        ),
    ),
)

OTHERS = OtherObjects(
    "Marketo",
    "lists of people with Id, Email Address and Created At: open a list > Export List",
    (
        ExportedObject("activities", ("marketoGUID", "activityTypeId")),
        ExportedObject("program members", (), ("Program Status", "Membership Date", "programId")),
        ExportedObject("email performance report", ("Email Name",), ("Delivered", "Opened")),
        ExportedObject("program performance report", ("Program Name",), ("Acquired By", "Members")),
    ),
)


class Marketo(TableConnector):
    """A list of people as CSV: one lead a person."""

    name = "marketo"
    version = 1
    title = "Marketo"
    streams = ("leads",)
    tables = (PEOPLE,)
    others = OTHERS


CONNECTOR = Marketo()
