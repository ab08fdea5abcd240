{{ config(materialized='ephemeral') }}

with

work as (
    select * from {{ ref('human_work') }}
),

final as (
    select
        coalesce(role, 'unknown') as role,
        week_start,
        count(distinct lower(assignee)) as people,
        coalesce(sum(case when class = 'judgment' then hours end), 0) as judgment_hours,
        coalesce(sum(case when class = 'oversight' then hours end), 0) as oversight_hours,
        coalesce(sum(case when class = 'execution' then hours end), 0) as execution_hours,
        coalesce(sum(hours), 0) as logged_hours
    from work
    group by coalesce(role, 'unknown'), week_start
)

select * from final
