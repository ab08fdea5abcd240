"""What the measures behind the risks have to look like."""

from checks.expectations.suite import Suite, among, between, shares

SUITES = (
    Suite(
        "marts.agent_dependency_weekly",
        shares("thin_run_share", "undocumented_run_share", "exposed_kpi_share"),
    ),
    Suite(
        "marts.kpi_dependency_weekly",
        (among("dependency_type", "agent", "model", "vendor"), *shares("share")),
    ),
    Suite(
        "marts.strategic_atrophy_weekly",
        (
            between("unaided_hours_per_person", 0),
            *shares("stated_share", "passed_unedited_share"),
        ),
    ),
)
