with

work as (
    select * from {{ ref('human_work') }}
),

groups_shown as (
    select * from {{ ref('people_groups') }}
),

-- where people are hidden, neither who did it is shown nor what only a few of them do
final as (
    select
        work.work_key,
        work.title,
        work.kind,
        work.class,
        work.classified_by,
        work.source,
        work.project,
        case when workflows_shown.is_shown then work.workflow end as workflow,
        case when roles_shown.is_shown then work.role end as role,
        work.shown_assignee as assignee,
        cast(work.hours as double) as hours,
        cast(work.uncounted_hours as double) as uncounted_hours,
        work.completed_at,
        work.undone_at,
        work.week_start,
        cast(work.is_reversed as integer) as is_reversed
    from work
    left join groups_shown as workflows_shown
        on
            work.week_start = workflows_shown.week_start
            and work.workflow = workflows_shown.segment
            and workflows_shown.segment_type = 'workflow'
    left join groups_shown as roles_shown
        on
            work.week_start = roles_shown.week_start
            and work.role = roles_shown.segment
            and roles_shown.segment_type = 'role'
)

select * from final
