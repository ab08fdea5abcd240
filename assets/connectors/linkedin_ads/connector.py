"""Reads campaigns and their days as LinkedIn Campaign Manager exports them."""

from __future__ import annotations

from assets.lib.ingestion.objects import ExportedObject, OtherObjects
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.grain import by_grain
from assets.lib.ingestion.tables.table import Rows, Stated, Table
from assets.lib.ingestion.tables.values import (
    cell,
    constant,
    currency,
    end_of_day,
    filled_up,
    has_none,
    instant,
    number,
    one_of,
)

_ENGLISH_DAY = "Start Date (in UTC)"
_TRANSLATED_DAY = (
    *("Startdatum (in UTC)", "Startdatum (UTC)"),
    *("Date de début (en UTC)", "Date de début (UTC)"),
    *("Fecha de inicio (en UTC)", "Fecha de inicio (UTC)"),
    *("Data de início (em UTC)", "Data de início (UTC)"),
)
_DAY = (_ENGLISH_DAY, *_TRANSLATED_DAY)
_LAST_DAY = (
    *("End Date (in UTC)", "Enddatum (in UTC)", "Date de fin (en UTC)"),
    *("Fecha de finalización (en UTC)", "Data de término (em UTC)"),
)
_NAME = (
    *("Campaign Name", "Kampagnenname", "Name der Kampagne", "Nom de la campagne"),
    *("Nombre de la campaña", "Nome da campanha"),
)
_ID = (
    *("Campaign ID", "Kampagnen-ID", "ID de campagne", "Identifiant de la campagne"),
    *("ID de la campaña", "ID da campanha"),
)
_SPENT = (
    *("Total Spent", "Gesamtausgaben", "Insgesamt ausgegeben", "Total dépensé"),
    *("Total gastado", "Gasto total", "Total gasto"),
)

_FINER = ("Creative Name", "Creative ID", "Creative Status", "Ad Introduction Text", "Ad Headline")
"""Headers of the report of creatives; how they are translated is not known."""

DAYS = Table(
    title="performance report by day",
    known_by=(_DAY, _NAME, _SPENT),
    rows=(
        Rows(
            "campaign_performance",
            {
                "campaign_id": filled_up(*_ID, *_NAME),
                "date": one_of(instant(_ENGLISH_DAY, order="mdy"), instant(*_TRANSLATED_DAY)),
                "impressions": number(
                    *("Impressions", "Impressionen", "Impresiones", "Impressões")
                ),
                "clicks": number("Clicks", "Klicks", "Clics", "Cliques"),
                "cost": number(*_SPENT),
                "conversions": number(
                    *("Conversions", "Konversionen", "Conversiones", "Conversões"),
                ),
                "conversion_value": number("Total Conversion Value"),
                "currency": currency("Currency", "Währung", "Devise", "Moneda", "Moeda"),
            },
            summed=("impressions", "clicks", "cost", "conversions", "conversion_value"),
        ),
        Rows(
            "campaigns",
            {
                "campaign_id": filled_up(*_ID, *_NAME),
                "id_is_derived": has_none(*_ID),
                "name": cell(*_NAME),
                "channel": constant("social"),
                "objective": cell("Campaign Objective", "Kampagnenziel"),
                "status": cell("Campaign Status", "Kampagnenstatus"),
                "launched_at": instant("Campaign Start Date", order="mdy", zone="UTC"),
                "ended_at": end_of_day("Campaign End Date", order="mdy"),
            },
        ),
    ),
    unless=("Conversion Name",),
    nulls=("-", "--"),
    also=(
        *("Account Name", "Campaign Group Name", "Campaign Group ID", "Campaign Group Status"),
        *(*_FINER, "Campaign Type", "Cost Type", "Clicks to Landing Page", "Click URL"),
        *("Clicks to LinkedIn Page", "Reactions", "Comments", "Shares", "Follows", "Other Clicks"),
        *("Total Social Actions", "Total Engagements", "Viral Impressions", "Viral Clicks"),
        *("Click Through Rate", "Average CPC", "Average CPM", "Leads", "Lead Forms Opened"),
        *("Reach", "Average Frequency", "Cost per Conversion", "Cost per Lead"),
    ),
    period=(_DAY, _LAST_DAY),
    first_day=Stated(r"^Report Start: *(?P<day>\d+/\d+/\d{4})", order="mdy"),
    last_day=Stated(r"^Report End: *(?P<day>\d+/\d+/\d{4})", order="mdy"),
    below_preamble=True,
)

OTHER_OBJECTS = OtherObjects(
    "LinkedIn",
    "the campaign and creative performance reports with Time breakdown: Daily",
    (
        ExportedObject("conversion performance report", ("Conversion Name",)),
        ExportedObject(
            "demographics report",
            (),
            tuple(
                f"{what} Segment"
                for what in ("Job Title", "Job Function", "Company", "Company Name", "Location")
            ),
        ),
        ExportedObject("leads (form)", (), ("Lead ID", "Lead Gen Form Name", "Lead Form Name")),
        ExportedObject("whole-period report", ("Campaign Name", "Total Spent")),
    ),
)


class LinkedInAds(TableConnector):
    """A performance report of campaigns or creatives, by day."""

    name = "linkedin_ads"
    version = 2
    title = "LinkedIn Ads"
    streams = ("campaigns", "campaign_performance")
    tables = by_grain(DAYS, _FINER)
    others = OTHER_OBJECTS


CONNECTOR = LinkedInAds()
