"""What weekly velocity and launches have to look like."""

from checks.expectations.suite import Suite, between, not_null

SUITE = Suite(
    "campaign_iteration_velocity_weekly",
    (
        *not_null("week_start", "optimizations", "active_campaigns"),
        between("velocity", 0),
        between("launch_hours", 0),
        between("improved_share", 0, 1),
    ),
)
