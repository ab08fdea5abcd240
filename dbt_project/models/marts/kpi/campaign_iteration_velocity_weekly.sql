with

optimizations as (
    select * from {{ ref('int_optimizations_measured') }}
),

active as (
    select * from {{ ref('int_campaign_weeks_active') }}
),

launches as (
    select * from {{ ref('int_campaigns_launched') }}
),

changes as (
    select * from {{ ref('int_changes_attributed') }}
),

weeks as (
    select * from {{ ref('int_weeks') }}
),

unattributed as (
    select *
    from changes
    where is_unattributed
),

segmented_optimizations as (
    {{ segmented('optimizations', ['channel', 'workflow', 'actor_type', 'declared_level']) }}
),

segmented_active as (
    {{ segmented('active', ['channel', 'workflow', 'declared_level']) }}
),

segmented_launches as (
    {{ segmented('launches', ['channel', 'workflow', 'declared_level']) }}
),

optimization_sums as (
    select
        week_start,
        segment_type,
        segment,
        count(*) as optimizations,
        sum(changes) as changes,
        count(is_improved) as measured_optimizations,
        sum(is_improved) as improved_optimizations
    from segmented_optimizations
    group by week_start, segment_type, segment
),

active_sums as (
    select
        week_start,
        segment_type,
        segment,
        count(*) as active_campaigns
    from segmented_active
    group by week_start, segment_type, segment
),

launch_sums as (
    select
        week_start,
        segment_type,
        segment,
        count(*) as launched_campaigns,
        median(launch_hours) as launch_hours
    from segmented_launches
    group by week_start, segment_type, segment
),

unattributed_sums as (
    select
        changed_week as week_start,
        'total' as segment_type,
        count(*) as unattributed_changes
    from unattributed
    group by changed_week
),

every_week as (
    select
        week_start,
        'total' as segment_type,
        'all' as segment
    from weeks
    union
    select
        week_start,
        segment_type,
        segment
    from optimization_sums
    union
    select
        week_start,
        segment_type,
        segment
    from active_sums
    union
    select
        week_start,
        segment_type,
        segment
    from launch_sums
),

-- every actor type acts on the same campaigns, so it shares the total's denominator
denominators as (
    select
        every_week.*,
        case every_week.segment_type when 'actor_type' then 'total' else every_week.segment_type end
            as active_segment_type,
        case every_week.segment_type when 'actor_type' then 'all' else every_week.segment end
            as active_segment
    from every_week
),

final as (
    select
        denominators.week_start,
        denominators.segment_type,
        denominators.segment,
        weeks.is_complete,
        cast(coalesce(optimization_sums.optimizations, 0) as bigint) as optimizations,
        cast(coalesce(active_sums.active_campaigns, 0) as bigint) as active_campaigns,
        cast(coalesce(optimization_sums.optimizations, 0) as double)
        / active_sums.active_campaigns as velocity,
        cast(coalesce(optimization_sums.changes, 0) as bigint) as changes,
        cast(coalesce(unattributed_sums.unattributed_changes, 0) as bigint) as unattributed_changes,
        cast(coalesce(launch_sums.launched_campaigns, 0) as bigint) as launched_campaigns,
        cast(launch_sums.launch_hours as double) as launch_hours,
        cast(coalesce(optimization_sums.measured_optimizations, 0) as bigint)
            as measured_optimizations,
        cast(coalesce(optimization_sums.improved_optimizations, 0) as bigint)
            as improved_optimizations,
        cast(optimization_sums.improved_optimizations as double)
        / nullif(optimization_sums.measured_optimizations, 0) as improved_share
    from denominators
    inner join weeks on denominators.week_start = weeks.week_start
    left join optimization_sums
        on
            denominators.week_start = optimization_sums.week_start
            and denominators.segment_type = optimization_sums.segment_type
            and denominators.segment = optimization_sums.segment
    left join active_sums
        on
            denominators.week_start = active_sums.week_start
            and denominators.active_segment_type = active_sums.segment_type
            and denominators.active_segment = active_sums.segment
    left join launch_sums
        on
            denominators.week_start = launch_sums.week_start
            and denominators.segment_type = launch_sums.segment_type
            and denominators.segment = launch_sums.segment
    left join unattributed_sums
        on
            denominators.week_start = unattributed_sums.week_start
            and denominators.segment_type = unattributed_sums.segment_type
)

select * from final
