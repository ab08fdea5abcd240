"""What rests on each agent, model and vendor has to be a part of the KPI."""

from checks.expectations.suite import Suite, among, between, not_null, unique

SUITE = Suite(
    "kpi_dependency_weekly",
    (
        *not_null("week_start", "kpi_id", "dependency_type", "dependency", "amount", "whole"),
        unique("week_start", "kpi_id", "dependency_type", "dependency"),
        among("dependency_type", "agent", "model", "vendor"),
        between("share", 0, 1),
    ),
)
