with

work as (
    select * from {{ ref('int_human_work_unioned') }}
),

final as (
    select
        work_key,
        title,
        kind,
        class,
        classified_by,
        source,
        project,
        workflow,
        role,
        assignee,
        hours,
        completed_at,
        undone_at,
        week_start,
        cast(is_reversed as integer) as is_reversed
    from work
)

select * from final
