"""The headers of the properties that a lead is made of."""

from __future__ import annotations

from assets.lib.ingestion.headers import KnownHeaders

LABELS = {
    "lead_id": ("Record ID",),
    "created_at": ("Create Date",),
    "person_key": ("Email", "Phone Number"),
    "company": ("Associated Company", "Company Name"),
    "source": ("Original Source", "Original Traffic Source"),
    "channel": ("Original Source", "Original Traffic Source"),
    "stage": ("Lifecycle Stage",),
    "entered_pipeline_at": (
        "Became a Marketing Qualified Lead Date",
        'Date entered "Marketing Qualified Lead (Lifecycle Stage Pipeline)"',
        "Became a Sales Qualified Lead Date",
        'Date entered "Sales Qualified Lead (Lifecycle Stage Pipeline)"',
    ),
    "score": ("HubSpot Score",),
    "intent": ("Lead intent",),
    "qualified_by": ("Lead qualified by",),
    "qualifier": ("Lead qualifier",),
    "qualified_at": ("Lead qualified at",),
    "opportunity_at": (
        "Became an Opportunity Date",
        'Date entered "Opportunity (Lifecycle Stage Pipeline)"',
    ),
    "won_at": (
        "Became a Customer Date",
        'Date entered "Customer (Lifecycle Stage Pipeline)"',
    ),
    "amount": ("Total Revenue", "Recent Deal Amount"),
}
"""The labels of the properties, best first; of those that the file has, the first is read."""

HELPERS = {"merged_ids": ("Merged Contact IDs", "Merged Record IDs", "Merged object IDs")}
"""Properties that no column of the stream holds, but that decide about others' rows."""

CONTACTS = KnownHeaders(
    stream="leads",
    columns=LABELS | HELPERS,
    required=("lead_id", "created_at"),
    filled_up=("person_key", "company"),
    advice="export the property, or, where the file is in another language, give its header "
    "under hubspot: columns in sources.yml, as in lead_id: <header>",
)
