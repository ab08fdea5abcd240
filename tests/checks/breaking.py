"""For every query check, what has to happen to a warehouse so that it no longer holds."""

from __future__ import annotations

from assets.streams import STREAM_NAMES

_LAST_KPI_WEEK = """(
    select max(week_start) from marts.kpi_weekly where is_complete and segment_type = 'total'
)"""
_ONE_RUN = "(select min(run_key) from marts.agent_run)"

BREAKING: dict[tuple[str, str], str] = {
    ("agent_runs", "records_read_are_accounted_for"): """
        update ops.ingested_file set records_read = records_read + 1
        where path = (select min(path) from ops.ingested_file where status = 'loaded')
    """,
    ("agent_runs", "raw_rows_equal_loaded_rows"): """
        update ops.ingested_file set rows_loaded = rows_loaded + 1
        where path = (select min(path) from ops.ingested_file where status = 'loaded')
    """,
    ("agent_review_weekly", "reviews_count_every_run"): f"""
        delete from marts.agent_run where run_key = {_ONE_RUN}
    """,
    ("role_weekly", "hours_of_roles_sum_to_the_hours_of_all"): """
        update marts.role_weekly set logged_hours = logged_hours + 1
    """,
    ("content_audit_weekly", "audits_of_channels_sum_to_those_of_the_agent"): """
        update marts.content_audit_weekly set passed = passed + 1
    """,
    ("kpi_dependency_weekly", "a_kpi_rests_on_agents_models_and_vendors_alike"): """
        delete from marts.kpi_dependency_weekly
        where dependency_type = 'model' and dependency <> 'unknown'
    """,
    ("content_system_throughput_weekly", "listed_placements_are_those_counted"): """
        delete from marts.content_placement
    """,
    ("content_system_throughput_weekly", "factors_multiply_to_throughput"): """
        update marts.content_system_throughput_weekly set pieces = pieces + 1
    """,
    ("kpi_weekly", "rows_underneath_equal_the_totals"): """
        delete from marts.pipeline_entry where is_signal = 1
    """,
    ("signal_weekly", "limits_enclose_the_centre"): """
        update analysis.signal_weekly set upper_limit = centre - 1
    """,
    ("signal_weekly", "a_signal_has_a_beginning_and_a_direction"): """
        update analysis.signal_weekly set direction = null where rule is not null
    """,
    ("agent_drift_weekly", "drift_is_outside_and_no_chance"): """
        update analysis.agent_drift_weekly set value = centre where is_drift
    """,
    ("escalation_trigger_weekly", "every_trigger_is_told_of_in_every_week"): f"""
        delete from analysis.escalation_trigger_weekly where week_start = {_LAST_KPI_WEEK}
    """,
    ("kpi_change_weekly", "parts_add_up_to_the_change"): """
        update analysis.kpi_change_weekly set contribution = contribution + 1 where kind = 'factor'
    """,
    ("kpi_change_weekly", "changes_are_of_the_published_values"): """
        update analysis.kpi_change_weekly set to_value = to_value + 1 where kind = 'total'
    """,
    ("kpi_forecast", "a_forecast_is_said_or_its_lack_is"): """
        update analysis.kpi_forecast set statement = null
    """,
    ("risk_state", "every_risk_is_told_of_in_every_week"): """
        delete from analysis.risk_state where risk = 'agent_dependency'
    """,
    ("risk_state", "a_risk_that_is_not_ok_has_a_next_step"): """
        update analysis.risk_state set next_step = null
    """,
    ("risk_measure", "the_state_of_a_measure_follows_its_limits"): """
        update analysis.risk_measure set state = 'ok'
    """,
    ("brand_voice_weekly", "an_alarm_is_beyond_its_limit"): """
        update analysis.brand_voice_weekly set is_alarm = not is_alarm
    """,
    ("brand_voice_weekly", "pieces_of_channels_and_agents_sum_to_all"): """
        update analysis.brand_voice_weekly set pieces = pieces + 1 where channel = 'all'
    """,
    ("plan_milestone", "every_milestone_is_told_of"): """
        delete from analysis.plan_milestone where milestone = 'roles-remapped'
    """,
    ("plan_milestone", "done_is_proven_by_every_row"): """
        update analysis.plan_milestone set state = 'done', done_on = date '2026-07-01'
    """,
}
BREAKING |= {
    (stream, "raw_rows_have_a_file"): f"""
        update raw.{stream} set _file_id = 'nobody''s'
        where _row = (select min(_row) from raw.{stream})
    """
    for stream in STREAM_NAMES
}
BREAKING |= {
    (mart, f"segments_of_{column}_sum_to_total"): f"""
        update marts.{mart} set {column} = {column} + 1 where segment_type <> 'total'
    """
    for mart, column in (
        ("content_system_throughput_weekly", "throughput"),
        ("content_system_throughput_weekly", "placements"),
        ("campaign_iteration_velocity_weekly", "optimizations"),
        ("strategic_decision_density_weekly", "decisions"),
        ("strategic_decision_density_weekly", "executions"),
        ("pipeline_signal_to_noise_weekly", "signal_leads"),
        ("pipeline_signal_to_noise_weekly", "entered_leads"),
    )
}
