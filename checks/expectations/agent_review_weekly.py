"""What the weekly review of the agents has to look like."""

from checks.expectations.suite import Suite, between, not_null, unique

SUITE = Suite(
    "agent_review_weekly",
    (
        *not_null("week_start", "agent", "runs"),
        unique("week_start", "agent"),
        between("runs", 0),
        *(
            between(rate, 0, 1)
            for rate in (
                "success_rate",
                "error_rate",
                "escalation_rate",
                "override_rate",
                "edit_rate",
                "quality_score",
            )
        ),
        between("latency_seconds", 0),
        between("tokens_per_run", 0),
        between("cost", 0),
    ),
)
