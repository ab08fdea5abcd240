with

declared as (
    select * from {{ source('org', 'reporting') }}
),

events as (
    select * from {{ ref('int_events_observed') }}
),

newest as (
    select max(newest_at) as newest_at
    from events
),

reporting as (
    select
        declared.timezone,
        declared.weekly_capacity_hours,
        declared.baseline_first_week,
        declared.baseline_weeks,
        declared.transition_start,
        coalesce(declared.as_of, newest.newest_at) as as_of
    from declared
    cross join newest
),

final as (
    select
        timezone,
        weekly_capacity_hours,
        baseline_first_week,
        baseline_weeks,
        transition_start,
        as_of,
        {{ reporting_time('as_of') }} as as_of_local,
        {{ reporting_week('as_of') }} as as_of_week
    from reporting
)

select * from final
