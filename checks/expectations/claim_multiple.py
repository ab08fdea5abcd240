"""What the own multiples beside the guide's claims have to look like."""

from checks.expectations.suite import Suite, between, not_null, unique

SUITE = Suite(
    "claim_multiple",
    (
        *not_null("claim_id", "name", "unit"),
        unique("claim_id"),
        between("own_multiple", 0),
    ),
)
