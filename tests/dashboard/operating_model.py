"""Rows of the operating model for the small snapshot: two workflows, two roles, two agents."""

from __future__ import annotations

OPERATING_MODEL = """
insert into function_level_weekly by name
select date '2026-07-27' as week_start, 'content' as function_id, 'Content & more' as name,
    true as is_complete, 4 as observed_level, 'agents do most' as observed_reason;
insert into workflow_level_weekly by name
select date '2026-07-27' as week_start, true as is_complete, workflow, function_id, declared_level,
    observed_level, target_level, date '2026-08-31' as target_by, observed_reason,
    30 as agent_outputs, 10 as human_outputs, 0.75 as agent_share, may_move_up, should_move_down,
    move_reason
from (values
    ('seo_texts', 'content', 4, 4, 5, 'agents do most', true, false, 'audits passed'),
    ('planning', null, 1, null, 1, '3 of 8 outputs', false, false, null)
) as workflows(
    workflow, function_id, declared_level, observed_level, target_level, observed_reason,
    may_move_up, should_move_down, move_reason
);
insert into spectrum_weekly by name
select date '2026-07-27' as week_start, true as is_complete, 5 as observed_functions,
    4 as functions_at_level_2, 0.8 as stuck_share, true as is_stuck_at_2;
insert into audit_worklist_weekly by name
select date '2026-07-27' as week_start, 'seo_texts' as workflow, true as is_complete, 40 as volume,
    0.1 as judgment_share, 36.0 as handover_score, 1 as worklist_rank, true as is_first_three;
insert into role_weekly by name
select date '2026-07-27' as week_start, role, true as is_complete, true as is_declared,
    was_role, is_hidden, if(is_hidden, null, 2) as people,
    if(is_hidden, null, 40.0) as logged_hours,
    if(is_hidden, null, 0.5) as judgment_time_share,
    if(is_hidden, null, 0.3) as oversight_time_share,
    if(is_hidden, null, 0.2) as execution_time_share,
    if(is_hidden, null, 0.8) as baseline_execution_time_share,
    if(is_hidden, null, 0.75) as moved_share, 0.64 as agent_executed_share, 3 as leverage_level,
    0.3 as expected_agent_share, 0.6 as next_agent_share, 0.04 as leverage_gap
from (values
    ('Content Systems Architect', 'Content Marketing Manager', false),
    ('Creative Director', 'Creative Director', true)
) as roles(role, was_role, is_hidden);
insert into role_workflow_weekly by name
select date '2026-07-27' as week_start, 'Content Systems Architect' as role,
    'seo_texts' as workflow, true as is_complete, 8.0 as execution_hours, 4 as execution_items,
    1 as execution_rank;
insert into plan_milestone by name
select milestone, position as milestone_order, phase, phase_order, phase_name, name,
    'AI Ops Architect' as owner_role, date '2026-07-08' as due_on, state, done_on, was_late,
    2 as evidence_rows, evidence_done
from (values
    ('mapped', 1, 'audit', 1, 'Audit', 'Workflows are mapped', 'done', date '2026-07-01', false, 2),
    ('trained', 2, 'roles', 2, 'Roles', 'People are trained', 'done', date '2026-07-20', true, 2),
    ('reviewed', 3, 'scale', 3, 'Scale', 'Reviews run', 'late', null, false, 1)
) as milestones(
    milestone, position, phase, phase_order, phase_name, name, state, done_on, was_late,
    evidence_done
);
insert into plan_evidence by name
select 'mapped' as milestone, 1 as row_number, 'seo_texts' as item, true as is_done,
    date '2026-07-01' as done_on;
insert into agent_review_weekly by name
select date '2026-07-27' as week_start, agent, true as is_complete, 20 as runs, 18 as ok_runs,
    0.9 as success_rate, 0.05 as error_rate, 0.05 as escalation_rate, quality as quality_score,
    change as quality_score_change, 4.5 as hours_saved, signed_by,
    case when signed_by is not null then timestamp '2026-08-03 09:00:00' end as signed_at
from (values ('content-agent', 0.6, -0.2, null), ('bid-agent', 0.9, 0.0, 'ops@demo.example'))
    as agents(agent, quality, change, signed_by);
insert into agent_drift_weekly by name
select date '2026-07-27' as week_start, 'content-agent' as agent, 'quality_score' as measure,
    0.6 as value, 12 as observations, 0.82 as reference_value, 90 as reference_observations,
    8 as reference_weeks, 0.7 as lower_limit, 0.9 as upper_limit, 0.0001 as p_value,
    0.001 as q_value, true as is_drift, 'worse' as direction;
insert into escalation_trigger_weekly by name
select date '2026-07-27' as week_start, 'content-agent' as agent, 'quality' as trigger_name,
    'quality_score < 0.75 for 2 weeks' as expression, 'firing' as state, false as is_notified,
    'quality_score 0.6' as detail;
insert into agent_registry by name
select 'content-agent' as agent, 'seo_texts' as workflow, 'vendor' as vendor,
    '2.0' as agent_version, 'model' as model, 'owner@demo.example' as owner,
    true as is_documented, 1 as trigger_count,
    date '2026-06-01' as last_reviewed_on, false as is_playbook_stale, true as is_registered;
insert into attention by name
select attention_rank, kind, urgency, 'x' as subject, headline, 'What <shows> it' as evidence,
    owned_by, since_on, date '2026-08-03' - since_on as age_days, 'Do this next' as next_step,
    'agents' as page
from (values
    (1, 'firing_trigger', 'act', 'content-agent: <quality>', 'owner@demo.example',
        date '2026-06-01'),
    (2, 'late_milestone', 'decide', 'Late: every playbook', null, date '2026-08-02'),
    (3, 'stale_playbook', 'watch', 'bid-agent: it has no playbook', null, null)
) as calls(attention_rank, kind, urgency, headline, owned_by, since_on);
insert into risk_state by name
select risk, week_start, state, 'Why ' || risk as reason, 'measure' as measure,
    'What was <measured>' as evidence, if(state = 'ok', null, 'Do this next') as next_step
from (values ('brand_voice_drift', 'act'), ('strategic_atrophy', 'ok'),
    ('agent_dependency', 'watch')) as risks(risk, state)
cross join (values (date '2026-07-20'), (date '2026-07-27')) as weeks(week_start);
insert into brand_voice_weekly by name
select week_start, 'all' as channel, 'all' as agent, 6 as pieces, 900 as words, 0.4 as distance,
    0.9 as distance_limit, 0.3 as homogeneity, 1 as forbidden_matches,
    1.1 as forbidden_per_1000_words, 2 as reviewed_pieces, false as is_alarm
from weeks where is_complete;
insert into strategic_atrophy_weekly by name
select week_start, is_complete, false as is_hidden, 20.0 as judgment_hours,
    12.0 as unaided_judgment_hours, 4.0 as unaided_hours_per_person
from weeks;
insert into unaided_sprint by name
select 'one@demo.example' as person, date '2026-07-27' as last_unaided_week, 0 as weeks_since,
    false as is_due, false as is_hidden;
insert into agent_dependency by name
select 'content-agent' as agent, 'seo_texts' as workflow, true as is_registered,
    1 as bus_factor, true as is_thin, 'owner@demo.example' as owner, true as is_documented,
    20 as runs, 0.5 as run_share, 'With it stop <half> of the placements.' as what_if_it_stops,
    false as is_hidden;
insert into risk_measure by name
select risk, date '2026-07-27' as week_start, 'measure' as measure, 1 as measure_order,
    'What was <measured>' as meaning, 'share' as unit, 0.12 as value, 'above' as direction,
    0.01 as watch_limit, 0.25 as act_limit, 'watch' as state
from (values ('brand_voice_drift'), ('strategic_atrophy'), ('agent_dependency')) as risks(risk);
insert into kpi_dependency_weekly by name
select date '2026-07-27' as week_start, true as is_complete,
    'content_system_throughput' as kpi_id, dependency_type, dependency, 0.82 as share
from (values ('agent', 'content-agent'), ('model', 'model <1>'), ('vendor', 'vendor'))
    as rests(dependency_type, dependency);
insert into kpi_change_weekly by name
select kpi_id, date '2026-07-27' as week_start, date '2026-07-20' as against_week, part_type, part,
    kind, contribution, 120.0 as from_value, 130.0 as to_value
from (values
    ('content_system_throughput', 'total', 'all', 'total', 10.0),
    ('content_system_throughput', 'factor', 'pieces', 'factor', 7.0),
    ('content_system_throughput', 'factor', 'variants_per_piece', 'factor', 3.0),
    ('content_system_throughput', 'factor', 'residual', 'residual', 0.0),
    ('campaign_iteration_velocity', 'total', 'all', 'total', 0.2),
    ('campaign_iteration_velocity', 'channel', 'search', 'mix', -0.1),
    ('campaign_iteration_velocity', 'channel', 'search', 'rate', 0.3)
) as parts(kpi_id, part_type, part, kind, contribution);
insert into annotation_kpi by name
select 'content_system_throughput' as kpi_id, 1 as annotation_number,
    date '2026-07-22' as annotated_on, 'change' as kind, 'Agents got <new> briefs' as text,
    '<content>-agent' as foundations;
insert into signal_weekly by name
select kpi_id as series, week_start, 'kpi' as series_kind, kpi_id, value, 40.0 as centre,
    10.0 as lower_limit, 70.0 as upper_limit, 1 as base_number, 8 as base_weeks,
    true as is_widened,
    if(value > 70, 'outside', null) as rule,
    if(value > 70, date '2026-06-22', null) as signal_since,
    if(value > 70, 'better', null) as direction
from valued where is_complete
    and kpi_id in ('content_system_throughput', 'campaign_iteration_velocity');
insert into rebase_proposal by name
select 'content_system_throughput' as series, 'content_system_throughput' as kpi_id,
    date '2026-06-08' as since, 8 as weeks, 'above' as side,
    '  - {date: 2026-06-08, text: "<new> level"}' as annotation;
insert into claim_multiple_weekly by name
select measure, week_start, 10.0 as baseline_value, 8 as baseline_weeks, 33.0 as recent_value,
    4 as recent_weeks, if(week_start = max(week_start) over (), 3.3, 1.0 + i / 5) as own_multiple
from weeks cross join (select distinct measure from claim) where is_complete;
insert into arrival_weekly by name
select week_start, 0.7 as judgment_time_share, 0.2 as oversight_time_share,
    0.1 as execution_time_share, 0.8 as judgment_time_share_target,
    0.2 as oversight_time_share_target, 0 as weeks_in_a_row, 4 as weeks_needed, false as is_arrived
from weeks where is_complete;
insert into kpi_forecast by name
select kpi_id, 0.9 as target_value, date '2026-08-31' as target_until, 0.8 as level,
    0.02 as pace_per_week, false as is_reached, 'at this pace <soon>' as statement
from kpi_headline;
"""
