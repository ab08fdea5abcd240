"""The table of deals: what a deal says of its contact, which is the lead."""

from __future__ import annotations

import polars as pl

from assets.lib.ingestion.tables.table import Rows, Skip, Table
from assets.lib.ingestion.tables.values import (
    at_stage,
    cell,
    currency,
    filled_up,
    instant,
    is_true,
    name,
    number,
    replaced,
    when,
)

_ID = ("Record ID", "Datensatz-ID", "ID de registro", "ID de l'enregistrement")
_STAGE = ("Deal Stage", "Deal-Phase", "Etapa del negocio", "Phase de la transaction")
_CREATED = instant("Create Date", "Erstelldatum", "Fecha de creación", "Date de création")
_CLOSED = instant("Close Date", "Abschlussdatum", "Fecha de cierre", "Date de fermeture")
_CONTACTS = (
    *("Associated Contact IDs", "Associated Contacts IDs", "Zugeordnete Kontakt-IDs"),
    *("IDs de contactos asociados", "ID des contacts associés"),
)
_SOURCE = ("Original Source Type", "Original Traffic Source", "Original Source")
_STAGES = {
    "Closed Won": "won",
    "closedwon": "won",
    "Closed Lost": "lost",
    "closedlost": "lost",
    "Abgeschlossen und gewonnen": "won",
    "Abgeschlossen und verloren": "lost",
    "Cierre ganado": "won",
    "Cierre perdido": "lost",
    "Fermé gagné": "won",
    "Fermé perdu": "lost",
}
_CONTACT = replaced(
    cell(*_CONTACTS),
    lambda ids: ids.str.split(";").list.first().str.strip_chars().replace("", None),
)

DEALS = Table(
    title="deals",
    known_by=(
        _ID,
        ("Deal Name", "Deal-Name", "Dealname", "Nombre del negocio", "Nom de la transaction"),
        _STAGE,
        _CREATED.headers,
        _CONTACTS,
    ),
    rows=(
        Rows(
            "leads",
            {
                "lead_id": _CONTACT,
                "created_at": _CREATED,
                "company": cell("Associated Company", "Company Name"),
                "source": cell(*_SOURCE),
                "channel": name(*_SOURCE),
                "stage": cell(*_STAGE),
                "entered_pipeline_at": _CREATED,
                "opportunity_at": _CREATED,
                "won_at": filled_up(
                    when(is_true, "Is Closed Won", _CLOSED),
                    at_stage("won", _STAGES, _STAGE, _CLOSED),
                ),
                "lost_at": filled_up(
                    when(is_true, "Is Closed Lost", _CLOSED),
                    at_stage("lost", _STAGES, _STAGE, _CLOSED),
                ),
                "amount": number("Amount", "Betrag", "Valor", "Montant"),
                "currency": currency("Currency", "Deal Currency Code", "Währung"),
            },
            assumed=(
                *("created_at", "company", "source", "channel", "stage", "opportunity_at"),
                *("won_at", "amount", "currency"),
            ),
            # a contact is won where any of its deals is, and lost where all are
            first_by=(pl.col("won_at").is_null(), pl.col("lost_at").is_not_null(), pl.col("_row")),
        ),
    ),
    skips=(
        Skip(
            "a deal without a contact: whoever it is of may be a lead already",
            _CONTACTS,
            lambda contacts: contacts.fill_null("") == "",
        ),
    ),
    also=(
        *("Pipeline", "Deal owner", "Last Activity Date", "Associated Company IDs"),
        *("Associated Contact", "Deal Type", "Deal probability", "Forecast amount"),
        *("Number of Associated Contacts", "Closed Won Reason", "Closed Lost Reason"),
    ),
)
