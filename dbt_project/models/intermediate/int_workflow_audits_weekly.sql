with

observed_weeks as (
    select * from {{ ref('int_weeks_observed') }}
),

counted as (
    select * from {{ ref('int_workflow_weeks_counted') }}
),

passed as (
    select
        workflow,
        week_start
    from counted
    where
        audited_outputs >= {{ parameter('minimum_weekly_audits', 'spectrum') }}
        and cast(audited_outputs - changed_outputs as double) / nullif(audited_outputs, 0)
        >= {{ parameter('audit_pass_share', 'spectrum') }}
),

final as (
    select
        observed_weeks.week_start,
        passed.workflow,
        count(*) as passed_weeks
    from observed_weeks
    inner join passed on observed_weeks.observed_week = passed.week_start
    where observed_weeks.is_audit
    group by observed_weeks.week_start, passed.workflow
)

select * from final
