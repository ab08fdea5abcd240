"""Which measures are quotients of two columns beside them, by mart: numerator and denominator."""

from __future__ import annotations

from collections.abc import Mapping

_KPI = ("numerator", "denominator")

QUOTIENTS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "agent_review_weekly": {
        "success_rate": ("ok_runs", "runs"),
        "error_rate": ("error_runs", "runs"),
        "escalation_rate": ("escalated_runs", "runs"),
        "override_rate": ("rejected_runs", "reviewed_runs"),
        "edit_rate": ("edited_runs", "reviewed_runs"),
        "cost_per_run": ("cost", "costed_runs"),
    },
    "content_system_throughput_weekly": {
        "variants_per_piece": ("variants", "pieces"),
        "channels_per_variant": ("throughput", "variants"),
        "fill_rate": ("placements", "throughput"),
        "audit_pass_rate": ("approved_pieces", "reviewed_pieces"),
        "used_share": ("used_pieces", "measured_pieces"),
    },
    "campaign_iteration_velocity_weekly": {
        "value": _KPI,
        "velocity": _KPI,
        "improved_share": ("improved_optimizations", "measured_optimizations"),
    },
    "strategic_decision_density_weekly": {
        "value": _KPI,
        "density": _KPI,
        "judgment_time_share": ("judgment_hours", "logged_hours"),
        "oversight_time_share": ("oversight_hours", "logged_hours"),
        "decisions_per_person": ("decisions", "people"),
        "team_utilization": ("logged_hours", "capacity_hours"),
        "reversal_rate": ("reversed_decisions", "decisions"),
    },
    "pipeline_signal_to_noise_weekly": {"value": _KPI, "signal_to_noise": _KPI},
    "capacity_weekly": {"throughput_per_person": ("throughput", "active_people")},
    "arrival_weekly": {
        "judgment_time_share": ("judgment_hours", "logged_hours"),
        "oversight_time_share": ("oversight_hours", "logged_hours"),
        "execution_time_share": ("execution_hours", "logged_hours"),
    },
    "spectrum_weekly": {"stuck_share": ("functions_at_level_2", "observed_functions")},
    "content_audit_weekly": {"pass_share": ("passed", "audited")},
    "agent_dependency_weekly": {
        "thin_run_share": ("thin_runs", "runs"),
        "undocumented_run_share": ("undocumented_runs", "runs"),
        "exposed_kpi_share": ("exposed_kpi_amount", "exposed_kpi_whole"),
    },
    "agent_management_weekly": {"busiest_share": ("busiest_hours", "recent_hours")},
    "strategic_atrophy_weekly": {
        "unaided_hours_per_person": ("unaided_judgment_hours", "active_people"),
        "passed_unedited_share": ("passed_unedited_runs", "reviewed_runs"),
    },
}
"""A test holds every quotient against the column that a run publishes."""
