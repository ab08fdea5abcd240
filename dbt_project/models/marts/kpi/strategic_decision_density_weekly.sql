with

work as (
    select * from {{ ref('human_work') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

weeks as (
    {{ weeks_of('strategic_decision_density') }}
),

groups_shown as (
    select * from {{ ref('people_groups') }}
),

segmented as (
    {{ segmented('work', kpi_segments('strategic_decision_density')) }}
),

-- groups that are too small to be shown are one slice
grouped as (
    select
        segmented.*,
        case
            when segmented.segment_type = 'total' or groups_shown.is_shown then segmented.segment
            else 'small groups'
        end as shown_segment
    from segmented
    left join groups_shown
        on
            segmented.week_start = groups_shown.week_start
            and segmented.segment_type = groups_shown.segment_type
            and segmented.segment = groups_shown.segment
            and groups_shown.whole = 'all'
),

sums as (
    select
        week_start,
        segment_type,
        shown_segment as segment,
        count(*) filter (where class = 'judgment') as decisions,
        count(*) filter (where class = 'oversight') as oversights,
        count(*) filter (where class = 'execution') as executions,
        count(*) filter (where classified_by = 'none') as unmatched_items,
        sum(case when class = 'judgment' then hours end) as judgment_hours,
        sum(case when class = 'oversight' then hours end) as oversight_hours,
        sum(case when class = 'execution' then hours end) as execution_hours,
        sum(hours) as logged_hours,
        count(distinct assignee) as people,
        sum(is_reversed) as reversed_decisions
    from grouped
    group by week_start, segment_type, shown_segment
),

every_week as (
    select week_start, 'total' as segment_type, 'all' as segment from weeks
    union
    select week_start, segment_type, segment from sums
),

counted as (
    select
        every_week.week_start,
        every_week.segment_type,
        every_week.segment,
        weeks.is_complete,
        coalesce(sums.decisions, 0) as decisions,
        coalesce(sums.oversights, 0) as oversights,
        coalesce(sums.executions, 0) as executions,
        coalesce(sums.unmatched_items, 0) as unmatched_items,
        coalesce(sums.judgment_hours, 0) as judgment_hours,
        coalesce(sums.oversight_hours, 0) as oversight_hours,
        coalesce(sums.execution_hours, 0) as execution_hours,
        coalesce(sums.logged_hours, 0) as logged_hours,
        coalesce(sums.people, 0) as people,
        coalesce(sums.reversed_decisions, 0) as reversed_decisions
    from every_week
    inner join weeks on every_week.week_start = weeks.week_start
    left join sums
        on
            every_week.week_start = sums.week_start
            and every_week.segment_type = sums.segment_type
            and every_week.segment = sums.segment
),

final as (
    select
        counted.week_start,
        counted.segment_type,
        counted.segment,
        cast(counted.decisions as double) as numerator,
        cast(counted.decisions + counted.executions as double) as denominator,
        cast(counted.decisions as double) / nullif(counted.decisions + counted.executions, 0)
            as value,  -- noqa: RF04
        counted.is_complete,
        false as is_maturing,
        cast(counted.logged_hours as double)
        / nullif(counted.people * reporting.weekly_capacity_hours, 0) as replaced_value,
        cast(counted.decisions as bigint) as decisions,
        cast(counted.oversights as bigint) as oversights,
        cast(counted.executions as bigint) as executions,
        cast(counted.decisions as double) / nullif(counted.decisions + counted.executions, 0)
            as density,
        cast(counted.unmatched_items as bigint) as unmatched_items,
        cast(counted.unmatched_items as double)
        / nullif(counted.decisions + counted.oversights + counted.executions, 0) as unmatched_share,
        cast(counted.judgment_hours as double) as judgment_hours,
        cast(counted.oversight_hours as double) as oversight_hours,
        cast(counted.execution_hours as double) as execution_hours,
        cast(counted.logged_hours as double) as logged_hours,
        cast(counted.judgment_hours as double) / nullif(counted.logged_hours, 0)
            as judgment_time_share,
        cast(counted.oversight_hours as double) / nullif(counted.logged_hours, 0)
            as oversight_time_share,
        cast(counted.people as bigint) as people,
        cast(counted.decisions as double) / nullif(counted.people, 0) as decisions_per_person,
        cast(counted.people * reporting.weekly_capacity_hours as double) as capacity_hours,
        cast(counted.logged_hours as double)
        / nullif(counted.people * reporting.weekly_capacity_hours, 0) as team_utilization,
        cast(counted.reversed_decisions as bigint) as reversed_decisions,
        cast(counted.reversed_decisions as double) / nullif(counted.decisions, 0) as reversal_rate
    from counted
    cross join reporting
)

select * from final
