with

reporting as (
    select * from {{ ref('reporting') }}
),

placements as (
    select * from {{ ref('placements') }}
),

changes as (
    select * from {{ ref('campaign_changes') }}
),

work as (
    select * from {{ ref('work_items') }}
),

leads as (
    select * from {{ ref('leads') }}
),

runs as (
    select * from {{ ref('agent_runs') }}
),

reviews as (
    select * from {{ ref('reviews') }}
),

performance as (
    select * from {{ ref('stg_campaign_performance') }}
),

active_weeks as (
    select min(week_start) as first_week
    from placements
    union all
    select min(changed_week) as first_week
    from changes
    union all
    select min(week_start) as first_week
    from work
    union all
    select min(created_week) as first_week
    from leads
    union all
    select min(week_start) as first_week
    from runs
    union all
    select min(week_start) as first_week
    from reviews
    union all
    select cast(date_trunc('week', min(day)) as date) as first_week
    from performance
),

numbers as (
    {{ dbt.generate_series(1024) }}
),

first_week as (
    select coalesce(min(active_weeks.first_week), min(reporting.as_of_week)) as first_week
    from reporting
    left join active_weeks on reporting.as_of_week >= active_weeks.first_week
),

weeks as (
    select
        cast(
            {{ dbt.dateadd(
                'week', '1 - cast(numbers.generated_number as integer)', 'reporting.as_of_week'
            ) }}
            as date
        ) as week_start
    from reporting
    cross join numbers
    where numbers.generated_number <= {{ parameter('kpi', 'history_weeks') }}
),

ended as (
    select
        weeks.week_start,
        cast({{ dbt.dateadd('week', 1, 'weeks.week_start') }} as date) as week_end
    from weeks
    cross join first_week
    where weeks.week_start >= first_week.first_week
),

bounded as (
    select
        ended.week_start,
        ended.week_end,
        {{ instant_of_reporting_time('cast(ended.week_end as timestamp)') }} as ended_at,
        reporting.as_of,
        reporting.baseline_first_week,
        reporting.baseline_weeks
    from ended
    cross join reporting
),

final as (
    select
        week_start,
        week_end,
        ended_at,
        as_of >= ended_at as is_complete,
        as_of < {{ dbt.dateadd(
            'day', 'cast(' ~ parameter('kpi', 'qualification_grace_days') ~ ' as integer)', 'ended_at'
        ) }} as is_qualification_maturing,
        coalesce(
            week_start >= baseline_first_week
            and week_start
            < {{ dbt.dateadd('week', 'baseline_weeks', 'baseline_first_week') }},
            false
        ) as is_baseline
    from bounded
)

select * from final
