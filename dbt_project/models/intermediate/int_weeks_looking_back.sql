with

weeks as (
    select * from {{ ref('int_weeks') }}
),

bounds as (
    select
        cast(greatest(
            {{ parameter('recent_weeks', 'risk') }},
            {{ parameter('rotation_weeks', 'risk') }},
            {{ parameter('observed_weeks', 'risk') }}
        ) as integer) as weeks_back
),

paired as (
    select
        weeks.week_start,
        weeks.week_end,
        weeks.is_complete,
        earlier.week_start as earlier_week,
        cast({{ dbt.datediff('earlier.week_start', 'weeks.week_start', 'week') }} as integer)
            as weeks_ago
    from weeks
    inner join weeks as earlier on weeks.week_start >= earlier.week_start
),

final as (
    select
        paired.week_start,
        paired.week_end,
        paired.is_complete,
        paired.earlier_week,
        paired.weeks_ago,
        paired.weeks_ago < {{ parameter('recent_weeks', 'risk') }} as is_recent,
        paired.weeks_ago < {{ parameter('rotation_weeks', 'risk') }} as is_in_rotation,
        paired.weeks_ago < {{ parameter('observed_weeks', 'risk') }} as is_observed
    from paired
    cross join bounds
    where paired.weeks_ago < bounds.weeks_back
)

select * from final
