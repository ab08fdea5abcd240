"""Writes contacts as HubSpot exports them: those that changed, with all that is known by then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipelines.demo.exports.landing import Landing, table_bytes
from pipelines.demo.world.cast import CAMPAIGN_SPECIALIST, PIPELINE_ORCHESTRATOR
from pipelines.demo.world.leads import Lead
from pipelines.demo.world.timeline import after_weeks, exports_every, to_local

_HEADER_LINE = (
    "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Create Date,"
    "Lifecycle Stage,Original Source,Original Source Drill-Down 1,Company Name,HubSpot Score,"
    "Lead intent,Lead qualified by,Lead qualifier,Lead qualified at,"
    "Became a Marketing Qualified Lead Date,Became an Opportunity Date,Became a Customer Date,"
    "Total Revenue"
)
_HEADER = _HEADER_LINE.split(",")
_OVERLAP = timedelta(days=5)
_LAST_NAMES = ("", "", "Head of Operations", "Finance Lead", "Marketing Lead")
_REPEATED_EVERY = 90
_DAMAGED_EXPORT = 2
_TWICE_DELIVERED_EXPORT = 3
PARTNERS = "partners"
"""The account of the second portal, by which partners refer leads."""
_NARROW_HEADER = ("Record ID", "Email", "Create Date", "Lifecycle Stage", "Contact owner")
_NARROW_AFTER_WEEKS = 26
_NARROW_BACK = timedelta(weeks=6)


@dataclass(frozen=True)
class ContactExports:
    """The exports that are not like the others.

    `twice` are the two names of the one that came twice, `narrow` is a view with few columns that
    is newer than the exports with all of them.
    """

    twice: tuple[str, str]
    narrow: str


def write_contacts(landing: Landing, leads: Sequence[Lead]) -> ContactExports:
    """Write contacts every five weeks, those of the partners' portal every ten, and one view."""
    own = [lead for lead in leads if not lead.is_of_partners]
    twice = _write_own(landing, own)
    _write_partners(landing, [lead for lead in leads if lead.is_of_partners])
    return ContactExports(twice, _write_narrow(landing, own))


def _write_own(landing: Landing, leads: Sequence[Lead]) -> tuple[str, str]:
    since = None
    twice = ("", "")
    for position, exported_at in enumerate(exports_every(5)):
        changed = [lead for lead in leads if lead.changed_between(since, exported_at)]
        rows = [_row(lead, exported_at) for lead in changed]
        rows += rows[_REPEATED_EVERY::_REPEATED_EVERY]
        bad_rows = _damage(rows) if position == _DAMAGED_EXPORT else 0
        name = f"hubspot/hubspot-crm-exports-all-contacts-{exported_at:%Y-%m-%d}"
        data = table_bytes([_HEADER, *rows])
        landing.put(f"{name}.csv", data, exported_at, bad_rows=bad_rows)
        if position == _TWICE_DELIVERED_EXPORT:
            twice = (f"{name}.csv", f"{name} (1).csv")
            landing.put(twice[1], data, exported_at, delay=timedelta(minutes=3))
        since = exported_at - _OVERLAP
    return twice


def _write_partners(landing: Landing, leads: Sequence[Lead]) -> None:
    """Write whole exports of a second portal, whose numbers are those of the first one, too."""
    for exported_at in exports_every(10):
        rows = [_row(lead, exported_at) for lead in leads if lead.created_at <= exported_at]
        path = f"hubspot/{PARTNERS}/hubspot-crm-exports-referrals-{exported_at:%Y-%m-%d}.csv"
        landing.put(path, table_bytes([_HEADER, *rows]), exported_at)


def _write_narrow(landing: Landing, leads: Sequence[Lead]) -> str:
    """Write what sales look at: leads of the last weeks, without anything about their rating."""
    exported_at = after_weeks(_NARROW_AFTER_WEEKS)
    since = exported_at - _NARROW_BACK
    shown = [_HEADER.index(name) for name in _NARROW_HEADER]
    listed = [lead for lead in leads if since <= lead.created_at <= exported_at]
    rows = [[row[i] for i in shown] for row in (_row(lead, exported_at) for lead in listed)]
    path = f"hubspot/hubspot-crm-exports-sales-view-{exported_at:%Y-%m-%d}.csv"
    landing.put(path, table_bytes([_NARROW_HEADER, *rows]), exported_at)
    return path


def _damage(rows: list[list[str]]) -> int:
    """Add four contacts that break a rule, between the others."""
    errors = (
        ("Create Date", "2026-02-30 09:15"),
        ("Record ID", ""),
        ("Lead intent", "on fire"),
        ("HubSpot Score", "eighty"),
    )
    for position, (column, value) in enumerate(errors):
        bad = rows[20 * position + 11].copy()
        number = f"9{position:06d}"
        bad[_HEADER.index("Record ID")] = number
        bad[_HEADER.index("Email")] = f"lead-{number}@example.com"
        bad[_HEADER.index(column)] = value
        rows.insert(20 * position + 15, bad)
    return len(errors)


def _row(lead: Lead, exported_at: datetime) -> list[str]:
    rating = lead.rating if lead.rating and lead.rating.at <= exported_at else None
    won = _known(lead.won_at, exported_at)
    owner = PIPELINE_ORCHESTRATOR if lead.number % 3 else CAMPAIGN_SPECIALIST
    return [
        str(lead.number),
        "",
        _LAST_NAMES[lead.number % len(_LAST_NAMES)],
        f"{'referral' if lead.is_of_partners else 'lead'}-{lead.number:06d}@example.com",
        f"+49 30 23125 {lead.number % 1000:03d}" if lead.number % 4 == 0 else "",
        owner.email,
        _lead_status(lead, exported_at),
        _shown(lead.created_at),
        _stage(lead, exported_at),
        lead.source,
        lead.campaign.name(exported_at) if lead.campaign else "",
        f"Example Company {lead.number % 613:03d}",
        str(rating.score) if rating else "",
        rating.intent.capitalize() if rating else "",
        rating.by.capitalize() if rating else "",
        rating.qualifier if rating else "",
        _shown(rating.at) if rating else "",
        _shown(_known(lead.entered_at, exported_at)),
        _shown(_known(lead.opportunity_at, exported_at)),
        _shown(won),
        f"{lead.revenue}.00" if won else "",
    ]


def _stage(lead: Lead, exported_at: datetime) -> str:
    if _known(lead.won_at, exported_at):
        return "Customer"
    if _known(lead.opportunity_at, exported_at):
        return "Opportunity"
    return "Marketing Qualified Lead" if _known(lead.entered_at, exported_at) else "Lead"


def _lead_status(lead: Lead, exported_at: datetime) -> str:
    stage = _stage(lead, exported_at)
    return {"Lead": "New", "Marketing Qualified Lead": "Open"}.get(stage, "Connected")


def _known(at: datetime | None, exported_at: datetime) -> datetime | None:
    return at if at and at <= exported_at else None


def _shown(at: datetime | None) -> str:
    return f"{to_local(at):%Y-%m-%d %H:%M}" if at else ""
