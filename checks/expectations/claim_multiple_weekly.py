"""What the own multiples beside the guide's claims have to look like."""

from checks.expectations.suite import Suite, between, not_null

SUITE = Suite(
    "claim_multiple_weekly",
    (
        *not_null("measure", "week_start"),
        between("own_multiple", 0),
    ),
)
