"""The reports of Google Ads that are not by campaign, or not by day."""

from __future__ import annotations

from assets.lib.ingestion.objects import ExportedObject, OtherObjects

OTHER_REPORTS = OtherObjects(
    "Google Ads",
    "the campaign report, the daily report (Campaign and Day), the change history and the "
    "campaigns of Google Ads Editor",
    (
        ExportedObject("Editor", ("Campaign", "Networks", "Ad Group")),
        ExportedObject("search term report", (), ("Search term", "Search term match type")),
        ExportedObject("keyword report", (), ("Keyword status", "Search keyword", "Keyword")),
        ExportedObject("keyword report", ("Search keyword status",)),
        ExportedObject("ad report", (), ("Ad status", "Ad ID", "Ad name", "Ad strength")),
        ExportedObject("asset report", (), ("Asset status", "Asset type", "Asset")),
        ExportedObject("asset group report", (), ("Asset group status", "Asset group")),
        ExportedObject("audience report", (), ("Audience segment", "Audience segment status")),
        ExportedObject(
            "location report", (), ("Targeted location", "Country/Territory", "Location")
        ),
        ExportedObject("placement report", (), ("Placement", "Where ads showed")),
        ExportedObject("landing page report", (), ("Landing page", "Expanded landing page")),
        ExportedObject("product report", (), ("Item ID", "Product ID", "Product group")),
        ExportedObject("conversion report", (), ("Conversion action status",)),
        ExportedObject("auction insights report", (), ("Display URL domain", "Overlap rate")),
        ExportedObject("ad group report", (), ("Ad group status", "Ad group")),
    ),
)
"""Not every campaign has what they are by, so that their rows don't add up to the campaigns."""

WITHOUT_CAMPAIGNS = OtherObjects(
    OTHER_REPORTS.tool,
    OTHER_REPORTS.reads,
    (
        *OTHER_REPORTS.objects,
        ExportedObject("billing report", (), ("Invoice number", "Billing setup", "Account budget")),
        ExportedObject("weekly report", ("Campaign", "Week")),
        ExportedObject("monthly report", ("Campaign", "Month")),
        ExportedObject("account report", ("Account", "Customer ID")),
        ExportedObject("account report", ("Account name", "Cost")),
        ExportedObject("account report", ("Day",), ("Cost", "Clicks", "Impr.")),
    ),
)
"""The same, and what is no report by campaign and day for want of a header."""
