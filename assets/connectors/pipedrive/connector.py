"""Reads leads and deals as Pipedrive exports them."""

from __future__ import annotations

from assets.lib.ingestion.objects import ExportedObject, OtherObjects
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.table import Rows, Table
from assets.lib.ingestion.tables.values import (
    cell,
    choice,
    currency,
    filled_up,
    instant,
    name,
    number,
    person,
    replaced,
    when,
)

_LEAD_ID = ("Lead - Pipedrive System ID", "Lead - ID")
_LEAD_CREATED = ("Lead - Lead created", "Lead - Add time", "Lead - Created", "Lead - Created at")
_DEAL_ID = ("Deal - Pipedrive System ID", "Deal - ID")
_DEAL_CREATED = instant("Deal - Deal created", "Deal - Add time", "Deal - Created")
_STATUS = "Deal - Status"
_COMPANY = cell("Organization", "Lead - Organization", "Deal - Organization", "Organization - Name")
_PERSON = person(
    *("Person - Email", "Person - Email - Work", "Person - Email - Home", "Person - Email - Other"),
    *("Person - Phone", "Person - Phone - Work", "Person - Phone - Mobile"),
)
_LABELS = {"hot": "high", "warm": "medium", "cold": "low"}

LEADS = Table(
    title="leads",
    known_by=(_LEAD_ID, _LEAD_CREATED),
    rows=(
        Rows(
            "leads",
            {
                "lead_id": cell(*_LEAD_ID),
                "created_at": instant(*_LEAD_CREATED),
                "person_key": _PERSON,
                "company": _COMPANY,
                "source": cell("Lead - Source channel", "Lead - Source"),
                "channel": name("Lead - Source channel", "Lead - Source"),
                "stage": cell("Lead - Labels"),
                "intent": choice(_LABELS, "Lead - Intent"),
                "amount": number("Lead - Value"),
                "currency": currency("Lead - Currency of Value", "Lead - Currency"),
            },
        ),
    ),
    also=(
        *("Lead - Title", "Lead - Owner", "Contact person", "Lead - Source channel ID"),
        *("Lead - Expected close date", "Lead - Next activity", "Lead - Source origin"),
        *("Lead - Archive status", "Lead - Creator", "Lead - Updated"),
    ),
)

DEALS = Table(
    title="deals",
    known_by=(_DEAL_ID, (_STATUS,), _DEAL_CREATED.headers),
    rows=(
        Rows(
            "leads",
            {
                "lead_id": replaced(cell(*_DEAL_ID), lambda number: "deal-" + number),
                "created_at": _DEAL_CREATED,
                "person_key": _PERSON,
                "company": _COMPANY,
                "source": cell("Deal - Source channel", "Deal - Lead source", "Deal - Source"),
                "channel": name("Deal - Source channel", "Deal - Lead source", "Deal - Source"),
                "stage": cell("Deal - Stage (pipeline)", "Deal - Stage"),
                "entered_pipeline_at": _DEAL_CREATED,
                "opportunity_at": _DEAL_CREATED,
                "won_at": when(
                    lambda status: status.str.to_lowercase() == "won",
                    _STATUS,
                    filled_up("Deal - Won time", "Deal - Deal closed on"),
                ),
                "lost_at": when(
                    lambda status: status.str.to_lowercase() == "lost",
                    _STATUS,
                    filled_up("Deal - Lost time", "Deal - Deal closed on"),
                ),
                "amount": number("Deal - Value"),
                "currency": currency("Deal - Currency of Value", "Deal - Currency"),
            },
        ),
    ),
    also=(
        *("Deal - Title", "Deal - Owner", "Deal - Contact person", "Contact person"),
        *("Deal - Pipeline", "Deal - Probability", "Deal - Expected close date"),
        *("Deal - Lost reason", "Deal - Label", "Deal - Last stage change", "Deal - Creator"),
        *("Deal - Update time", "Deal - Weighted value", "Deal - Total activities"),
    ),
)

OTHERS = OtherObjects(
    "Pipedrive",
    "leads with Pipedrive System ID and Lead created, and deals with ID, Status and Deal created",
    (
        ExportedObject("activities", (), ("Activity - Subject", "Activity - Type")),
        ExportedObject("products", (), ("Product - Name", "Product - Product code")),
        ExportedObject("projects", (), ("Project - Title",)),
        ExportedObject("leads without their id and date", ("Lead - Title",)),
        ExportedObject("deals without their id, status and date", ("Deal - Title",)),
        ExportedObject("people", ("Person - Name",)),
        ExportedObject("organizations", ("Organization - Name",)),
    ),
)


class Pipedrive(TableConnector):
    """Lists of leads and of deals: one lead each."""

    name = "pipedrive"
    version = 1
    title = "Pipedrive"
    streams = ("leads",)
    tables = (LEADS, DEALS)
    others = OTHERS


CONNECTOR = Pipedrive()
