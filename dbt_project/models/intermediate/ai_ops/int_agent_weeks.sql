with

runs as (
    select * from {{ ref('int_agent_runs_judged') }}
),

weeks as (
    select * from {{ ref('int_weeks') }}
),

first_weeks as (
    select
        agent,
        min(week_start) as first_week
    from runs
    group by agent
),

final as (
    select
        first_weeks.agent,
        first_weeks.first_week,
        weeks.week_start,
        weeks.is_complete
    from first_weeks
    inner join weeks on first_weeks.first_week <= weeks.week_start
)

select * from final
