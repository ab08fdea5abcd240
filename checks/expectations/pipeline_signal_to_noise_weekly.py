"""What weekly signal-to-noise has to look like."""

from checks.expectations.suite import Suite, between, not_null

SUITE = Suite(
    "pipeline_signal_to_noise_weekly",
    (
        *not_null("week_start", "signal_leads", "entered_leads", "lead_volume"),
        between("signal_to_noise", 0, 1),
    ),
)
