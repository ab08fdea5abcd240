with

weeks as (
    select * from {{ ref('weeks') }}
),

pairs as (
    select * from {{ ref('week_windows') }}
),

work as (
    select * from {{ ref('human_work') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

by_person as (
    select
        week_start,
        coalesce(assignee, 'unknown') as person,
        count(*) as items,
        coalesce(sum(hours), 0) as hours
    from work
    where kind = 'agent_management'
    group by week_start, coalesce(assignee, 'unknown')
),

sums as (
    select
        week_start,
        sum(items) as items,
        sum(hours) as hours
    from by_person
    group by week_start
),

recent_by_person as (
    select
        pairs.week_start,
        by_person.person,
        sum(by_person.hours) as hours
    from pairs
    inner join by_person on pairs.earlier_week = by_person.week_start
    where pairs.is_recent
    group by pairs.week_start, by_person.person
),

ranked as (
    select
        recent_by_person.*,
        row_number() over (
            partition by recent_by_person.week_start
            order by recent_by_person.hours desc, recent_by_person.person asc
        ) as busy_rank
    from recent_by_person
),

recent as (
    select
        week_start,
        count(*) as people,
        sum(hours) as hours,
        max(hours) as busiest_hours,
        max(case when busy_rank = 1 then person end) as busiest_person
    from ranked
    group by week_start
),

joined as (
    select
        weeks.week_start,
        weeks.is_complete,
        coalesce(sums.items, 0) as items,
        coalesce(sums.hours, 0) as hours,
        coalesce(recent.people, 0) as people,
        coalesce(recent.hours, 0) as recent_hours,
        recent.busiest_hours,
        recent.busiest_person,
        reporting.hides_people,
        coalesce(
            reporting.hides_people and coalesce(recent.people, 0) < reporting.minimum_people, false
        ) as is_hidden
    from weeks
    cross join reporting
    left join sums on weeks.week_start = sums.week_start
    left join recent on weeks.week_start = recent.week_start
),

final as (
    select
        week_start,
        is_complete,
        is_hidden,
        cast(case when not is_hidden then items end as bigint) as management_items,
        cast(case when not is_hidden then hours end as double) as management_hours,
        cast(case when not is_hidden then people end as bigint) as people,
        cast(case when not is_hidden then recent_hours end as double) as recent_hours,
        case when recent_hours > 0 and not hides_people then busiest_person end as busiest_person,
        cast(case when not is_hidden then busiest_hours end as double) as busiest_hours,
        cast(case when not is_hidden then busiest_hours end as double)
        / nullif(recent_hours, 0) as busiest_share
    from joined
)

select * from final
