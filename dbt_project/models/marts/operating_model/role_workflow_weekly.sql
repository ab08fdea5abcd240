with

work as (
    select * from {{ ref('human_work') }}
),

roles as (
    select * from {{ ref('role_weekly') }}
),

groups_shown as (
    select * from {{ ref('people_groups') }}
    where segment_type = 'workflow_of_role'
),

sums as (
    select
        week_start,
        coalesce(role, 'unknown') as role,
        coalesce(workflow, 'unknown') as workflow,
        count(*) as execution_items,
        coalesce(sum(hours), 0) as execution_hours
    from work
    where class = 'execution'
    group by week_start, coalesce(role, 'unknown'), coalesce(workflow, 'unknown')
),

final as (
    select
        sums.week_start,
        sums.role,
        sums.workflow,
        roles.is_complete,
        cast(sums.execution_hours as double) as execution_hours,
        cast(sums.execution_items as bigint) as execution_items,
        cast(row_number() over (
            partition by sums.week_start, sums.role
            order by sums.execution_hours desc, sums.execution_items desc, sums.workflow asc
        ) as integer) as execution_rank
    from sums
    inner join roles
        on
            sums.week_start = roles.week_start
            and sums.role = roles.role
    inner join groups_shown
        on
            sums.week_start = groups_shown.week_start
            and sums.role = groups_shown.whole
            and sums.workflow = groups_shown.segment
    where
        not roles.is_hidden
        and groups_shown.is_shown
)

select * from final
