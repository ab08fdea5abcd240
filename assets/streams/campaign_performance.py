"""One campaign on one day."""

from assets.lib.stream import Column, ColumnType, Stream

STREAM = Stream(
    name="campaign_performance",
    version=3,
    meaning="One campaign on one day.",
    key=("campaign_id", "date"),
    replacement="by_covered_days",
    told_apart_by=("grain",),
    columns=(
        Column(
            "campaign_id",
            ColumnType.TEXT,
            "The campaign",
            required=True,
            reference="campaigns",
        ),
        Column(
            "date",
            ColumnType.DAY,
            "The day, in the time zone of the account",
            required=True,
            event=True,
        ),
        Column("impressions", ColumnType.COUNT, "Times shown", at_least=0),
        Column("clicks", ColumnType.COUNT, "Clicks", at_least=0),
        Column("cost", ColumnType.MONEY, "Spend"),
        Column(
            "conversions",
            ColumnType.NUMBER,
            "Conversions; fractional where the tool attributes shares",
            at_least=0,
        ),
        Column("conversion_value", ColumnType.MONEY, "Value of the conversions"),
        Column(
            "currency",
            ColumnType.TEXT,
            "ISO 4217 code of the amounts in the row",
            pattern="^[A-Z]{3}$",
        ),
        Column(
            "grain",
            ColumnType.TEXT,
            "campaign where the numbers are the tool's own totals, and where it is empty; ad where "
            "they are sums of ad groups, ads, creatives or keywords",
            allowed=("campaign", "ad"),
        ),
    ),
)
