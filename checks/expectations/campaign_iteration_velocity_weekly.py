"""What weekly velocity and launches have to look like."""

from checks.expectations.suite import Suite, between, not_null

SUITE = Suite(
    "campaign_iteration_velocity_weekly",
    (
        *not_null("week_start", "optimizations", "active_campaigns"),
        between("velocity", 0),
        # a start date without a time lies before the hour in which the campaign was made
        between("launch_hours", 0, severity="warn"),
        between("improved_share", 0, 1),
    ),
)
