"""What the audits of the agents' output have to look like."""

from checks.expectations.suite import Suite, between, not_null, unique

SUITE = Suite(
    "content_audit_weekly",
    (
        *not_null("week_start", "agent", "outputs", "audited", "passed"),
        unique("week_start", "agent"),
        *(between(share, 0, 1) for share in ("pass_share", "pass_low", "pass_high")),
    ),
)
