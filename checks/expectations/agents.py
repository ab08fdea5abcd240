"""What the weekly reviews and audits of agents have to look like."""

from checks.expectations.suite import Suite, at_least_zero, shares

SUITES = (
    Suite(
        "marts.agent_review_weekly",
        (
            *at_least_zero("runs", "latency_seconds", "tokens_per_run", "cost"),
            *shares(
                "success_rate",
                "error_rate",
                "escalation_rate",
                "override_rate",
                "edit_rate",
                "quality_score",
            ),
        ),
    ),
    Suite("marts.content_audit_weekly", shares("pass_share", "pass_low", "pass_high")),
)
