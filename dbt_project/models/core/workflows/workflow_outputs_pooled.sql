{{ config(materialized='ephemeral') }}

with

weeks as (
    select * from {{ ref('weeks') }}
),

observed_weeks as (
    select * from {{ ref('week_windows') }}
),

workflows as (
    select * from {{ ref('workflows') }}
),

counted as (
    select * from {{ ref('workflow_weeks') }}
),

windows as (
    select
        week_start,
        count(*) as weeks_observed
    from observed_weeks
    where is_observation
    group by week_start
),

sums as (
    select
        observed_weeks.week_start,
        counted.workflow,
        sum(counted.agent_outputs) as agent_outputs,
        sum(counted.human_outputs) as human_outputs,
        sum(counted.judgment_outputs) as judgment_outputs,
        sum(counted.run_outputs) as run_outputs,
        sum(counted.reviewed_outputs) as reviewed_outputs,
        sum(counted.audited_outputs) as audited_outputs,
        sum(counted.changed_outputs) as changed_outputs,
        sum(counted.agent_runs) as agent_runs,
        sum(counted.escalated_runs) as escalated_runs
    from observed_weeks
    inner join counted on observed_weeks.earlier_week = counted.week_start
    where observed_weeks.is_observation
    group by observed_weeks.week_start, counted.workflow
),

pooled as (
    select
        weeks.week_start,
        workflows.workflow,
        workflows.function_id,
        coalesce(windows.weeks_observed, 0) as weeks_observed,
        coalesce(sums.agent_outputs, 0) as agent_outputs,
        coalesce(sums.human_outputs, 0) as human_outputs,
        coalesce(sums.judgment_outputs, 0) as judgment_outputs,
        coalesce(sums.run_outputs, 0) as run_outputs,
        coalesce(sums.reviewed_outputs, 0) as reviewed_outputs,
        coalesce(sums.audited_outputs, 0) as audited_outputs,
        coalesce(sums.changed_outputs, 0) as changed_outputs,
        coalesce(sums.agent_runs, 0) as agent_runs,
        coalesce(sums.escalated_runs, 0) as escalated_runs
    from weeks
    cross join workflows
    left join windows on weeks.week_start = windows.week_start
    left join sums
        on
            weeks.week_start = sums.week_start
            and workflows.workflow = sums.workflow
),

scoped as (
    select
        pooled.*,
        'workflow' as scope,
        pooled.workflow as subject
    from pooled
    union all
    select
        pooled.*,
        'function' as scope,
        pooled.function_id as subject
    from pooled
    where pooled.function_id is not null
),

final as (
    select
        week_start,
        scope,
        subject,
        max(weeks_observed) as weeks_observed,
        count(*) as workflows,
        sum(agent_outputs) as agent_outputs,
        sum(human_outputs) as human_outputs,
        sum(judgment_outputs) as judgment_outputs,
        sum(run_outputs) as run_outputs,
        sum(reviewed_outputs) as reviewed_outputs,
        sum(audited_outputs) as audited_outputs,
        sum(changed_outputs) as changed_outputs,
        sum(agent_runs) as agent_runs,
        sum(escalated_runs) as escalated_runs
    from scoped
    group by week_start, scope, subject
)

select * from final
