with

worklist as (
    select * from {{ ref('audit_worklist_weekly') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

first_named as (
    select
        worklist.week_start,
        worklist.workflow,
        worklist.volume,
        worklist.judgment_share,
        worklist.worklist_rank,
        {{ last_day_of_week('worklist.week_start') }} as identified_on
    from worklist
    cross join reporting
    where
        worklist.is_first_three
        and worklist.is_complete
        and reporting.transition_start <= {{ last_day_of_week('worklist.week_start') }}
),

final as (
    select *
    from first_named
    where week_start = (select min(named.week_start) from first_named as named)
)

select * from final
