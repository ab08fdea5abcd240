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

people as (
    select * from {{ source('org', 'person') }}
),

levels as (
    select * from {{ ref('int_workflow_levels_dated') }}
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

dated as (
    select
        work.*,
        cast({{ reporting_time('work.completed_at') }} as date) as completed_on
    from work
    cross join reporting
),

-- who holds a declared role works in it, whatever the tool calls them
final as (
    select
        dated.work_key,
        dated.title,
        dated.kind,
        kinds.class,
        dated.classified_by,
        dated.source,
        dated.project,
        dated.workflow,
        coalesce(people.role, dated.role) as role,
        dated.assignee,
        dated.hours,
        dated.ai_assisted,
        dated.completed_at,
        dated.undone_at,
        dated.week_start,
        cast(levels.level as {{ dbt.type_string() }}) as declared_level,
        case
            when
                kinds.class = 'judgment'
                and dated.undone_at >= dated.completed_at
                and dated.undone_at <= reporting.as_of
                and dated.undone_at <= {{ dbt.dateadd(
                    'day',
                    'cast(' ~ parameter('reversal_window_days') ~ ' as integer)',
                    'dated.completed_at'
                ) }}
                then 1
            else 0
        end as is_reversed
    from dated
    inner join kinds on dated.kind = kinds.kind
    cross join reporting
    left join people
        on
            lower(dated.assignee) = lower(people.person)
            and (people.from_day is null or dated.completed_on >= people.from_day)
            and (people.until_day is null or dated.completed_on <= people.until_day)
    left join levels
        on
            dated.workflow = levels.workflow
            and dated.completed_on >= levels.from_day
            and dated.completed_on < levels.until_day
)

select * from final
