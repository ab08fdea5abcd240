{{ config(materialized='ephemeral') }}

with

work as (
    select * from {{ ref('human_work') }}
),

weeks as (
    select * from {{ ref('weeks') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

sums as (
    select
        coalesce(work.role, 'unknown') as role,
        count(distinct lower(work.assignee)) as people,
        sum(case when work.class = 'execution' then work.hours end) as execution_hours,
        sum(work.hours) as logged_hours
    from work
    inner join weeks on work.week_start = weeks.week_start
    where
        weeks.is_baseline
        and weeks.is_complete
    group by coalesce(work.role, 'unknown')
),

final as (
    select
        sums.role,
        cast(coalesce(sums.execution_hours, 0) as double) / nullif(sums.logged_hours, 0)
            as execution_time_share
    from sums
    cross join reporting
    where not (reporting.hides_people and sums.people < reporting.minimum_people)
)

select * from final
