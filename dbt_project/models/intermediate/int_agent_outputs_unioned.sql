with

runs as (
    select * from {{ ref('int_agent_runs_reviewed') }}
),

work_items as (
    select * from {{ ref('stg_work_items') }}
),

reporting as (
    select * from {{ ref('int_reporting') }}
),

items as (
    select
        work_items.work_item_key,
        work_items.workflow,
        work_items.agent_run_key,
        work_items.completed_week
    from work_items
    cross join reporting
    where
        work_items.assignee_type = 'agent'
        and work_items.workflow is not null
        and work_items.completed_at <= reporting.as_of
),

named_runs as (
    select distinct agent_run_key
    from items
    where agent_run_key is not null
),

made as (
    select *
    from runs
    where status in ('ok', 'escalated')
),

final as (
    select
        made.run_key as output_key,
        made.workflow,
        made.week_start,
        1 as is_of_run,
        made.is_reviewed,
        made.is_audited,
        made.is_changed
    from made
    left join named_runs on made.run_key = named_runs.agent_run_key
    where named_runs.agent_run_key is null
    union all
    select
        items.work_item_key as output_key,
        items.workflow,
        items.completed_week as week_start,
        case when made.run_key is null then 0 else 1 end as is_of_run,
        coalesce(made.is_reviewed, 0) as is_reviewed,
        coalesce(made.is_audited, 0) as is_audited,
        coalesce(made.is_changed, 0) as is_changed
    from items
    left join made on items.agent_run_key = made.run_key
)

select * from final
