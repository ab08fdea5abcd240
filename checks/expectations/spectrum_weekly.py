"""What the week's place on the Collaboration Spectrum has to look like."""

from checks.expectations.suite import Suite, between, not_null, unique

SUITE = Suite(
    "spectrum_weekly",
    (
        *not_null("week_start", "known_functions", "observed_functions"),
        unique("week_start"),
        between("stuck_share", 0, 1),
    ),
)
