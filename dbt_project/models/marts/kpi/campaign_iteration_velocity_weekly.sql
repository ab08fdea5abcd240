{#- Every actor type acts on the same campaigns, which have no actor of their own. -#}
{%- set segments = kpi_segments('campaign_iteration_velocity') -%}
{%- set campaign_segments = segments | reject('equalto', 'actor_type') | list -%}
with

optimizations as (
    select * from {{ ref('optimizations') }}
),

campaign_weeks as (
    select * from {{ ref('campaign_weeks') }}
),

changes as (
    select * from {{ ref('campaign_changes') }}
),

weeks as (
    {{ weeks_of('campaign_iteration_velocity') }}
),

segment_types as (
    select *
    from {{ ref('kpi_segment') }}
    where kpi_id = 'campaign_iteration_velocity'
),

segmented_optimizations as (
    {{ segmented('optimizations', segments) }}
),

segmented_campaigns as (
    {{ segmented('campaign_weeks', campaign_segments) }}
),

optimization_sums as (
    select
        week_start,
        segment_type,
        segment,
        count(*) as optimizations,
        sum(changes) as changes,
        count(is_improved) as measured,
        sum(is_improved) as improved
    from segmented_optimizations
    group by week_start, segment_type, segment
),

campaign_sums as (
    select
        week_start,
        segment_type,
        segment,
        sum(is_active) as active_campaigns,
        sum(is_unobserved) as unobserved_campaigns,
        sum(is_launched) as launched_campaigns,
        median(launch_hours) as launch_hours
    from segmented_campaigns
    group by week_start, segment_type, segment
),

unattributed as (
    select changed_week as week_start, count(*) as unattributed_changes
    from changes
    where is_unattributed
    group by changed_week
),

every_week as (
    select week_start, 'total' as segment_type, 'all' as segment from weeks
    union
    select week_start, segment_type, segment from optimization_sums
    union
    select week_start, segment_type, segment from campaign_sums
),

sums as (
    select
        every_week.*,
        weeks.is_complete,
        cast(coalesce(optimizations.optimizations, 0) as bigint) as optimizations,
        cast(coalesce(active.active_campaigns, 0) as bigint) as active_campaigns,
        cast(coalesce(optimizations.changes, 0) as bigint) as changes,
        cast(coalesce(unattributed.unattributed_changes, 0) as bigint) as unattributed_changes,
        cast(coalesce(own.unobserved_campaigns, 0) as bigint) as unobserved_campaigns,
        cast(coalesce(own.launched_campaigns, 0) as bigint) as launched_campaigns,
        cast(own.launch_hours as double) as launch_hours,
        cast(coalesce(optimizations.measured, 0) as bigint) as measured_optimizations,
        cast(coalesce(optimizations.improved, 0) as bigint) as improved_optimizations
    from every_week
    inner join weeks on every_week.week_start = weeks.week_start
    left join segment_types on every_week.segment_type = segment_types.segment_type
    left join optimization_sums as optimizations
        on
            every_week.week_start = optimizations.week_start
            and every_week.segment_type = optimizations.segment_type
            and every_week.segment = optimizations.segment
    left join campaign_sums as own
        on
            every_week.week_start = own.week_start
            and every_week.segment_type = own.segment_type
            and every_week.segment = own.segment
    left join campaign_sums as active
        on
            every_week.week_start = active.week_start
            and case
                when segment_types.denominator = 'total' then active.segment_type = 'total'
                else
                    every_week.segment_type = active.segment_type
                    and every_week.segment = active.segment
            end
    left join unattributed
        on every_week.week_start = unattributed.week_start and every_week.segment_type = 'total'
),

final as (
    select
        *,
        cast(optimizations as double) as numerator,
        cast(active_campaigns as double) as denominator,
        cast(optimizations as double) / nullif(active_campaigns, 0) as value,  -- noqa: RF04
        cast(optimizations as double) / nullif(active_campaigns, 0) as velocity,
        false as is_maturing,
        launch_hours as replaced_value,
        cast(improved_optimizations as double) / nullif(measured_optimizations, 0)
            as improved_share
    from sums
)

select * from final
