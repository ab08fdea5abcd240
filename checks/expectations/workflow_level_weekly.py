"""What the levels of the workflows have to look like."""

from checks.expectations.suite import Suite, among, between, not_null, unique

SUITE = Suite(
    "workflow_level_weekly",
    (
        *not_null("week_start", "workflow"),
        unique("week_start", "workflow"),
        *(
            among(level, 1, 2, 3, 4, 5)
            for level in ("declared_level", "observed_level", "target_level")
        ),
        *(
            between(share, 0, 1)
            for share in ("agent_share", "reviewed_share", "changed_share", "escalated_share")
        ),
    ),
)
