"""What the way to 80/20 has to look like."""

from checks.expectations.suite import Suite, between, not_null, unique

SUITE = Suite(
    "arrival_weekly",
    (
        *not_null("week_start", "is_at_target", "weeks_in_a_row"),
        unique("week_start"),
        *(
            between(share, 0, 1)
            for share in ("judgment_time_share", "oversight_time_share", "execution_time_share")
        ),
    ),
)
