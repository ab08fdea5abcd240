"""The reports of Ads Manager: campaigns, ad sets and ads by day, in four languages."""

from __future__ import annotations

from dataclasses import replace

from assets.lib.ingestion.tables.grain import by_grain
from assets.lib.ingestion.tables.table import Remark, Rows, Skip, Table
from assets.lib.ingestion.tables.values import (
    Value,
    cell,
    constant,
    currency,
    end_of_day,
    filled_up,
    has_none,
    number,
    unless,
)

_NAME = ("Campaign name", "Kampagnenname", "Nom de la campagne", "Nombre de la campaña")
_ID = (
    *("Campaign ID", "Kampagnen-ID", "ID de campagne", "ID de la campagne"),
    *("Identificador de la campaña", "ID de la campaña"),
)
_DAY = ("Day", "Tag", "Jour", "Día")
_STARTS = ("Reporting starts", "Berichtsstart", "Début des rapports", "Inicio del informe")
_ENDS = ("Reporting ends", "Berichtsende", "Fin des rapports", "Fin del informe")
_SPENT = (
    "Amount spent ({currency})",
    "Ausgegebener Betrag ({currency})",
    "Montant dépensé ({currency})",
    "Importe gastado ({currency})",
)
_MEASURES = (
    *_SPENT,
    *("Impressions", "Impressionen", "Impresiones", "Reach", "Reichweite", "Couverture", "Alcance"),
    *("Results", "Ergebnisse", "Résultats", "Resultados", "Link clicks", "Clicks (all)"),
)
"""A name and a day alone are in any tool's table of campaigns."""
_NO_BUDGET = ("Using ad set budget", "Anzeigengruppenbudget wird verwendet")
_FINER = (
    *("Ad set name", "Anzeigengruppenname"),
    *("Nom de l'ensemble de publicités", "Nombre del conjunto de anuncios"),
    *("Ad set ID", "Ad name", "Anzeigenname", "Nom de la publicité", "Nombre del anuncio", "Ad ID"),
)
"""Headers of reports by ad set or ad, whose dates are not those of the campaign."""

_CAMPAIGN: dict[str, Value] = {
    "campaign_id": filled_up(*_ID, *_NAME),
    "id_is_derived": has_none(*_ID),
    "name": cell(*_NAME),
    "channel": constant("social"),
    "objective": cell("Objective", "Ziel", "Objectif", "Objetivo"),
    "status": cell(
        *("Campaign delivery", "Kampagnenauslieferung", "Auslieferung der Kampagne"),
        *("Diffusion de la campagne", "Entrega de la campaña"),
    ),
    "budget": unless(_NO_BUDGET, number("Campaign budget", "Kampagnenbudget")),
    "currency": currency(*_SPENT),
}
_DATES: dict[str, Value] = {
    "launched_at": cell("Starts"),
    "ended_at": unless(
        ("Ongoing", "Fortlaufend", "En cours", "En curso"),
        end_of_day("Ends", "Ende", "Fin", "Finalización"),
    ),
}


def _performance(*day: str) -> Rows:
    return Rows(
        "campaign_performance",
        {
            "campaign_id": filled_up(*_ID, *_NAME),
            "date": cell(*day),
            "impressions": number("Impressions", "Impressionen", "Impresiones"),
            "clicks": number(
                *("Link clicks", "Link-Klicks", "Clics sur un lien", "Clics en el enlace"),
                *("Clicks (all)", "Klicks (alle)", "Clics (tous)", "Clics (todos)"),
            ),
            "cost": number(*_SPENT),
            "conversions": number("Conversions"),
            "conversion_value": number("Conversion value"),
            "currency": currency(*_SPENT),
        },
        summed=("impressions", "clicks", "cost", "conversions", "conversion_value"),
    )


_BY_DAY = Table(
    title="report by day",
    known_by=(_NAME, _DAY, _MEASURES),
    rows=(_performance(*_DAY), Rows("campaigns", _CAMPAIGN)),
    skips=(Skip("total", _NAME, lambda name: name.is_null(), and_empty=(_ID, _FINER)),),
    remarks=(
        Remark("no data available", "no data available|keine daten verfügbar"),
        Remark("no data available", "aucune donnée disponible|no hay datos disponibles"),
    ),
    nulls=("-",),
    also=(
        *(*_STARTS, *_ENDS, *_FINER, "Ad set delivery", "Ad delivery", "Reach", "Frequency"),
        *("Attribution setting", "Results", "Result indicator", "Result type"),
        *("Cost per results", "Cost per result", "Ad set budget", "Ad set budget type"),
        *("Campaign budget type", "CPC (cost per link click) ({currency})", "Starts", "Ends"),
        *("CPM (cost per 1,000 impressions) ({currency})", "CTR (link click-through rate)"),
        *("Attributionseinstellung", "Ergebnisse", "Reichweite", "Kosten pro Ergebnis"),
        *("Paramètre d'attribution", "Résultats", "Couverture", "Coût par résultat"),
        *("Configuración de atribución", "Resultados", "Alcance", "Costo por resultado"),
    ),
)
_OF_A_DAY = replace(
    _BY_DAY,
    title="report of a day",
    known_by=(_NAME, _STARTS, _ENDS),
    rows=(_performance(*_STARTS), Rows("campaigns", _CAMPAIGN)),
    period=(_STARTS, _ENDS),
)


def _by_grain(table: Table) -> tuple[Table, Table]:
    """Return the table of campaigns, in which every record has their dates, and that of ads."""
    of_campaigns, of_ads = by_grain(table, _FINER)
    performance, _ = of_campaigns.rows
    dated = Rows("campaigns", _CAMPAIGN | _DATES)
    return replace(of_campaigns, rows=(performance, dated)), of_ads


REPORTS = (*_by_grain(_BY_DAY), *_by_grain(_OF_A_DAY))
"""Every report by day, or of a single day; the first one whose headers match is read."""
