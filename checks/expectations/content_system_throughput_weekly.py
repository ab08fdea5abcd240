"""What weekly throughput and its factors have to look like."""

from checks.expectations.suite import Suite, between, not_null

SUITE = Suite(
    "content_system_throughput_weekly",
    (
        *not_null("week_start", "throughput", "pieces", "placements"),
        between("variants_per_piece", 1),
        between("channels_per_variant", 1),
        between("fill_rate", 0, 1),
        between("audit_pass_rate", 0, 1),
        between("used_share", 0, 1),
    ),
)
