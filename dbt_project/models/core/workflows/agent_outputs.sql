{{ config(materialized='ephemeral') }}

with

runs as (
    select * from {{ ref('agent_runs_reviewed') }}
),

work_items as (
    select * from {{ ref('work_items') }}
),

items as (
    select *
    from work_items
    where
        assignee_type = 'agent'
        and workflow is not null
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
        items.week_start,
        case when made.run_key is null then 0 else 1 end as is_of_run,
        coalesce(made.is_reviewed, 0) as is_reviewed,
        coalesce(made.is_audited, 0) as is_audited,
        coalesce(made.is_changed, 0) as is_changed
    from items
    left join made on items.agent_run_key = made.run_key
)

select * from final
