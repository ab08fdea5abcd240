"""What people decide without AI has to look like."""

from checks.expectations.suite import Suite, between, not_null, unique

SUITE = Suite(
    "strategic_atrophy_weekly",
    (
        *not_null("week_start", "is_hidden"),
        unique("week_start"),
        between("unaided_hours_per_person", 0),
        between("stated_share", 0, 1),
        between("passed_unedited_share", 0, 1),
    ),
)
