"""What rests on thinly staffed or undocumented agents has to be shares."""

from checks.expectations.suite import Suite, between, not_null, unique

SUITE = Suite(
    "agent_dependency_weekly",
    (
        *not_null("week_start", "registered_agents", "runs"),
        unique("week_start"),
        *(
            between(share, 0, 1)
            for share in ("thin_run_share", "undocumented_run_share", "exposed_kpi_share")
        ),
    ),
)
