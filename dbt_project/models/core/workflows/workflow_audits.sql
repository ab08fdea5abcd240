{{ config(materialized='ephemeral') }}

with

observed_weeks as (
    select * from {{ ref('week_windows') }}
),

counted as (
    select * from {{ ref('workflow_weeks') }}
),

passed as (
    select
        workflow,
        week_start
    from counted
    where
        audited_outputs >= {{ parameter('spectrum', 'minimum_weekly_audits') }}
        and cast(audited_outputs - changed_outputs as double) / nullif(audited_outputs, 0)
        >= {{ parameter('spectrum', 'audit_pass_share') }}
),

final as (
    select
        observed_weeks.week_start,
        passed.workflow,
        count(*) as passed_weeks
    from observed_weeks
    inner join passed on observed_weeks.earlier_week = passed.week_start
    where observed_weeks.is_audit
    group by observed_weeks.week_start, passed.workflow
)

select * from final
