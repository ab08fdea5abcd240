"""What else Meta exports, which is neither campaigns by day nor their changes."""

from __future__ import annotations

from assets.lib.ingestion.objects import ExportedObject, OtherObjects

OTHER_OBJECTS = OtherObjects(
    "Meta",
    "reports of Ads Manager with Breakdown > By time > Day, and the activity history",
    (
        ExportedObject("posts (Business Suite)", ("Post ID",), ("Permalink", "Publish time")),
        ExportedObject("leads (form)", ("form_id", "created_time")),
        ExportedObject("import and export of ads (bulk)", ("Campaign ID", "Ad Set Run Status")),
        ExportedObject("weekly report", ("Campaign name", "Week")),
        ExportedObject("monthly report", ("Campaign name", "Month")),
        ExportedObject("whole-period report", ("Campaign name",)),
        ExportedObject("ad set report", (), ("Ad set name", "Ad name")),
    ),
)
