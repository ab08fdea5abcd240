{{ config(materialized='ephemeral') }}

with

work_items as (
    select * from {{ ref('work_items') }}
),

trackers as (
    select * from {{ ref('time_tracker') }}
),

logged as (
    select
        work_items.work_item_key,
        work_items.hours,
        work_items.week_start,
        lower(work_items.assignee) as person,
        trackers.source is not null as is_tracked
    from work_items
    left join trackers on work_items.source = trackers.source
    where
        work_items.assignee_type = 'human'
        and work_items.hours > 0
),

tracked_weeks as (
    select distinct
        person,
        week_start
    from logged
    where is_tracked
),

-- an hour that is logged with a task and in a time tracker was worked once
final as (
    select
        logged.work_item_key,
        case
            when tracked_weeks.person is null or logged.is_tracked then logged.hours
        end as hours,
        case
            when tracked_weeks.person is not null and not logged.is_tracked then logged.hours
        end as uncounted_hours
    from logged
    left join tracked_weeks
        on
            logged.person = tracked_weeks.person
            and logged.week_start = tracked_weeks.week_start
)

select * from final
