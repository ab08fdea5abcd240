with

capacity as (
    select * from {{ ref('capacity_weekly') }}
),

throughput as (
    select *
    from {{ ref('content_system_throughput_weekly') }}
    where segment_type = 'total'
),

velocity as (
    select *
    from {{ ref('campaign_iteration_velocity_weekly') }}
    where segment_type = 'total'
),

density as (
    select *
    from {{ ref('strategic_decision_density_weekly') }}
    where segment_type = 'total'
),

weeks as (
    select * from {{ ref('weeks') }}
),

parameters as (
    select
        {{ parameter('kpi', 'multiple_weeks') }} as multiple_weeks,
        {{ parameter('claim', 'quarter_weeks') }} as quarter_weeks
),

-- a measure is its numerators by its denominators, each summed; a week's launches are taken
-- as those of a whole quarter
measured as (
    select
        'campaigns_per_quarter' as measure,
        velocity.week_start,
        velocity.launched_campaigns * parameters.quarter_weeks as numerator,
        1.0 as denominator,
        parameters.quarter_weeks as recent_weeks_needed
    from velocity
    cross join parameters
    union all
    select
        'throughput_per_person' as measure,
        capacity.week_start,
        cast(capacity.throughput as double) as numerator,
        cast(capacity.active_people as double) as denominator,
        parameters.multiple_weeks as recent_weeks_needed
    from capacity
    cross join parameters
    union all
    select
        'pieces' as measure,
        throughput.week_start,
        cast(throughput.pieces as double) as numerator,
        1.0 as denominator,
        parameters.multiple_weeks as recent_weeks_needed
    from throughput
    cross join parameters
    union all
    select
        'throughput' as measure,
        throughput.week_start,
        cast(throughput.throughput as double) as numerator,
        1.0 as denominator,
        parameters.multiple_weeks as recent_weeks_needed
    from throughput
    cross join parameters
    union all
    select
        'judgment_time_share' as measure,
        density.week_start,
        density.judgment_hours as numerator,
        density.logged_hours as denominator,
        parameters.multiple_weeks as recent_weeks_needed
    from density
    cross join parameters
),

final as (
    select
        measured.measure,
        measured.week_start,
        weeks.is_complete,
        weeks.is_baseline,
        cast(measured.numerator as double) as numerator,
        cast(measured.denominator as double) as denominator,
        cast(measured.numerator / nullif(measured.denominator, 0) as double) as value,
        cast(measured.recent_weeks_needed as bigint) as recent_weeks_needed
    from measured
    inner join weeks on measured.week_start = weeks.week_start
)

select * from final
