"""What the hours of the roles have to look like."""

from checks.expectations.suite import Suite, between, not_null, unique

SUITE = Suite(
    "role_weekly",
    (
        *not_null("week_start", "role", "is_hidden"),
        unique("week_start", "role"),
        between("logged_hours", 0),
        *(
            between(share, 0, 1)
            for share in (
                "judgment_time_share",
                "oversight_time_share",
                "execution_time_share",
                "agent_executed_share",
            )
        ),
        between("moved_share", None, 1),
    ),
)
