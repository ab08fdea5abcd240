"""What weekly decision density and the time shares have to look like."""

from checks.expectations.suite import Suite, between, not_null

SUITE = Suite(
    "strategic_decision_density_weekly",
    (
        *not_null("week_start", "decisions", "executions", "logged_hours"),
        between("density", 0, 1),
        between("judgment_time_share", 0, 1),
        between("oversight_time_share", 0, 1),
        between("reversal_rate", 0, 1),
    ),
)
