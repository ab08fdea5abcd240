"""One campaign on one day."""

from assets.lib.stream import Column, Kind, Stream

STREAM = Stream(
    name="campaign_performance",
    version=1,
    meaning="One campaign on one day.",
    key=("campaign_id", "date"),
    replacement="by_covered_days",
    columns=(
        Column(
            "campaign_id",
            Kind.TEXT,
            "The campaign",
            required=True,
            reference="campaigns",
        ),
        Column(
            "account",
            Kind.TEXT,
            "The account whose covered days a newer export replaces",
            required=True,
        ),
        Column("date", Kind.DAY, "The day, in the time zone of the account", required=True),
        Column("impressions", Kind.COUNT, "Times shown", at_least=0),
        Column("clicks", Kind.COUNT, "Clicks", at_least=0),
        Column("cost", Kind.MONEY, "Spend"),
        Column(
            "conversions",
            Kind.NUMBER,
            "Conversions; fractional where the tool attributes shares",
            at_least=0,
        ),
        Column("conversion_value", Kind.MONEY, "Value of the conversions"),
        Column(
            "currency",
            Kind.TEXT,
            "ISO 4217 code of the amounts in the row",
            pattern="^[A-Z]{3}$",
        ),
    ),
)
