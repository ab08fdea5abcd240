"""What the raw streams usually look like: relations and distributions that no row can break.

A stream that looks otherwise has probably been mapped wrongly, which is a warning and no reason
to keep back the numbers. Large streams are validated on a sample.
"""

from checks.expectations.suite import Suite, in_order, present_where, quantile_between

_NEARLY_ALL = 0.99
_MOST = 0.9

SUITES = (
    Suite(
        "raw.campaign_performance",
        (in_order("clicks", "impressions", _NEARLY_ALL), present_where("currency", "cost")),
    ),
    Suite(
        "raw.leads",
        (
            in_order("created_at", "entered_pipeline_at", _NEARLY_ALL),
            present_where("qualified_at", "intent", _MOST),
            present_where("qualified_by", "intent", _MOST),
            present_where("currency", "amount"),
        ),
    ),
    Suite(
        "raw.work_items",
        (
            in_order("created_at", "completed_at", _NEARLY_ALL),
            quantile_between("hours", 0.5, 0.01, 40),
        ),
    ),
    Suite(
        "raw.agent_runs",
        (in_order("started_at", "ended_at", _NEARLY_ALL), present_where("currency", "cost")),
    ),
)
