with

weeks as (
    select * from {{ ref('int_weeks') }}
),

ranked as (
    select
        weeks.week_start,
        observed.week_start as observed_week,
        row_number() over (
            partition by weeks.week_start
            order by observed.week_start desc
        ) as recency
    from weeks
    inner join weeks as observed
        on
            observed.is_complete
            and weeks.week_start >= observed.week_start
),

final as (
    select
        week_start,
        observed_week,
        recency,
        recency <= {{ parameter('observation_weeks', 'spectrum') }} as is_observation,
        recency <= {{ parameter('audit_weeks', 'spectrum') }} as is_audit
    from ranked
    where
        recency <= {{ parameter('observation_weeks', 'spectrum') }}
        or recency <= {{ parameter('audit_weeks', 'spectrum') }}
)

select * from final
