with

work_items as (
    select * from {{ ref('int_work_items_classified') }}
),

rulings as (
    select * from {{ ref('int_rulings_recorded') }}
),

kinds as (
    select * from {{ ref('work_kind') }}
),

reporting as (
    select * from {{ ref('int_reporting') }}
),

work as (
    select
        work_item_key as work_key,
        title,
        kind,
        classified_by,
        source,
        project,
        workflow,
        role,
        assignee,
        hours,
        ai_assisted,
        completed_at,
        reopened_at as undone_at,
        week_start
    from work_items
    union all
    select
        review_key as work_key,
        'Ruling on an escalated run of ' || agent as title,
        'exception_handling' as kind,
        'ruling' as classified_by,
        source,
        cast(null as {{ dbt.type_string() }}) as project,
        workflow,
        cast(null as {{ dbt.type_string() }}) as role,
        reviewer as assignee,
        hours,
        cast(null as boolean) as ai_assisted,
        reviewed_at as completed_at,
        reverted_at as undone_at,
        week_start
    from rulings
),

final as (
    select
        work.work_key,
        work.title,
        work.kind,
        kinds.class,
        work.classified_by,
        work.source,
        work.project,
        work.workflow,
        work.role,
        work.assignee,
        work.hours,
        work.ai_assisted,
        work.completed_at,
        work.undone_at,
        work.week_start,
        case
            when
                kinds.class = 'judgment'
                and work.undone_at >= work.completed_at
                and work.undone_at <= reporting.as_of
                and work.undone_at <= {{ dbt.dateadd(
                    'day',
                    'cast(' ~ parameter('reversal_window_days') ~ ' as integer)',
                    'work.completed_at'
                ) }}
                then 1
            else 0
        end as is_reversed
    from work
    inner join kinds on work.kind = kinds.kind
    cross join reporting
)

select * from final
