"""What the weekly KPIs have to look like before anybody sees them."""

from checks.expectations.suite import Expectation, Suite, among, between, not_null, unique

SUITE = Suite(
    "kpi_weekly",
    (
        *not_null("kpi_id", "week_start", "segment_type", "segment", "numerator", "old_metric"),
        among(
            "kpi_id",
            "content_system_throughput",
            "campaign_iteration_velocity",
            "strategic_decision_density",
            "pipeline_signal_to_noise",
        ),
        unique("kpi_id", "week_start", "segment_type", "segment"),
        between("numerator", 0),
        between("denominator", 0),
        between("value", 0),
        Expectation(
            "ExpectColumnValuesToBeBetween",
            {
                "column": "value",
                "max_value": 1,
                "row_condition": "kpi_id in ('strategic_decision_density',"
                " 'pipeline_signal_to_noise')",
                "condition_parser": "pandas",
            },
        ),
    ),
)
