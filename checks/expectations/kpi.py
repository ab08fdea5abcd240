"""What the weekly KPIs and their headlines have to look like."""

from checks.expectations.suite import Suite, at_least_zero, between, shares

SUITES = (
    Suite("marts.kpi_weekly", at_least_zero("numerator", "denominator", "value")),
    Suite("marts.kpi_headline", at_least_zero("value", "multiple", "target_value")),
    Suite(
        "marts.content_system_throughput_weekly",
        (
            between("variants_per_piece", 1),
            between("channels_per_variant", 1),
            *shares("fill_rate", "audit_pass_rate", "used_share"),
        ),
    ),
    Suite(
        "marts.campaign_iteration_velocity_weekly",
        (
            between("velocity", 0),
            # a start date without a time lies before the hour in which the campaign was made
            between("launch_hours", 0, severity="warn"),
            between("improved_share", 0, 1),
        ),
    ),
    Suite(
        "marts.strategic_decision_density_weekly",
        shares("density", "judgment_time_share", "oversight_time_share", "reversal_rate"),
    ),
    Suite("marts.pipeline_signal_to_noise_weekly", shares("signal_to_noise")),
)
