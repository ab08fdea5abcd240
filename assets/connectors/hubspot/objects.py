"""Tells an export of contacts from those of HubSpot's other objects, which have ids like them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from assets.connectors.hubspot.headers import CONTACTS, LABELS
from assets.lib.ingestion.connector import Account, UnreadableExport
from assets.lib.ingestion.headers import Header, header_key
from assets.lib.ingestion.objects import ExportedObject, OtherObjects

_CONTACT_HEADERS = (
    *("First Name", "Last Name", "Contact owner", "Marketing contact status", "Salutation"),
    *("Vorname", "Nachname", "Zuständiger Mitarbeiter für Kontakt"),
    *("Prénom", "Nom de famille", "Nombre de pila", "Apellidos", "Cognome", "Sobrenome"),
    *("Voornaam", "Achternaam"),
)
"""Only contacts have these."""

_SIGNS_OF_PEOPLE = (
    *("Email", "E-Mail", "E-Mail-Adresse", "Adresse e-mail", "Correo", "E-mail"),
    *("Mobile Phone Number", "Job Title", "Merged Contact IDs"),
    *("Associated Company", "Lead intent", "Lead qualified by", "Lead qualifier"),
    "Lead qualified at",
)
_CONTACT_SIGNS = (*_SIGNS_OF_PEOPLE, "Lead Status")
"""Contacts have these, and no other object that is not known by a header of its own."""
_COMPANY_NAMES = (
    *("Company name", "Unternehmensname", "Name des Unternehmens"),
    *("Nom de l'entreprise", "Nombre de la empresa"),
)
"""The name of a company; a contact has a property of that label, too."""

_DEALS = "deals (without Associated Contact IDs)"

OTHER_OBJECTS = OtherObjects(
    "HubSpot",
    "contacts and deals with their Create Date (CRM > Contacts or Deals > Export), "
    "marketing e-mails (Marketing > Email > Export) and blog posts",
    (
        ExportedObject("line items", ("Quantity",), ("Unit price", "Net price")),
        ExportedObject(
            "products", (), ("Unit price", "SKU", "Product Type", "Product description")
        ),
        ExportedObject("quotes", (), ("Quote Title", "Quote Status", "Quote number")),
        ExportedObject("invoices", (), ("Invoice number", "Invoice status")),
        ExportedObject("orders", (), ("Order Name", "Order status")),
        ExportedObject(
            "tickets", (), ("Ticket name", "Ticket status", "Ticket ID", "Ticket owner")
        ),
        ExportedObject("tickets", (), ("Ticket-Name", "Nom du ticket", "Nombre del ticket")),
        ExportedObject("calls", (), ("Call Title", "Call outcome", "Call duration", "Call notes")),
        ExportedObject("tasks", (), ("Task Title", "Task Status", "Task Type", "Task notes")),
        ExportedObject("meetings", (), ("Meeting name", "Meeting outcome", "Meeting start time")),
        ExportedObject("emails", (), ("Email subject", "Email body", "Email send status")),
        ExportedObject("notes", (), ("Note body", "Note text")),
        ExportedObject("form submissions", (), ("Conversion Title", "Conversion Page")),
        ExportedObject("feedback submissions", (), ("Survey name", "Survey type")),
        ExportedObject("leads (the sales object)", (), ("Lead Name", "Lead Pipeline Stage")),
        ExportedObject(
            _DEALS,
            (),
            ("Deal Name", "Deal Stage", "Deal owner", "Deal Type"),
        ),
        ExportedObject(
            _DEALS,
            (),
            ("Deal-Name", "Dealname", "Deal-Phase", "Name des Deals"),
        ),
        ExportedObject(
            _DEALS,
            (),
            ("Nom de la transaction", "Nombre del negocio", "Nome affare"),
        ),
        ExportedObject("companies", (), ("Company owner", "Company Domain Name")),
        ExportedObject("companies", (), _COMPANY_NAMES, unless=_SIGNS_OF_PEOPLE),
    ),
    own=_CONTACT_HEADERS,
)

_NAMED_OBJECTS = re.compile(
    r"(?:^|[^a-z])(deals|companies|tickets|calls|tasks|meetings|emails|notes|products"
    r"|line[-_ ]items|quotes|invoices|orders)(?:[^a-z]|$)"
)
_UNPROVEN = (
    "no column is specific to contacts: read as contacts; include Email in the export, which "
    "companies and deals do not have"
)


def notes_on_object(header: Header, path: Path, account: Account) -> tuple[str, ...]:
    """Return a note where it is not certain that the records are contacts.

    Raises UnreadableExport where no column suggests contacts, or the file name says otherwise.
    """
    own = tuple(account.columns[c] for c in ("person_key", "intent") if c in account.columns)
    if _has(header.keys, (*_CONTACT_HEADERS, *_CONTACT_SIGNS, *own)):
        return ()
    named = _NAMED_OBJECTS.search(path.name.lower())
    if named:
        raise OTHER_OBJECTS.refusal(named[1])
    labels = [label for listed in LABELS.values() for label in listed]
    known = {header_key(label) for label in (*labels, *account.columns.values())}
    others = set(header.keys) - known - {""}
    if others and len(set(header.keys) & known) <= len(CONTACTS.required):
        raise UnreadableExport(
            "no header of a contact but its id and date, which other objects of HubSpot have too; "
            "export Email with them"
        )
    return (_UNPROVEN,)


def _has(headers: Iterable[str], wanted: Iterable[str]) -> bool:
    return not {header_key(h) for h in headers}.isdisjoint(header_key(h) for h in wanted)
