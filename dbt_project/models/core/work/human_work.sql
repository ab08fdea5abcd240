with

work_items as (
    select * from {{ ref('work_items') }}
),

item_hours as (
    select * from {{ ref('work_item_hours') }}
),

rulings as (
    select * from {{ ref('rulings') }}
),

kinds as (
    select * from {{ ref('work_kind') }}
),

people as (
    select * from {{ source('org', 'person') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

work as (
    select
        work_items.work_item_key as work_key,
        work_items.title,
        work_items.kind,
        work_items.classified_by,
        work_items.source,
        work_items.account,
        work_items.project,
        work_items.workflow,
        work_items.declared_level,
        work_items.role,
        work_items.assignee,
        case when item_hours.work_item_key is null then work_items.hours else item_hours.hours end
            as hours,
        item_hours.uncounted_hours,
        work_items.ai_assisted,
        work_items.completed_at,
        work_items.completed_on,
        work_items.week_start,
        work_items.reopened_at as undone_at
    from work_items
    left join item_hours on work_items.work_item_key = item_hours.work_item_key
    where work_items.assignee_type = 'human'
    union all
    select
        review_key as work_key,
        'Ruling on an escalated run of ' || agent as title,
        'exception_handling' as kind,
        'ruling' as classified_by,
        source,
        account,
        cast(null as {{ dbt.type_string() }}) as project,
        workflow,
        declared_level,
        cast(null as {{ dbt.type_string() }}) as role,
        reviewer as assignee,
        hours,
        null as uncounted_hours,
        cast(null as boolean) as ai_assisted,
        reviewed_at as completed_at,
        reviewed_on as completed_on,
        week_start,
        reverted_at as undone_at
    from rulings
),

bounds as (
    select cast({{ parameter('kpi', 'reversal_window_days') }} as integer) as reversal_days
),

-- who holds a declared role works in it, whatever the tool calls them
final as (
    select
        work.work_key,
        work.title,
        work.kind,
        kinds.class,
        work.classified_by,
        work.source,
        work.account,
        work.project,
        work.workflow,
        work.declared_level,
        coalesce(people.role, work.role) as role,
        work.assignee,
        {{ shown_name('work.assignee') }} as shown_assignee,
        work.hours,
        work.uncounted_hours,
        work.ai_assisted,
        work.completed_at,
        work.undone_at,
        work.week_start,
        case
            when
                kinds.class = 'judgment'
                and work.undone_at >= work.completed_at
                and work.undone_at <= reporting.as_of
                and work.undone_at
                <= {{ dbt.dateadd('day', 'bounds.reversal_days', 'work.completed_at') }}
                then 1
            else 0
        end as is_reversed
    from work
    inner join kinds on work.kind = kinds.kind
    cross join reporting
    cross join bounds
    left join people
        on
            lower(work.assignee) = lower(people.person)
            and (people.from_day is null or work.completed_on >= people.from_day)
            and (people.until_day is null or work.completed_on <= people.until_day)
)

select * from final
