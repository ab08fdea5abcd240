"""What the headline of each KPI has to look like."""

from checks.expectations.suite import Suite, between, not_null, unique

SUITE = Suite(
    "kpi_headline",
    (
        *not_null("kpi_id", "week_start", "old_metric"),
        unique("kpi_id"),
        between("value", 0),
        between("multiple", 0),
        between("target_value", 0),
    ),
)
