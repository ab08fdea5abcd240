with

weeks as (
    select * from {{ ref('weeks') }}
),

bounds as (
    select
        {{ parameter('risk', 'recent_weeks') }} as recent_weeks,
        {{ parameter('risk', 'rotation_weeks') }} as rotation_weeks,
        {{ parameter('risk', 'observed_weeks') }} as observed_weeks,
        {{ parameter('spectrum', 'observation_weeks') }} as observation_weeks,
        {{ parameter('spectrum', 'audit_weeks') }} as audit_weeks
),

paired as (
    select
        weeks.week_start,
        earlier.week_start as earlier_week,
        earlier.is_complete,
        {{ dbt.datediff('earlier.week_start', 'weeks.week_start', 'week') }} as weeks_ago,
        count(case when earlier.is_complete then 1 end) over (
            partition by weeks.week_start
            order by earlier.week_start desc
            rows between unbounded preceding and current row
        ) as complete_weeks
    from weeks
    inner join weeks as earlier on weeks.week_start >= earlier.week_start
),

final as (
    select
        paired.week_start,
        paired.earlier_week,
        paired.weeks_ago < bounds.recent_weeks as is_recent,
        paired.weeks_ago < bounds.rotation_weeks as is_in_rotation,
        paired.weeks_ago < bounds.observed_weeks as is_observed,
        paired.is_complete and paired.complete_weeks <= bounds.observation_weeks as is_observation,
        paired.is_complete and paired.complete_weeks <= bounds.audit_weeks as is_audit
    from paired
    cross join bounds
    where
        paired.weeks_ago < greatest(
            bounds.recent_weeks, bounds.rotation_weeks, bounds.observed_weeks
        )
        or paired.complete_weeks <= greatest(bounds.observation_weeks, bounds.audit_weeks)
)

select * from final
